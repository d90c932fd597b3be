import type { RetryDeliveries } from '../../../../contract/webhooks.ts'
import type { filterParams } from './delivery-state.ts'

export type RetryFilter = Omit<RetryDeliveries, 'dryRun'>

/** The filter of the list as the API takes it for sending again: only what is set, and failed ones unless it says else. */
export function retryFilterOf({ status, event, code, from, to }: ReturnType<typeof filterParams>): RetryFilter {
  return {
    status: (['succeeded', 'held', 'cancelled'] as const).find((one) => one === status) ?? 'failed',
    ...(event ? { event } : {}),
    ...(code ? { code } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}
