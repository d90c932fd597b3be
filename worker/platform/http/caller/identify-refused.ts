import type { Context } from 'hono'
import { type DomainError, Refusal } from '../../errors.ts'
import { type App, callOf } from '../context.ts'
import { byToken } from './authenticate.ts'
import { credentialsOf } from './credential.ts'
import { logUnderCredentialIn } from './log-owner.ts'

/**
 * Identifies the caller of a call that was refused before its route authenticated it: the path or the method does not exist,
 * or the body was too large. Such a call is charged and logged like any other. Returns why the credential itself is refused,
 * which has priority over the other refusal; null when the credential is valid or unknown, or when there is none.
 */
export async function identifyRefused(c: Context<App>): Promise<DomainError | null> {
  const given = credentialsOf(c)
  const [credential] = given
  const call = callOf(c)
  if (!credential || call.asked || call.logOwner) return null
  if (given.length > 1) {
    // It is unknown which of them to charge.
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
