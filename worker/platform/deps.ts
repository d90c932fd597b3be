import { type Database, databaseOf } from './db/client.ts'
import type { Config } from './env.ts'

/**
 * The database, the Durable Objects and the queue, with the types that `wrangler types` generates from wrangler.toml.
 */
export type Bound = {
  db: Database
  guards: Env['CREDENTIAL_GUARD']
  quotas: Env['ORG_QUOTA']
  feeds: Env['LIVE_FEED']
  /** Counters of what anybody may try, signed in or not. */
  gates: Env['SIGN_IN_GATE']
  /** The queue of deliveries to attempt soon. It may lose messages: the database has the state of all deliveries. */
  queue: Env['DELIVERIES']
  /** A service binding by its name in wrangler.toml; null if there is none. */
  serviceOf: (name: string) => Fetcher | null
}

/** The bindings of the Worker. */
export const boundTo = (env: Env): Bound => ({
  db: databaseOf(env.DB),
  guards: env.CREDENTIAL_GUARD,
  quotas: env.ORG_QUOTA,
  feeds: env.LIVE_FEED,
  gates: env.SIGN_IN_GATE,
  queue: env.DELIVERIES,
  serviceOf: (name) => serviceIn(env, name),
})

function serviceIn(env: object, name: string): Fetcher | null {
  const binding: unknown = Object.hasOwn(env, name) ? Reflect.get(env, name) : undefined
  return isService(binding) ? binding : null
}

const isService = (binding: unknown): binding is Fetcher =>
  typeof binding === 'object' && binding !== null && 'fetch' in binding && typeof binding.fetch === 'function'

/** The dependencies of verbs: the database, the Durable Objects, the checked configuration, and the time. */
export type Deps = Bound & {
  config: Config
  /** Time of this request, ms since 1970. */
  now: number
  /** For background work: it continues after the answer, for up to 30 s. */
  waitUntil: (work: Promise<unknown>) => void
  /** The URL of the request; undefined if the call did not come by HTTP. */
  url?: string
}
