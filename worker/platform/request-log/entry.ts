import type { LogType } from '../../../contract/event-logs.ts'
import type { ProblemCode } from '../../../contract/outcomes.data.ts'
import type { ErrorKind } from '../../../contract/webhooks.ts'
import type { WindowName } from '../limits/meter.ts'
import type { Captured } from './capture.ts'

/** One logged call. It must not contain a credential: `endpoint` has no query. */
export type LogRecord = {
  organizationId: string
  time: number
  id: string
  type: LogType
  environment: 'live' | 'test' | null
  keyId: string | null
  webhookId: string | null
  appId: string | null
  /** The route's pattern, of which there are few: rollups count by it. */
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
  /** The path, and so the route, was reported by another backend: there may be any number of them. */
  reported?: boolean | undefined
  /** The call used the secret before the key's last regeneration. */
  previousSecret: boolean
  /** Why the call failed; left out for a success, so that most entries are smaller. */
  outcome?: ProblemCode | ErrorKind | undefined
  /** What was missing: a LogReason as JSON text, as it is stored. */
  reason?: string | undefined
  /** Headers and bodies, if captured; already redacted. */
  captured?: Captured | undefined
  /** A limit of the key with a fifth or less left: sent to live listeners, not stored. */
  near?: { window: WindowName; limit: number; remaining: number } | null | undefined
}

export type CounterKind = 'rejected' | 'dropped'
export type Counter = { organizationId: string; hour: number; kind: CounterKind; calls: number }

/** One message of the request-logs queue. `id` makes a redelivered message count only once. */
export type LogMessage = { id: string; entries: LogRecord[]; counters: Counter[] }

/** The organization id of counts without an organization: the installation itself. */
export const INSTALLATION = '-'
