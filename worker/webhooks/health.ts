import { DISABLED_AFTER_DAYS } from '../../contract/delivery-schedule.ts'
import type { DisabledReason, Health, WebhookStatus } from '../../contract/webhooks.ts'
import { DAY_MS } from '../lib/time.ts'

/** So many failures in a row are more than bad luck. */
export const FAILING_FROM = 5
/** So many of its latest deliveries may have had trouble in a webhook that is healthy, if the very latest had none. */
const BAD_LUCK = 1

export type Failures = {
  status: WebhookStatus
  /** Attempts that failed since the last success. */
  consecutiveFailures: number
  /** The first failure since the last success, ms since 1970. */
  failingSince: number | null
}

/**
 * How a webhook fares. `troubles`: which of its latest deliveries failed or needed another attempt, newest first; none is no
 * trouble. Failing: nothing gets through any more. Degraded: not all of it does, or did lately.
 */
export function healthOf(failures: Failures, troubles: readonly boolean[]): Health {
  if (failures.status === 'disabled') return 'disabled'
  if (keepsFailing(failures)) return 'failing'
  const inTrouble = troubles[0] === true || troubles.filter(Boolean).length > BAD_LUCK
  return failures.consecutiveFailures > 0 || inTrouble ? 'degraded' : 'healthy'
}

/** Whether a webhook has failed too often in a row, which is what an alert tells of. */
export const keepsFailing = ({ consecutiveFailures }: Failures): boolean => consecutiveFailures >= FAILING_FROM

/** Why an active webhook must be switched off now; null while it may go on. */
export function reasonToDisable(
  { status, consecutiveFailures, failingSince }: Failures,
  disableAfterFailures: number | null,
  now: number,
): DisabledReason | null {
  if (status !== 'active') return null
  if (disableAfterFailures !== null && consecutiveFailures >= disableAfterFailures) return 'too_many_failures'
  if (failingSince !== null && now - failingSince >= DISABLED_AFTER_DAYS * DAY_MS) return 'no_success'
  return null
}
