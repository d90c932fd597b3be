import type { Context } from 'hono'
import { verifiers } from '../../auth/verifier.ts'
import { type App, callOf, depsOf } from '../context.ts'

/**
 * Sets the owner of the log entry when a text contains one of our credentials, even if its form is wrong. Returns whether it
 * does. Reads the database only for a text with a valid checksum of a credential.
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

/** A header value; that of `Basic` is decoded, because a key as the user name is a common mistake. */
function plainOf(text: string): string {
  const hidden = /^basic\s+([a-z0-9+/=]{1,2000})\s*$/i.exec(text)?.[1]
  if (!hidden) return text
  try {
    return atob(hidden)
  } catch {
    return text
  }
}
