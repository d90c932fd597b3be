import { DISABLED_AFTER_DAYS, MIN_FAILING_STREAK } from '../../../../contract/webhooks.data.ts'
import type { DisabledReason, Health, HealthReason, WebhookStatus } from '../../../../contract/webhooks.ts'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'

/**
 * Minimum number of deliveries in 24 hours to judge a webhook; with fewer, its last deliveries are used, up to this
 * number.
 */
export const MIN_SAMPLE = 20
/** Minimum share of successful deliveries, in percent, to be healthy, or degraded; below it is failing. */
export const HEALTHY_FROM = 99
export const DEGRADED_FROM = 95

export type Failures = {
  status: WebhookStatus
  /** Failed attempts since the last success. */
  consecutiveFailures: number
  /** The first failure since the last success, ms since 1970. */
  failingSince: number | null
}

/**
 * Finished deliveries: the outcomes of the latest as marks, newest first, and the counts of each hour (see the schema).
 */
export type DeliveryRecord = { recent: string; hours: Record<string, [succeeded: number, failed: number]> }

/** The deliveries that health and success rate are computed from. */
export type Sample = { window: HealthReason['window']; deliveries: number; succeeded: number }

/** The deliveries of the last 24 hours (whole hours and the current one), or the last 20 if there were fewer. */
export function sampleOf({ recent, hours }: DeliveryRecord, now: number): Sample {
  const oldest = Math.floor(now / HOUR_MS) - 24
  const lately = Object.entries(hours).filter(([hour]) => Number(hour) > oldest)
  const succeeded = lately.reduce((sum, [, [good]]) => sum + good, 0)
  const deliveries = lately.reduce((sum, [, [good, bad]]) => sum + good + bad, 0)
  if (deliveries >= MIN_SAMPLE) return { window: 'last_24_hours', deliveries, succeeded }
  return { window: 'last_20_deliveries', deliveries: recent.length, succeeded: recent.replaceAll('x', '').length }
}

/** The health of a webhook, and the reason. */
export function healthOf(failures: Failures, sample: Sample): { health: Health; healthReason: HealthReason } {
  const { deliveries, succeeded } = sample
  const because = (health: Health, code: HealthReason['code']) => ({ health, healthReason: { code, ...sample } })
  if (failures.status === 'disabled') return because('disabled', 'disabled')
  if (keepsFailing(failures)) return because('failing', 'failures_in_a_row')
  if (deliveries === 0) return because('healthy', 'no_deliveries')
  if (succeeded * 100 >= deliveries * HEALTHY_FROM) return because('healthy', 'success_rate')
  return because(succeeded * 100 >= deliveries * DEGRADED_FROM ? 'degraded' : 'failing', 'success_rate')
}

/** Whether a webhook has too many consecutive failures, which raises an alert. */
export const keepsFailing = ({ consecutiveFailures }: Failures): boolean => consecutiveFailures >= MIN_FAILING_STREAK

/** Why an active webhook must be disabled now; null if it may continue. */
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
