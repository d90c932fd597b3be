import { Turns } from '../lib/budget/turns.ts'

/**
 * Maximum length of the waiting line. With more, the last one of an organization would wait for longer than
 * MAX_WAIT_MS.
 */
const MAX_WAITING = { ofOwner: 40, inAll: 400 }
/** How long a delivery, a preview, a publish or a mapping waits for its turn, ms. A lease is longer: LEASE_MARGIN_MS. */
export const MAX_WAIT_MS = 5000

/** The turns of an isolate: one expression or expensive filter at a time, alternating between organizations. */
export const evaluations = new Turns(MAX_WAITING)
