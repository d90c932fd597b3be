import type { LogType } from '../../../contract/event-logs.ts'
import type { ProblemCode } from '../../../contract/outcomes.ts'
import type { ErrorKind } from '../../../contract/webhooks.ts'
import type { WindowName } from '../limits/meter.ts'
import type { Captured } from './capture.ts'

/** One call as it is logged. Nothing here may hold a credential: `endpoint` bears no query. */
export type LogRecord = {
  organizationId: string
  time: number
  id: string
  type: LogType
  environment: 'live' | 'test' | null
  keyId: string | null
  webhookId: string | null
  appId: string | null
  /** The route's pattern, of which there are few: roll-ups count by it. */
  route: string
  /** The path that was called. */
  endpoint: string
  method: string
  status: number
  durationMs: number
  ip: string | null
  country: string | null
  userAgent: string | null
  requestId: string
  /** The path and so the route were told by another backend: there may be any number of them. */
  reported?: boolean | undefined
  /** It came with the secret before the key's last regeneration. */
  previousSecret: boolean
  /** Why the call failed; left out for one that did not, so that most entries spend no byte on it. */
  outcome?: ProblemCode | ErrorKind | undefined
  /** What was missing: a LogReason as JSON text, as it is stored. */
  reason?: string | undefined
  /** Headers and bodies, where they are kept; secrets are out of them. */
  captured?: Captured | undefined
  /** A limit of the key with a tenth or less left: told to whoever watches, and stored nowhere. */
  near?: { window: WindowName; limit: number; remaining: number } | null | undefined
}

export type CounterKind = 'rejected' | 'dropped'
export type Counter = { organizationId: string; hour: number; kind: CounterKind; calls: number }

/** One message of the request-logs queue. `id` makes a message that comes twice count once. */
export type LogMessage = { id: string; entries: LogRecord[]; counters: Counter[] }

/** The organization of counts that belong to none: the installation itself. */
export const INSTALLATION = '-'
