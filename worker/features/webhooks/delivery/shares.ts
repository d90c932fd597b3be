/** Who wants a connection: one webhook. `proven`: its endpoint answered quickly a moment ago. */
export type Caller = { organizationId: string; webhookId: string; proven: boolean }

/** What is open at the moment, in this batch unless it says otherwise. */
export type Load = {
  /** Calls that hold a connection. */
  open: number
  /** Of these, calls to endpoints that were not proven when they began. */
  unproven: number
  byWebhook: ReadonlyMap<string, number>
  /** Calls of each organization in this isolate, those of earlier batches included. */
  byOrganization: ReadonlyMap<string, number>
  /** When each organization and each webhook was last served, as a number that grows. */
  lastServed: ReadonlyMap<string, number>
}

export type Limits = {
  /** Connections of one batch. A Worker has six at a time in one invocation. */
  connections: number
  /** How many of them may be used for endpoints that are not proven; the rest is reserved for proven ones. */
  unproven: number
  /** How many of them one webhook may use. */
  perWebhook: number
}

/** The most connections that one invocation of a Worker has at a time. */
export const CONNECTIONS = 6
/** A call that is open for longer marks its endpoint as slow, while it is under way (ms). */
export const SLOW_AFTER_MS = 1000
/** An organization with so many slow calls open in this isolate gets no more unproven ones from the main queue. */
const MOST_SLOW_CALLS = 2
/** Calls that the slow queue may have open in one isolate for one organization, and in all: each keeps its event in memory. */
const SLOW_CALLS = { perOrganization: 20, inAll: 60 }
/** A slow endpoint stays in the slow queue for at least so long, ms: one that is quick now and then must not go to and fro. */
const SLOW_FOR_MS = 60_000

/** The limits of a batch. An endpoint that is not alone in its batch gets no more than a part of the connections. */
export function limitsOf(queue: 'main' | 'slow', webhooks: number): Limits {
  return queue === 'main'
    ? { connections: CONNECTIONS, unproven: 4, perWebhook: webhooks > 1 ? 4 : CONNECTIONS }
    : { connections: CONNECTIONS, unproven: CONNECTIONS, perWebhook: webhooks > 1 ? 2 : 4 }
}

/** Whether this caller may have a connection now. */
export const mayStart = (caller: Caller, load: Load, limits: Limits): boolean =>
  load.open < limits.connections &&
  (caller.proven || load.unproven < limits.unproven) &&
  (load.byWebhook.get(caller.webhookId) ?? 0) < limits.perWebhook

/**
 * Who gets the next connection; undefined when nobody may. The organization with the fewest open calls comes first, then
 * the one that was served longest ago; the same among its webhooks. So nobody who waits is passed over forever: each turn
 * makes the one that is served the last of its equals.
 */
export function pickNext<C extends Caller>(waiting: Iterable<C>, load: Load, limits: Limits): C | undefined {
  let best: C | undefined
  let bestRank: readonly number[] = []
  for (const caller of waiting) {
    if (!mayStart(caller, load, limits)) continue
    const rank = [
      load.byOrganization.get(caller.organizationId) ?? 0,
      load.lastServed.get(caller.organizationId) ?? 0,
      load.byWebhook.get(caller.webhookId) ?? 0,
      load.lastServed.get(caller.webhookId) ?? 0,
    ]
    if (best === undefined || isBefore(rank, bestRank)) {
      best = caller
      bestRank = rank
    }
  }
  return best
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/**
 * Whether a webhook's deliveries belong into the slow queue. One whose endpoint is not known belongs there too while its
 * organization has slow calls open: they would take the connections in which others are tried.
 *
 * @param slowCalls slow calls of its organization that are open in this isolate
 */
export const belongsToSlow = (pace: Pace, slowCalls: number): boolean =>
  pace === 'slow' || (pace === 'unknown' && slowCalls >= MOST_SLOW_CALLS)

/** What is known of an endpoint: `quick` has answered within a second just now, `slow` has not. */
export type Pace = 'quick' | 'unknown' | 'slow'

/**
 * How long deliveries of the slow queue should wait because their organization, or the isolate, has its share open (ms);
 * 0: they need not.
 *
 * @param open calls of the slow queue that are open in this isolate: of the organization, and in all
 * @param ahead webhooks of the same organization in this batch that were put off before
 */
export function waitForShareMs(open: { organization: number; all: number }, ahead: number): number {
  if (open.organization < SLOW_CALLS.perOrganization && open.all < SLOW_CALLS.inAll) return 0
  return Math.min(25_000, 5000 * (1 + Math.floor(ahead / SLOW_CALLS.perOrganization)))
}

/** Whether an endpoint that has just answered within SLOW_AFTER_MS is no longer slow. */
export const hasRecovered = (slowSince: number, now: number): boolean => now - slowSince >= SLOW_FOR_MS

/** What goes on after a batch has answered has 30 s (`waitUntil`); reading and writing the end of a call takes its time. */
const AFTER_ANSWER_MS = 30_000
const FINISH_MS = 1500

/** Until when (ms) a batch must not answer, so that a call begun at `startedAt` can end under `waitUntil`. */
export const holdUntil = (startedAt: number, timeoutSeconds: number): number =>
  startedAt + timeoutSeconds * 1000 + FINISH_MS - AFTER_ANSWER_MS
