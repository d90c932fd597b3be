import type { Context } from 'hono'
import { verifiers } from '../auth/verifier.ts'
import { type App, callOf, depsOf } from './context.ts'

/**
 * Logs the call as an attempt with the credential of ours that stands somewhere in a text, whatever is wrong with its form.
 * Answers whether there is one. It costs a read of the database, and only for a text with the checksum of a credential that
 * we made.
 */
export async function logUnderCredentialIn(c: Context<App>, text: string): Promise<boolean> {
  const deps = depsOf(c)
  const plain = plainOf(text)
  for (const verifier of verifiers().tokens) {
    const owner = await verifier.findOwner(deps, plain)
    if (!owner) continue
    callOf(c).logOwner = owner
    return true
  }
  return false
}

/** A header, with what `Basic` hides in base64: a key as a user name is a frequent mistake. */
function plainOf(text: string): string {
  const hidden = /^basic\s+([a-z0-9+/=]{1,2000})\s*$/i.exec(text)?.[1]
  if (!hidden) return text
  try {
    return atob(hidden)
  } catch {
    return text
  }
}
