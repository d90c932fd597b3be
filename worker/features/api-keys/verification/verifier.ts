import type { ProblemCode } from '../../../../contract/outcomes.data.ts'
import { scopeMissing } from '../../../platform/auth/require-scope.ts'
import {
  type CallFacts,
  type LogOwner,
  type PresentedCredential,
  refused,
  type TokenVerifier,
  type Verification,
} from '../../../platform/auth/verifier.ts'
import type { GuardAnswer } from '../../../platform/credential-guard/guard-answer.ts'
import { refusalReason } from '../../../platform/credential-guard/refusal-reason.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type DomainError, Refusal } from '../../../platform/errors.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import { findKey, type PresentedKey } from '../format/key-format.ts'
import { querySettingOf } from './query-key.ts'
import { presentedKeyOf, tryKey } from './try-key.ts'

/** Verifies API keys: native keys, which a checksum recognizes, and imported ones. */
export const apiKeyVerifier: TokenVerifier = {
  carrier: 'token',
  verify: (deps, presented, call) => {
    const key = keyOf(deps, presented)
    return key instanceof Promise ? verifyImported(deps, key, presented, call) : verifyKey(deps, key, presented, call)
  },
  findOwner: async (deps, text) => {
    const { keyPrefix, peppers } = deps.config
    const key = findKey(keyPrefix, text, peppers)
    const setting = key && (await querySettingOf(deps.db, key.reference))
    return key && setting && setting !== 'unavailable' ? attempt(setting, key) : null
  },
  organizationOf: (deps, presented) => {
    const key = keyOf(deps, presented)
    return key instanceof Promise ? key.then((late) => organizationOfKey(deps, late)) : organizationOfKey(deps, key)
  },
}

/** The parts of the keys of calls in progress: a call through the gateway asks for its organization first, and hashes its key once. */
const read = new WeakMap<PresentedCredential, PresentedKey>()

function keyOf(deps: Deps, presented: PresentedCredential): ReturnType<typeof presentedKeyOf> {
  const known = read.get(presented)
  if (known) return known
  const key = presentedKeyOf(deps, presented.text)
  if (!(key instanceof Promise)) read.set(presented, key)
  return key
}

const MAX_KNOWN = 5000
/** The organizations of keys, by reference. */
const organizations = new RecentMap<string, string>(MAX_KNOWN)

function organizationOfKey(
  deps: Deps,
  key: PresentedKey | null | 'unavailable',
): string | null | Promise<string | null> {
  if (!key) return null
  if (key === 'unavailable') throw new Refusal(UNAVAILABLE)
  return organizations.get(key.reference) ?? findOrganization(deps, key.reference)
}

async function findOrganization({ db }: Deps, reference: string): Promise<string | null> {
  const setting = await querySettingOf(db, reference)
  if (setting === 'unavailable') throw new Refusal(UNAVAILABLE)
  if (!setting) return null
  organizations.set(reference, setting.organizationId)
  return setting.organizationId
}

async function verifyImported(
  deps: Deps,
  found: Promise<PresentedKey | null | 'unavailable'>,
  presented: PresentedCredential,
  call: CallFacts,
): Promise<Verification | null> {
  const key = await found
  if (key === 'unavailable') return refused(UNAVAILABLE)
  return key && verifyKey(deps, key, presented, call)
}

/** Verifies a key; locally if there is a lease of it. */
function verifyKey(
  deps: Deps,
  key: PresentedKey,
  { from }: PresentedCredential,
  call: CallFacts,
): Verification | Promise<Verification> {
  return from === 'query' ? verifyInQuery(deps, key, call) : askAbout(deps, key, call)
}

/** Checks first whether the key is allowed in a URL: a key refused for that reason consumes none of its limits. */
async function verifyInQuery(deps: Deps, key: PresentedKey, call: CallFacts): Promise<Verification> {
  const hasNoForm = key.digestHash !== undefined
  const setting = await querySettingOf(deps.db, key.reference)
  if (setting === 'unavailable') return { ...refused(UNAVAILABLE), hasNoForm }
  if (!setting || setting.allowed) return askAbout(deps, key, call)
  return { ...refused(NOT_IN_QUERY, attempt(setting, key)), hasNoForm }
}

