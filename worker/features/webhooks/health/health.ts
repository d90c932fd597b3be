import { DISABLED_AFTER_DAYS } from '../../../../contract/delivery-schedule.ts'
import type { DisabledReason, Health, HealthReason, WebhookStatus } from '../../../../contract/webhooks.ts'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'

/** So many failed attempts in a row are more than bad luck. */
export const FAILING_FROM = 5
/** So many deliveries of 24 hours tell how a webhook does; where there were fewer, the last ones do, as many. */
export const ENOUGH = 20
/** From these shares of deliveries that succeeded, in percent, a webhook is healthy, or degraded; below it is failing. */
export const HEALTHY_FROM = 99
export const DEGRADED_FROM = 95

export type Failures = {
  status: WebhookStatus
  /** Attempts that failed since the last success. */
  consecutiveFailures: number
  /** The first failure since the last success, ms since 1970. */
  failingSince: number | null
}

/** Deliveries that ended: those that ended last as marks, newest first, and those of each hour (see the schema). */
export type DeliveryRecord = { recent: string; hours: Record<string, [succeeded: number, failed: number]> }

/** The deliveries that health and success rate go by. */
export type Sample = { window: HealthReason['window']; deliveries: number; succeeded: number }

/** Those of the last 24 hours (whole hours, with the one that is not over), or the last 20 where there were fewer. */
export function sampleOf({ recent, hours }: DeliveryRecord, now: number): Sample {
  const oldest = Math.floor(now / HOUR_MS) - 24
  const lately = Object.entries(hours).filter(([hour]) => Number(hour) > oldest)
  const succeeded = lately.reduce((sum, [, [good]]) => sum + good, 0)
  const deliveries = lately.reduce((sum, [, [good, bad]]) => sum + good + bad, 0)
  if (deliveries >= ENOUGH) return { window: 'last_24_hours', deliveries, succeeded }
  return { window: 'last_20_deliveries', deliveries: recent.length, succeeded: recent.replaceAll('x', '').length }
}

/** How a webhook does, and why. */
export function healthOf(failures: Failures, sample: Sample): { health: Health; healthReason: HealthReason } {
  const { deliveries, succeeded } = sample
  const because = (health: Health, code: HealthReason['code']) => ({ health, healthReason: { code, ...sample } })
  if (failures.status === 'disabled') return because('disabled', 'disabled')
  if (keepsFailing(failures)) return because('failing', 'failures_in_a_row')
  if (deliveries === 0) return because('healthy', 'no_deliveries')
  if (succeeded * 100 >= deliveries * HEALTHY_FROM) return because('healthy', 'success_rate')
  return because(succeeded * 100 >= deliveries * DEGRADED_FROM ? 'degraded' : 'failing', 'success_rate')
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
