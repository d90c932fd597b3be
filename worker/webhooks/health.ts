import { DISABLED_AFTER_DAYS } from '../../contract/delivery-schedule.ts'
import type { DisabledReason, Health, WebhookStatus } from '../../contract/webhooks.ts'
import { DAY_MS } from '../lib/time.ts'

/** So many failures in a row are more than bad luck. */
const FAILING_FROM = 5

export type Record = {
  status: WebhookStatus
  consecutiveFailures: number
  /** The first failure since the last success, ms since 1970. */
  failingSince: number | null
}

/** How a webhook fares: its last attempts decide, and one success makes it healthy again. */
export function healthOf({ status, consecutiveFailures }: Record): Health {
  if (status === 'disabled') return 'disabled'
  if (consecutiveFailures >= FAILING_FROM) return 'failing'
  return consecutiveFailures > 0 ? 'degraded' : 'healthy'
}

/** Why an active webhook must be switched off now; null while it may go on. */
export function reasonToDisable(
  { status, consecutiveFailures, failingSince }: Record,
  disableAfterFailures: number | null,
  now: number,
): DisabledReason | null {
  if (status !== 'active') return null
  if (disableAfterFailures !== null && consecutiveFailures >= disableAfterFailures) return 'too_many_failures'
  if (failingSince !== null && now - failingSince >= DISABLED_AFTER_DAYS * DAY_MS) return 'no_success'
  return null
}