function askAbout(deps: Deps, key: PresentedKey, call: CallFacts): Verification | Promise<Verification> {
  const { scopes, ip, cost, organizationId } = call
  const ask = { scopes, ip, cost, explain: false, organizationId }
  const answer = tryKey(deps, key, ask)
  return answer instanceof Promise
    ? answer.then((late) => verificationOf(late, key, call))
    : verificationOf(answer, key, call)
}

function verificationOf(answer: GuardAnswer, key: PresentedKey, call: CallFacts): Verification {
  const { code, key: facts, owner } = answer
  const passed = code === 'ok' || COUNTED_AS_CALL.has(code)
  const isLetIn = code === 'ok' && facts !== null
  return {
    actor: isLetIn
      ? {
          type: 'api_key',
          keyId: facts.keyId,
          name: facts.name,
          organization: facts.organization,
          environment: facts.environment,
          scopes: facts.scopes,
          ...(facts.above && { above: facts.above }),
          ownerId: facts.ownerId,
          ip: call.ip,
          requestId: call.requestId,
        }
      : null,
    refusal: isLetIn ? null : refusalOf(answer, call),
    logOwner: owner && {
      organizationId: owner.organizationId,
      keyId: owner.keyId,
      type: passed ? 'api_call' : 'auth',
      environment: key.environment,
      previousSecret: answer.previousSecret,
    },
    limits: limitStates(answer.limits),
    credits: answer.credits,
    capture: facts?.capture ?? null,
    hasNoForm: key.digestHash !== undefined,
  }
}

/** The log entry of an attempt with a key that was not verified. */
const attempt = (
  { organizationId, keyId }: { organizationId: string; keyId: string },
  { environment }: PresentedKey,
): LogOwner => ({ organizationId, keyId, type: 'auth', environment, previousSecret: false })

/** The secret is right and only this call is refused: the log shows a call, not a failed authentication. */
const COUNTED_AS_CALL = new Set<GuardAnswer['code']>(['rate_limited', 'no_credits', 'scope_missing'])

const dead = (code: ProblemCode, detail: string): DomainError => ({
  kind: 'unauthenticated',
  code,
  detail,
  credential: true,
})

const UNAVAILABLE: DomainError = {
  kind: 'unavailable',
  code: 'guard_unavailable',
  detail: 'The API key could not be checked. Try again.',
}

const NOT_IN_QUERY = dead(
  'query_key_not_allowed',
  'Your organization does not take keys from addresses. Send the key as "Authorization: Bearer <key>" or X-API-Key; ' +
    'if a sender can do neither, an owner can allow ?api_key= in the settings.',
)

function limitDetail({ byPlan, byParent, key }: GuardAnswer): string {
  if (byPlan) return `The limit of your organization's plan (${key?.organization.plan}) is reached.`
  return byParent ? 'The limit of a key above this key is reached.' : 'The limit of this key is reached.'
}

function refusalOf(answer: GuardAnswer, { scopes, ip, cost }: CallFacts): DomainError {
  const reason = refusalReason(answer, { scopes, ip, cost })
  const because = reason && { reason }
  switch (answer.code) {
    case 'revoked':
      return dead('key_revoked', 'This API key is revoked.')
    case 'disabled':
      return dead('key_disabled', 'This API key is disabled.')
    case 'expired':
      return dead('key_expired', 'This API key has expired.')
    case 'ip_denied':
      return {
        kind: 'forbidden',
        code: 'ip_denied',
        detail: 'This API key cannot be used from your IP address.',
        ...because,
      }
    case 'scope_missing':
      return scopeMissing(scopes, reason)
    case 'rate_limited':
      return {
        kind: 'rate_limited',
        detail: limitDetail(answer),
        retryAfterMs: answer.retryAfterMs,
        ...because,
      }
    case 'no_credits':
      return {
        kind: 'rate_limited',
        code: 'no_credits',
        detail: answer.byParent ? 'A key above this API key has no credits left.' : 'This API key has no credits left.',
        retryAfterMs: answer.retryAfterMs,
        ...because,
      }
    case 'unavailable':
    case 'ok':
      return UNAVAILABLE
    case 'unknown':
    case 'malformed':
      return dead('credential_unknown', 'No API key has this secret.')
  }
}
