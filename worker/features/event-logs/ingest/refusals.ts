import type { AlertKind } from '../../../../contract/alerts.data.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'

/** The counter that a refused call adds to. `target`: key and IP address, as far as they are known. */
export type RefusalCounter = { kind: Extract<AlertKind, 'auth_failures' | 'limit_exceeded'>; target: string }

/**
 * The counter of a call; null if the call was not refused. Attempts to webhooks do not count: the answer of a receiver
 * refuses nobody here. Nor does a 429 without a key, which is a throttled sign-in: its gate throttles long before
 * twenty wrong passwords.
 */
export function refusalCounterOf({ type, status, keyId, ip }: LogRecord): RefusalCounter | null {
  if (type === 'webhook') return null
  if (status === 429 && keyId !== null) return { kind: 'limit_exceeded', target: targetOf(keyId, null) }
  const failed = status === 401 || status === 403 || (status === 429 && type === 'auth')
  return failed ? { kind: 'auth_failures', target: targetOf(keyId, ip) } : null
}

const targetOf = (keyId: string | null, ip: string | null): string => `${keyId ?? ''} ${ip ?? ''}`

/** Key and IP address of a target; null if unknown. */
export function readTarget(target: string): { keyId: string | null; ip: string | null } {
  const [keyId = '', ip = ''] = target.split(' ')
  return { keyId: keyId || null, ip: ip || null }
}
