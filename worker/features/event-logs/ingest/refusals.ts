import type { AlertKind } from '../../../../contract/alert-kinds.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'

/** What a refused call is counted as, beside its entry in the log. `target`: key and address, as far as they are known. */
export type RefusedAs = { kind: Extract<AlertKind, 'auth_failures' | 'limit_exceeded'>; target: string }

/**
 * What a call counts as; null for one that was not refused. What a receiver answers to a webhook refuses nobody here. A
 * 429 without a key is a sign-in that came too often: its gate answers so long before twenty wrong passwords are through.
 */
export function refusedAs({ type, status, keyId, ip }: LogRecord): RefusedAs | null {
  if (type === 'webhook') return null
  if (status === 429 && keyId !== null) return { kind: 'limit_exceeded', target: targetOf(keyId, null) }
  const failed = status === 401 || status === 403 || (status === 429 && type === 'auth')
  return failed ? { kind: 'auth_failures', target: targetOf(keyId, ip) } : null
}

const targetOf = (keyId: string | null, ip: string | null): string => `${keyId ?? ''} ${ip ?? ''}`

/** Key and address of a target; null where it was not known. */
export function readTarget(target: string): { keyId: string | null; ip: string | null } {
  const [keyId = '', ip = ''] = target.split(' ')
  return { keyId: keyId || null, ip: ip || null }
}
