import type { Context } from 'hono'
import { type DomainError, Refusal } from '../errors.ts'
import { byToken } from './authenticate.ts'
import { type App, callOf } from './context.ts'
import { credentialsOf } from './credential.ts'
import { logUnderCredentialIn } from './log-owner.ts'

/**
 * Finds out whose call it is that was refused before its route asked: its path or method does not exist, or its body was
 * not even read. It is charged and logged as any other call. Answers why the credential itself is refused, which has
 * priority over the other refusal. Null when the credential is good or not ours, or when there is none.
 */
export async function identifyRefused(c: Context<App>): Promise<DomainError | null> {
  const given = credentialsOf(c)
  const [credential] = given
  const call = callOf(c)
  if (!credential || call.asked || call.logOwner) return null
  if (given.length > 1) {
    // There is no way to tell which of them to charge.
    await logUnderCredentialIn(c, given.map(({ whole }) => whole).join(' '))
    return null
  }
  try {
    await byToken(c, credential, [])
    return null
  } catch (error) {
    if (error instanceof Refusal) return call.logOwner ? error.error : null
    throw error
  }
}
