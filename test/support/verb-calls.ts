import { env } from 'cloudflare:workers'
import type { Actor } from '../../worker/platform/auth/actor.ts'
import { boundTo, type Deps } from '../../worker/platform/deps.ts'
import { configOf } from '../../worker/platform/env.ts'
import { type DomainError, Refusal } from '../../worker/platform/errors.ts'
import { requireTrustedSecrets } from '../../worker/platform/secrets/check-secrets.ts'
import { createKey, newTestOrg } from './kit.ts'
import { defineModule, newThings, type Things } from './things.ts'

type Environment = 'live' | 'test'

class Touched extends Error {}
/** Throws on any use. */
const untouchable = new Proxy(
  {},
  {
    get: (_, name) => {
      throw new Touched(String(name))
    },
  },
) as never

/** Dependencies of which a verb may use nothing but the configuration and the time. */
export const UNTOUCHABLE: Deps = {
  db: untouchable,
  guards: untouchable,
  quotas: untouchable,
  feeds: untouchable,
  gates: untouchable,
  queue: untouchable,
  serviceOf: untouchable,
  config: await configOf(env),
  now: Date.now(),
  waitUntil: untouchable,
}
/** The bindings of the test. */
export const realDeps = (): Deps => ({
  ...UNTOUCHABLE,
  ...boundTo(env),
  now: Date.now(),
  waitUntil: (work) => void work,
})

// Checked once per isolate, so that verbs with untouchable bindings do not report that they cannot check.
await requireTrustedSecrets(realDeps())

/** Ids of things that do not exist. */
export const NO_THINGS: Things = {
  keyId: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6',
  webhookId: 'whk_01kaj3v5e8w2m4q6t8y0z2b4d6',
  connectorId: 'con_01kaj3v5e8w2m4q6t8y0z2b4d6',
  connectorDeliveryId: 'dlv_01kaj3v5e8w2m4q6t8y0z2b4d6',
  deliveryId: 'dlv_01kaj3v5e8w2m4q6t8y0z2b4d6',
  openDeliveryId: 'dlv_01kaj3v5e8w2m4q6t8y0z2b4d6',
  jobId: 'job_01kaj3v5e8w2m4q6t8y0z2b4d6',
  eventId: 'evt_01kaj3v5e8w2m4q6t8y0z2b4d6',
  logId: 'log_01kaj3v5e8w2m4q6t8y0z2b4d6',
  alertId: 'alr_01kaj3v5e8w2m4q6t8y0z2b4d6',
  incomingId: 'inc_01kaj3v5e8w2m4q6t8y0z2b4d6',
  incomingRequestId: 'inr_01kaj3v5e8w2m4q6t8y0z2b4d6',
  appId: 'app_01kaj3v5e8w2m4q6t8y0z2b4d6',
  grantId: 'gnt_01kaj3v5e8w2m4q6t8y0z2b4d6',
  tokenId: 'tok_01kaj3v5e8w2m4q6t8y0z2b4d6',
  approvalId: 'apr_01kaj3v5e8w2m4q6t8y0z2b4d6',
  recordId: 'rec_01kaj3v5e8w2m4q6t8y0z2b4d6',
  challenge: 'x',
}

/** The refusal of a call; null if it succeeds, or stops at something untouchable. */
export async function refusalOf(call: () => Promise<unknown>): Promise<DomainError | null> {
  try {
    await call()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.error
    if (error instanceof Touched) return null
    throw error
  }
}

/** The code of a refusal; null for none. */
export const codeOf = (error: DomainError | null) => error && ('code' in error && error.code ? error.code : error.kind)

/** An organization with things of both environments, and actors of its keys with only the scopes that a verb needs. */
export async function newSides() {
  const org = await newTestOrg()
  const rateLimit = { perMinute: null, perHour: null, perDay: null }
  const test = await createKey(org, { name: 'Test', environment: 'test', scopes: ['*'], rateLimit })
  const sides = { org, live: org.key, test: test.key }
  await defineModule(org.key)
  const actor = (
    environment: Environment,
    { scope, otherScopes = [] }: { scope: string; otherScopes?: string[] },
  ): Actor => ({
    type: 'api_key',
    keyId: environment === 'live' ? org.keyId : test.id,
    name: 'A key',
    environment,
    organization: { id: org.organizationId, name: 'Test organization', plan: 'enterprise' },
    scopes: [scope, ...otherScopes],
    ip: null,
    requestId: 'req_test',
  })
  return { org, actor, things: (environment: Environment) => newThings(sides, environment) }
}
