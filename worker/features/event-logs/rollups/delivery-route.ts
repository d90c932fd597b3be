// The route of an attempt's log entry contains its outcome, so that rollups can count deliveries and distinguish
// failures: `delivery` for a success, `delivery:timeout` for a failure that will be retried, `delivery:timeout:failed`
// for the failure with which the delivery failed.

const FAILED = ':failed'

/** The route of an attempt. `errorKind`: null for a success. `ends`: there is no further attempt. */
export const deliveryRoute = (errorKind: string | null, ends: boolean): string =>
  errorKind === null ? 'delivery' : `delivery:${errorKind}${ends ? FAILED : ''}`

/** The outcome of a delivery that ended with an attempt of this route; null if the delivery did not end. */
export function endOfRoute(route: string): 'succeeded' | 'failed' | null {
  if (route === 'delivery') return 'succeeded'
  return route.startsWith('delivery:') && route.endsWith(FAILED) ? 'failed' : null
}

/** Both routes of failures of one kind. */
export const failureRoutes = (errorKind: string): string[] => [
  deliveryRoute(errorKind, false),
  deliveryRoute(errorKind, true),
]

/** The delivery of which a log entry is an attempt: its request id is the id of the delivery. Null for other entries. */
export const deliveryIdOf = ({ type, requestId }: { type: string; requestId: string }): string | null =>
  type === 'webhook' && requestId.startsWith('dlv_') ? requestId : null
