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

/** Which webhooks fare so, for a search: switched off or not, and from so many failures in a row to below so many. */
export type Faring = { disabled: boolean; from: number; below: number }

const FARING: { [health in Health]: Faring } = {
  healthy: { disabled: false, from: 0, below: 1 },
  degraded: { disabled: false, from: 1, below: FAILING_FROM },
  failing: { disabled: false, from: FAILING_FROM, below: Number.MAX_SAFE_INTEGER },
  disabled: { disabled: true, from: 0, below: Number.MAX_SAFE_INTEGER },
}

export const faringAs = (health: Health): Faring => FARING[health]

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
