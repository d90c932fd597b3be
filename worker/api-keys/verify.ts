import type { Verdict, VerifyApiKey } from '../../contract/api-keys.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { limitStates } from '../limits/present.ts'
import type { Check } from './admission.ts'
import type { GuardAnswer } from './guard-answer.ts'
import { presentedKeyOf, tryKey } from './try-key.ts'

/** The verdict, and whose entry in the log it becomes: null for a key that nobody here owns. */
export type Verification = {
  verdict: Verdict
  log: {
    organizationId: string
    keyId: string
    environment: 'live' | 'test'
    previousSecret: boolean
    status: number
  } | null
  unavailable: boolean
}

const STATUS: Record<Verdict['code'], number> = {
  ok: 200,
  malformed: 401,
  unknown: 401,
  revoked: 401,
  disabled: 401,
  expired: 401,
  ip_denied: 403,
  scope_missing: 403,
  rate_limited: 429,
  no_credits: 429,
}

/**
 * Whether a presented key is good for these scopes, and charges `cost` to its limits if so.
 * A key of another organisation is answered as unknown: nobody learns of it, and nothing is charged. `actor` null: the
 * question comes from inside the account, which may ask about every organisation.
 */
export async function verifyApiKey(deps: Deps, actor: Actor | null, input: VerifyApiKey): Promise<Verification> {
  const presented = await presentedKeyOf(deps, input.key)
  if (presented === 'unavailable') return UNAVAILABLE
  if (!presented) return refused('malformed', input.explain, 'The text is not a key of ours.')
  const answer = await tryKey(deps, presented, {
    scopes: input.scopes,
    ip: input.ip ?? null,
    cost: input.cost,
    explain: input.explain,
    organizationId: actor?.organization.id ?? null,
  })
  if (answer.code === 'unavailable') return UNAVAILABLE
  const { key, owner } = answer
  if (!key || !owner) return refused('unknown', input.explain, 'No key of ours has this secret.')
  return {
    verdict: verdictOf(answer, input.explain),
    log: {
      organizationId: owner.organizationId,
      keyId: key.keyId,
      environment: key.environment,
      previousSecret: answer.previousSecret,
      status: STATUS[answer.code],
    },
    unavailable: false,
  }
}

function verdictOf({ code, key, limits, credits, retryAfterMs, checks }: GuardAnswer, explain: boolean): Verdict {
  if (!key || code === 'unavailable') return { valid: false, code: 'unknown' }
  return {
    valid: code === 'ok',
    code,
    keyId: key.keyId,
    organizationId: key.organization.id,
    ownerId: key.ownerId,
    scopes: key.scopes,
    environment: key.environment,
    metadata: JSON.parse(key.metadata),
    limits: limitStates(limits),
    ...(credits === null ? {} : { credits }),
    ...(retryAfterMs === null ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    ...(explain && checks ? { checks: [PASSED_FORMAT, ...checks] } : {}),
  }
}

const UNAVAILABLE: Verification = { verdict: { valid: false, code: 'unknown' }, log: null, unavailable: true }

const PASSED_FORMAT: Check = { check: 'malformed', passed: true, detail: 'The text is a key of ours.' }

function refused(code: 'malformed' | 'unknown', explain: boolean, detail: string): Verification {
  const failed: Check = { check: code, passed: false, detail }
  const checks = code === 'unknown' ? [PASSED_FORMAT, failed] : [failed]
  return { verdict: { valid: false, code, ...(explain ? { checks } : {}) }, log: null, unavailable: false }
}
