import { ROUTES_KNOWN_MS } from '../live/routes-of.ts'

/** Timers may end a little early. */
const MARGIN_MS = 20

/**
 * Waits until no isolate uses routes, or hosts, that it read before now. Call it after the transaction of a change that takes
 * something away, and before its answer.
 */
export const confirmRoutes = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ROUTES_KNOWN_MS + MARGIN_MS))
