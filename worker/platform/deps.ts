import type { KeyGuard } from './credential-guard/credential-guard-object.ts'
import type { LiveFeed } from '../features/event-logs/live/live-feed-object.ts'
import type { DeliveryMessage } from '../features/webhooks/delivery/delivery-ref.ts'
import { type Database, databaseOf } from './db/client.ts'
import type { Config } from './env.ts'
import type { OrgQuota } from './limits/org-quota-object.ts'

/** The database, the objects and the queue. */
export type Bound = {
  db: Database
  guards: DurableObjectNamespace<KeyGuard>
  quotas: DurableObjectNamespace<OrgQuota>
  feeds: DurableObjectNamespace<LiveFeed>
  /** Deliveries to be looked at soon. It may lose them: what they wait for stands in the database. */
  queue: Queue<DeliveryMessage>
}

/** What is bound to the Worker. */
export const boundTo = (env: Env): Bound => ({
  db: databaseOf(env.DB),
  guards: env.KEY_GUARD,
  quotas: env.ORG_QUOTA,
  feeds: env.LIVE_FEED,
  queue: env.DELIVERIES,
})

/** What verbs need from outside: the database, the objects, the checked configuration, and the time. */
export type Deps = Bound & {
  config: Config
  /** ms since 1970, of this request. */
  now: number
  /** For work that nobody waits for: it goes on after the answer, for up to 30 s. */
  waitUntil: (work: Promise<unknown>) => void
  /** The address that a request came to; not there where nobody asked by one. */
  url?: string
}
