import type { Context } from 'hono'
import { findKey, type PresentedKey } from '../../features/api-keys/format/key-format.ts'
import { querySettingOf } from '../../features/api-keys/verification/query-key.ts'
import { type App, callOf, depsOf } from './context.ts'

/**
 * Logs the call under the key of ours that stands somewhere in a text, whatever is wrong with its form. Answers whether there
 * is one. It costs a read of the database, and only for a text with the checksum of a key that we made.
 */
export async function logUnderKeyIn(c: Context<App>, text: string): Promise<boolean> {
  const deps = depsOf(c)
  const { keyPrefix, peppers } = deps.config
  const key = findKey(keyPrefix, plainOf(text), peppers)
  const setting = key && (await querySettingOf(deps.db, key.reference))
  if (!key || !setting || setting === 'unavailable') return false
  logAsAttempt(c, setting, key)
  return true
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

/** The call becomes an attempt to sign in with this key. */
export function logAsAttempt(
  c: Context<App>,
  { organizationId, keyId }: { organizationId: string; keyId: string },
  { environment }: PresentedKey,
): void {
  callOf(c).logOwner = { organizationId, keyId, type: 'auth', environment, previousSecret: false }
}
