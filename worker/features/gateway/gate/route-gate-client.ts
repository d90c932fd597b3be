import { Refusal } from '../../../platform/errors.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { ASK_AGAIN_MS } from './breaker.ts'
import {
  type CircuitView,
  type Ending,
  GATE_RPC_VERSION,
  type GateAnswer,
  type GatePolicy,
  gateNameOf,
  type Held,
} from './gate-protocol.ts'
import type { RouteGate } from './route-gate-object.ts'
import { Tally } from './tally.ts'

/** Routes whose circuit an isolate remembers. */
const MAX_KNOWN = 2000
/** An answer counts as in progress for at most this long after its headers: longer streams do not hold a permit, ms. */
const MAX_COUNTED_STREAM_MS = 300_000
/** A probe that takes longer proves nothing, and another call may try, ms. */
const MAX_PROBE_MS = 60_000
/** What the network and two isolates need beyond the timeout of a call, ms. */
const SLACK_MS = 2000
/** A refusal because of the rate limit is repeated without asking for this long, ms. */
const REFUSAL_CACHE_MS = 200
/** A report that has not ended by then never will: its call was canceled, ms. */
const MAX_REPORT_MS = 10_000

/** What a call through the gateway needs of the Worker. */
export type GateDeps = { env: Pick<Env, 'ROUTE_GATE'>; waitUntil: (work: Promise<unknown>) => void }

/** The result of a call. `unused`: nothing was sent, or the client left: it says nothing about the upstream. */
export type Outcome = 'answered' | 'failed' | 'unused'

export type Admitted = {
  kind: 'admitted'
  /** The guard of the credential refused the call: it counts for nothing. */
  cancel: () => void
  /** The upstream has sent headers that are no failure, and a body follows, perhaps for a long time. Optional. */
  began: () => void
  /** The call has ended, with its body. */
  done: (result: Outcome) => void
}
export type Admission =
  | Admitted
  | { kind: 'open'; retryAfterMs: number }
  | { kind: 'busy' }
  | { kind: 'limited'; retryAfterMs: number }

/** What an isolate knows of a route. Times are ms since 1970. */
type Known = {
  version: number
  gate: DurableObjectId
  tally: Tally
  /** No call may go to the upstream before, and then one has to ask. Null: the circuit is closed, as far as is known. */
  openUntil: number | null
  epoch: number
  limited: { until: number; retryAt: number } | null
  reportingSince: number
}

type Gated = Pick<LiveRoute, 'id' | 'version' | 'perMinute' | 'maxConcurrency' | 'timeoutSeconds' | 'retry'>

function policyOf({ version, perMinute, maxConcurrency, timeoutSeconds, retry }: Gated): GatePolicy {
  const answerMs = timeoutSeconds * 1000 * (1 + retry) + SLACK_MS
  return {
    version,
    perMinute,
    maxConcurrency,
    probeMs: Math.min(answerMs, MAX_PROBE_MS),
    permitMs: answerMs + MAX_COUNTED_STREAM_MS,
  }
}

