import { RETRY_DELAYS_SECONDS, RETRY_JITTER } from '../../../../../contract/webhooks.data.ts'
import { parseRetryAfter } from '../../../../platform/lib/http-headers.ts'
import { DAY_MS } from '../../../../platform/lib/time/time.ts'

/** Maximum wait that a receiver can ask for. */
const MAX_RETRY_AFTER_MS = DAY_MS

/**
 * When the next attempt is due, ms since 1970; null if there is none.
 * @param failures failed attempts since the delivery was created or last sent by hand; at least 1
 * @param retryAfterMs the wait that the receiver asked for; null if none
 * @param random uniform in [0, 1)
 */
export function nextAttemptAt(
  failures: number,
  maxRetries: number,
  retryAfterMs: number | null,
  random: number,
  now: number,
): number | null {
  if (failures > maxRetries) return null
  const seconds = RETRY_DELAYS_SECONDS[Math.min(failures, RETRY_DELAYS_SECONDS.length) - 1] ?? 0
  const planned = seconds * 1000 * (1 + (random * 2 - 1) * RETRY_JITTER)
  // Never earlier than planned: an overloaded receiver that answers "at once" would otherwise be called again and
  // again.
  return Math.round(now + Math.max(planned, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS)))
}

/** `Retry-After` as ms from `now`, at most a day; null if it is missing or invalid. */
export const readRetryAfter = (header: string | null, now: number): number | null =>
  parseRetryAfter(header, now, MAX_RETRY_AFTER_MS)
