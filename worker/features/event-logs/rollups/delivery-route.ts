// The route of an attempt in the log says how it ended, so that roll-ups can count deliveries and tell failures apart:
// `delivery` for a success, `delivery:timeout` for a failure after which another attempt comes, `delivery:timeout:failed` for
// the one with which the delivery failed.

const FAILED = ':failed'

/** The route of an attempt. `errorKind`: null for a success. `ends`: no other attempt comes. */
export const deliveryRoute = (errorKind: string | null, ends: boolean): string =>
  errorKind === null ? 'delivery' : `delivery:${errorKind}${ends ? FAILED : ''}`

/** How a delivery ended with an attempt of this route; null when it did not. */
export function endOfRoute(route: string): 'succeeded' | 'failed' | null {
  if (route === 'delivery') return 'succeeded'
  return route.startsWith('delivery:') && route.endsWith(FAILED) ? 'failed' : null
}

/** Both routes of failures of one kind. */
export const failureRoutes = (errorKind: string): string[] => [
  deliveryRoute(errorKind, false),
  deliveryRoute(errorKind, true),
]
