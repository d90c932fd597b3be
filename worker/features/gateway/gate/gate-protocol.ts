/**
 * The version of the RPC of RouteGate. For some minutes after a deployment an object still runs the previous code, and a
 * previous Worker calls new objects. Every method takes the caller's version as its last argument. A change that other code
 * would misread gets a new version. To an unknown version an object answers null, as if it were not there.
 */
export const GATE_RPC_VERSION = 1

export const isKnownVersion = (version: number | undefined): boolean => version === GATE_RPC_VERSION

/** A route, and the organization that it belongs to. */
export type RouteRef = { organizationId: string; routeId: string }

/** The name of the object of a route. It must never change: another name would open an empty object. */
export const gateNameOf = ({ organizationId, routeId }: RouteRef): string => `${organizationId}:${routeId}`

/** The inverse of `gateNameOf`. */
export function routeOf(name: string): RouteRef {
  const [organizationId = '', routeId = ''] = name.split(':')
  return { organizationId, routeId }
}

/**
 * What an isolate has seen of the upstream since its last report. Times are ages in ms, because clocks of machines differ.
 * `answered`: how long ago how many calls were answered; `failed`: how long ago each failed call began; `row`: how many
 * failures came after the last answer.
 */
export type Report = { answered: [ageMs: number, calls: number][]; failed: number[]; row: number }

/** The limits of a route, and how long (ms) a probe and a permit may take before they count as lost. */
export type GatePolicy = {
  /** Of the route's row. A newer one begins with a closed circuit. */
  version: number
  perMinute: number | null
  maxConcurrency: number | null
  probeMs: number
  permitMs: number
}

/** What a call holds: its place in the window of a minute, one of the permits, the probe. Null: nothing of that kind. */
export type Held = { countedAt: number | null; permit: number | null; probe: number | null }

/**
 * How a call ended. `refused`: the guard of its credential refused it, so that it counts for nothing; `unused`: it was
 * counted, but says nothing about the upstream.
 */
export type Ending = Held & { result: 'answered' | 'failed' | 'unused' | 'refused' }

/** The circuit as an isolate has to know it. `waitMs`: no call may go to the upstream before; null: it is closed. */
export type CircuitView = { epoch: number; waitMs: number | null }

export type Decision =
  | ({ kind: 'admitted' } & Held)
  | { kind: 'open'; retryAfterMs: number }
  | { kind: 'busy' }
  | { kind: 'limited'; retryAfterMs: number }
export type GateAnswer = { decision: Decision; circuit: CircuitView }
