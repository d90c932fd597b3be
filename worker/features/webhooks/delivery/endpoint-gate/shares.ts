/** A webhook that wants a connection. `proven`: its endpoint has just answered quickly. */
export type Caller = { organizationId: string; webhookId: string; proven: boolean }

/** The current load; of this batch unless stated otherwise. */
export type Load = {
  /** Calls that hold a connection. */
  open: number
  /** Of these, calls to endpoints that were not proven when they began. */
  unproven: number
  byWebhook: ReadonlyMap<string, number>
  /** Calls of each organization in this isolate, including those of earlier batches. */
  byOrganization: ReadonlyMap<string, number>
  /** When each organization and each webhook was last served, as a growing number. */
  lastServed: ReadonlyMap<string, number>
}

export type Limits = {
  /** Connections of one batch. A Worker has six per invocation. */
  connections: number
  /** How many of them may be used for endpoints that are not proven; the rest is reserved for proven ones. */
  unproven: number
  /** How many of them one webhook may use. */
  perWebhook: number
}

/** Maximum number of simultaneous connections per invocation of a Worker. */
export const CONNECTIONS = 6
/** A call that is open for longer (ms) marks its endpoint as slow while it is in progress. */
export const SLOW_AFTER_MS = 1000
/** An organization with this many slow calls open in this isolate gets no more unproven calls from the main queue. */
const MAX_SLOW_CALLS = 2
/**
 * Maximum calls of the slow queue that one isolate has open, per organization and in all: each keeps its event in
 * memory.
 */
const SLOW_CALLS = { perOrganization: 20, inAll: 60 }
/**
 * Minimum time in the slow queue, ms, so that an endpoint that is sometimes quick does not alternate between the
 * queues.
 */
const SLOW_FOR_MS = 60_000

/** The limits of a batch. If a batch has several endpoints, each gets only a part of the connections. */
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
 * The caller that gets the next connection; undefined if none may. The organization with the fewest open calls comes
 * first, then the one that was served longest ago; likewise among its webhooks. So no caller starves: each time, the
 * one that is served becomes the last of its equals.
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
 * Whether a webhook's deliveries belong into the slow queue. An endpoint of unknown speed also does while its
 * organization has slow calls open: these would use the connections that are meant for other unknown endpoints.
 * @param slowCalls slow calls of its organization that are open in this isolate
 */
export const belongsToSlow = (pace: Pace, slowCalls: number): boolean =>
  pace === 'slow' || (pace === 'unknown' && slowCalls >= MAX_SLOW_CALLS)

/** What is known of an endpoint: `quick` has just answered within a second, `slow` has not. */
export type Pace = 'quick' | 'unknown' | 'slow'

/**
 * How long deliveries of the slow queue wait (ms) because their organization, or the isolate, uses its share; 0: no
 * wait.
 * @param open calls of the slow queue that are open in this isolate: of the organization, and in all
 * @param ahead webhooks of the same organization in this batch that were postponed before
 */
export function waitForShareMs(open: { organization: number; all: number }, ahead: number): number {
  if (open.organization < SLOW_CALLS.perOrganization && open.all < SLOW_CALLS.inAll) return 0
  return Math.min(25_000, 5000 * (1 + Math.floor(ahead / SLOW_CALLS.perOrganization)))
}

/** Whether an endpoint that has just answered within SLOW_AFTER_MS is no longer slow. */
export const hasRecovered = (slowSince: number, now: number): boolean => now - slowSince >= SLOW_FOR_MS

/** After a batch has returned, `waitUntil` allows 30 s; reading and recording the end of a call takes some of it. */
const AFTER_ANSWER_MS = 30_000
const FINISH_MS = 1500

/**
 * The earliest time (ms) at which a batch may return, so that a call begun at `startedAt` can end under `waitUntil`.
 */
export const holdUntil = (startedAt: number, timeoutSeconds: number): number =>
  startedAt + timeoutSeconds * 1000 + FINISH_MS - AFTER_ANSWER_MS
