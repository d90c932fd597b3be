import { type Database, databaseOf } from './db/client.ts'
import type { Config } from './env.ts'

/** The database, the objects and the queue, with the types that `wrangler types` reads from wrangler.toml. */
export type Bound = {
  db: Database
  guards: Env['CREDENTIAL_GUARD']
  quotas: Env['ORG_QUOTA']
  feeds: Env['LIVE_FEED']
  /** Deliveries to be looked at soon. It may lose them: what they wait for stands in the database. */
  queue: Env['DELIVERIES']
}

/** What is bound to the Worker. */
export const boundTo = (env: Env): Bound => ({
  db: databaseOf(env.DB),
  guards: env.CREDENTIAL_GUARD,
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
