import { missingScopes } from '../../../contract/scopes.data.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/** A part of an answer: the scope that it needs, and the verb that reads it. */
type Part<T> = { scope: string; read: () => Promise<T> }

type Parts = Record<string, Part<unknown>>
type Values<P extends Parts> = { [Name in keyof P]: Awaited<ReturnType<P[Name]['read']>> | null }

/**
 * Reads the parts that the actor may read, at once. The others are null, and named with their scope. Each verb still checks the right
 * itself.
 */
export async function readParts<P extends Parts>(
  actor: Actor,
  parts: P,
): Promise<{ values: Values<P>; withheld: { part: Extract<keyof P, string>; scope: string }[] }> {
  const names = Object.keys(parts) as Extract<keyof P, string>[]
  const withheld = names.flatMap((part) => {
    const scope = parts[part]?.scope ?? ''
    return missingScopes(actor.scopes, [scope]).length === 0 ? [] : [{ part, scope }]
  })
  const entries = await Promise.all(
    names.map(async (name) => [name, withheld.some(({ part }) => part === name) ? null : await parts[name]?.read()]),
  )
  return { values: Object.fromEntries(entries), withheld }
}