/** The client of the gates of routes, with what one isolate knows of them. */
export function gateClient() {
  const known = new RecentMap<string, Known>(MAX_KNOWN)

  function knownOf({ env }: GateDeps, organizationId: string, route: Gated): Known {
    const name = gateNameOf({ organizationId, routeId: route.id })
    const found = known.get(name)
    if (found && found.version >= route.version) return found
    const fresh: Known = {
      version: route.version,
      gate: found?.gate ?? env.ROUTE_GATE.idFromName(name),
      tally: new Tally(),
      openUntil: null,
      epoch: 0,
      limited: null,
      reportingSince: 0,
    }
    known.set(name, fresh)
    return fresh
  }

  /**
   * Asks the gate of a route whether a call may go to its upstream at `now` (ms). Synchronous and without an object call for a
   * route without limits whose circuit is closed as far as this isolate knows. Does not reject if the gate cannot be reached,
   * unless the route has limits.
   *
   * @throws Refusal `guard_unavailable` if the route has limits and its gate cannot be reached
   */
  function admit(deps: GateDeps, organizationId: string, route: Gated, now: number): Admission | Promise<Admission> {
    const one = knownOf(deps, organizationId, route)
    if (one.openUntil !== null && now < one.openUntil) return { kind: 'open', retryAfterMs: one.openUntil - now }
    const { limited } = one
    if (route.perMinute !== null && limited && now < limited.until) {
      return { kind: 'limited', retryAfterMs: limited.retryAt - now }
    }
    const hasLimits = route.perMinute !== null || route.maxConcurrency !== null
    if (!hasLimits && one.openUntil === null) return admitted(deps, one, NOTHING, now)
    // Until the answer is here, the other calls of this isolate wait for the probe as if the circuit were open.
    if (one.openUntil !== null) one.openUntil = now + ASK_AGAIN_MS
    return ask(deps, one, route, hasLimits, now)
  }

  async function ask(deps: GateDeps, one: Known, route: Gated, hasLimits: boolean, now: number): Promise<Admission> {
    const report = one.tally.take(now)
    const answer = await callGate<GateAnswer>(deps, one, (gate) =>
      gate.admit(policyOf(route), report, GATE_RPC_VERSION),
    )
    if (!answer) {
      if (hasLimits) {
        const detail = 'The limits of this route could not be checked. Try again.'
        throw new Refusal({ kind: 'unavailable', code: 'guard_unavailable', detail })
      }
      one.openUntil = null
      return admitted(deps, one, NOTHING, now)
    }
    learn(one, answer.circuit)
    const { decision } = answer
    if (decision.kind === 'admitted') return admitted(deps, one, decision, now)
    if (decision.kind === 'limited') {
      const at = Date.now()
      const { retryAfterMs } = decision
      one.limited = { until: at + Math.min(retryAfterMs, REFUSAL_CACHE_MS), retryAt: at + retryAfterMs }
    }
    return decision
  }

  function admitted(deps: GateDeps, one: Known, held: Held, startedAt: number): Admitted {
    const { countedAt, permit } = held
    let { probe } = held
    let hasEnded = false

    function end(result: Ending['result']): void {
      if (hasEnded) return
      hasEnded = true
      const returns = permit !== null || probe !== null || (countedAt !== null && result === 'refused')
      if (probe === null) {
        if (result === 'answered') one.tally.answered(Date.now())
        // Late news of an open circuit change nothing.
        if (result === 'failed' && one.openUntil === null) one.tally.failed(startedAt)
      }
      if (returns) deps.waitUntil(tell(deps, one, [{ result, countedAt, permit, probe }]))
      else if (one.tally.hasFailures) reportFailures(deps, one)
    }

    return {
      kind: 'admitted',
      cancel: () => end('refused'),
      began() {
        if (probe === null || hasEnded) return
        deps.waitUntil(tell(deps, one, [{ result: 'answered', countedAt: null, permit: null, probe }]))
        probe = null
      },
      done: (result) => end(result),
    }
  }

  /** Reports failures in the background: those that come while a report is under way go with the next one. */
  function reportFailures(deps: GateDeps, one: Known): void {
    const now = Date.now()
    if (now - one.reportingSince < MAX_REPORT_MS) return
    one.reportingSince = now
    deps.waitUntil(reportAll())

    async function reportAll(): Promise<void> {
      while (one.tally.hasFailures) await tell(deps, one, [])
      if (one.reportingSince === now) one.reportingSince = 0
    }
  }

  async function tell(deps: GateDeps, one: Known, endings: Ending[]): Promise<void> {
    const report = one.tally.take(Date.now())
    const view = await callGate<CircuitView>(deps, one, (gate) =>
      gate.tell(one.version, endings, report, GATE_RPC_VERSION),
    )
    if (view) learn(one, view)
  }

  return { admit }
}

const NOTHING: Held = { countedAt: null, permit: null, probe: null }

/** Answers may arrive in another order than they were given. */
function learn(one: Known, { epoch, waitMs }: CircuitView): void {
  if (epoch < one.epoch) return
  one.epoch = epoch
  one.openUntil = waitMs === null ? null : Date.now() + waitMs
}

/** Calls the gate of a route, once more if that fails. Null if it cannot be reached, or does not know this version of its RPC. */
async function callGate<T>(
  { env }: GateDeps,
  { gate }: Known,
  call: (gate: DurableObjectStub<RouteGate>) => Promise<T | null>,
): Promise<T | null> {
  try {
    // A stub is unusable after an error. A repeated question may count a call twice, which is on the safe side of the limit.
    return await call(env.ROUTE_GATE.get(gate)).catch(() => call(env.ROUTE_GATE.get(gate)))
  } catch (error) {
    reportError('the gate of a route did not answer', error)
    return null
  }
}

/** The gates as this isolate knows them. */
export const { admit } = gateClient()
