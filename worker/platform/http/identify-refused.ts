import type { Context } from 'hono'
import { byKey } from './authenticate.ts'
import { credentialsOf } from './credential.ts'
import { logUnderKeyIn } from './log-owner.ts'
import { type DomainError, Refusal } from '../errors.ts'
import { type App, callOf } from './context.ts'

/**
 * Finds out whose call it is that was refused before its route asked: its path or method does not exist, or its body was
 * not even read. It is charged and logged as any other. Answers why the key itself is refused, which goes before the
 * other refusal; null when the key is good, is none of ours, or there is none.
 */
export async function identifyRefused(c: Context<App>): Promise<DomainError | null> {
  const given = credentialsOf(c)
  const [credential] = given
  const call = callOf(c)
  if (!credential || call.asked || call.logOwner) return null
  if (given.length > 1) {
    // Which of them to charge nobody can say.
    await logUnderKeyIn(c, given.map(({ whole }) => whole).join(' '))
    return null
  }
  try {
    await byKey(c, credential, [])
    return null
  } catch (error) {
    if (error instanceof Refusal) return call.logOwner ? error.error : null
    throw error
  }
}
