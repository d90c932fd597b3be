import { RETRY_DELAYS_SECONDS, RETRY_JITTER } from '../../../../contract/delivery-schedule.ts'
import { parseRetryAfter } from '../../../platform/lib/http-headers.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'

/** The longest that a receiver may ask us to wait. */
const MAX_RETRY_AFTER_MS = DAY_MS

/**
 * When the next attempt comes, ms since 1970; null when there is none.
 *
 * @param failures attempts that failed since the delivery was accepted, or sent again by hand; at least 1
 * @param retryAfterMs what the receiver asked for, null when it did not
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
  // Never sooner than planned: a receiver in trouble that says "at once" would be called again and again.
  return Math.round(now + Math.max(planned, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS)))
}

/** `Retry-After` as ms from `now`, at most a day; null when it is not there or cannot be read. */
export const readRetryAfter = (header: string | null, now: number): number | null =>
  parseRetryAfter(header, now, MAX_RETRY_AFTER_MS)
