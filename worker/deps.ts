import type { KeyGuard } from './api-keys/key-guard-object.ts'
import type { Database } from './db/client.ts'
import type { Config } from './env.ts'
import type { OrgQuota } from './limits/org-quota-object.ts'

/** What verbs need from outside: the database, the objects, the checked configuration, and the time. */
export type Deps = {
  db: Database
  guards: DurableObjectNamespace<KeyGuard>
  quotas: DurableObjectNamespace<OrgQuota>
  config: Config
  /** ms since 1970, of this request. */
  now: number
  /** For work that nobody waits for: it goes on after the answer, for up to 30 s. */
  waitUntil: (work: Promise<unknown>) => void
}
