import type { PauseReason } from '../../../contract/connectors.data.ts'

/** A stored event: `data` is JSON text, `time` ms since 1970. */
export type ProviderEvent = { id: string; type: string; time: number; environment: 'live' | 'test'; data: string }

/** What an endpoint answered; header names are lower case. */
export type ProviderAnswer = { status: number; headers: Record<string, string>; body: string }

/**
 * What an answer means. `plain`: what its status says, as for every webhook. `wait`: nothing may be sent to this endpoint for
 * so long, ms. `refused`: the same request would be refused again. `pause`: nothing can be sent until a person has
 * fixed the cause.
 */
export type Judgement =
  | { kind: 'plain' }
  | { kind: 'wait'; ms: number }
  | { kind: 'refused' }
  | { kind: 'pause'; reason: PauseReason }

/** How events are delivered to one platform. Everything in it is pure. */
export type DeliveryProvider = {
  /** The request for an event. `dashboard`: the origin of the dashboard for links; null if it is not known. */
  compose: (
    event: ProviderEvent,
    context: { dashboard: string | null },
  ) => { body: string; headers: Record<string, string> }
  judge: (answer: ProviderAnswer) => Judgement
  /** Why a URL is not one of this platform, as the end of "The URL ..."; null if it is. */
  urlProblem: (url: URL) => string | null
  /** Requests in any second that the platform accepts for one URL; null: not limited. */
  ratePerSecond: number | null
}
