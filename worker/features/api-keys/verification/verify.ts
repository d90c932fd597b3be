import type { Verdict, VerifyApiKey } from '../../../../contract/api-keys.ts'
import { type Actor, EVERY_ORGANIZATION } from '../../../platform/auth/actor.ts'
import { mayName } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { type BackendAsk, verifiers } from '../../../platform/auth/verifier.ts'
import type { GuardAnswer, KeyFacts } from '../../../platform/credential-guard/guard-answer.ts'
import type { Check } from '../../../platform/credential-guard/policy.ts'
import type { Deps } from '../../../platform/deps.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import type { VerifiedCall } from '../../../platform/request-log/log-call.ts'
import type { AskedAt } from './end-client.ts'
import { presentedKeyOf, tryKey } from './try-key.ts'
import { verifiedCall } from './verified-call.ts'

/**
 * The verdict, and a function that makes the log entry of the end client's call: null for a key that no organization
 * here owns.
 */
export type Verification = { verdict: Verdict; log: (() => VerifiedCall) | null; unavailable: boolean }

/**
 * Verifies a presented key, or an access token of an OAuth app, against these scopes, and charges `cost` to its limits if it is valid. A key of another
 * organization is answered as unknown, and so is a live key that a test key asks about: neither reveals that it exists,
 * and nothing is charged. A live key may verify keys of both environments. An actor of `EVERY_ORGANIZATION` (another
 * Worker of the account) may verify keys of all of them. `askedAt`: the endpoint that the entry shows if the backend
 * does not report what its client called.
 */
export async function verifyApiKey(
  deps: Deps,
  actor: Actor,
  input: VerifyApiKey,
  askedAt: AskedAt,
): Promise<Verification> {
  requireScope(actor, 'api-keys:verify')
  const ask = {
    scopes: input.scopes,
    ip: input.ip ?? null,
    cost: input.cost,
    explain: input.explain,
    organizationId: actor.organization.id === EVERY_ORGANIZATION.id ? null : actor.organization.id,
  }
  const presented = await presentedKeyOf(deps, input.key)
  if (presented === 'unavailable') return UNAVAILABLE
  const other = presented ? null : askOthers(deps, input.key, ask)
  const environment = presented?.environment ?? other?.environment
  if (!environment) return refused('malformed', input.explain, 'The text is not a key of ours.')
  if (!mayName(actor, environment)) return refused('unknown', input.explain, UNKNOWN)
  const answer = await (presented ? tryKey(deps, presented, ask) : other?.answer())
  if (!answer) return UNAVAILABLE
  const { code, key, owner } = answer
  if (code === 'unavailable') return UNAVAILABLE
  if (!key || !owner) return refused('unknown', input.explain, UNKNOWN)
  return {
    verdict: verdictOf(answer, input.explain),
    log: () => verifiedCall(input, code, { key, organizationId: owner.organizationId, answer }, askedAt),
    unavailable: false,
  }
}

/** Credentials of other features that are for the API of a backend too: access tokens. */
function askOthers(deps: Deps, text: string, ask: BackendAsk) {
  for (const { askForBackend } of verifiers().tokens) {
    const other = askForBackend?.(deps, text, ask)
    if (other) return other
  }
  return null
}

function verdictOf({ code, key, limits, credits, retryAfterMs, checks }: GuardAnswer, explain: boolean): Verdict {
  if (!key || code === 'unavailable') return { valid: false, code: 'unknown' }
  return {
    valid: code === 'ok',
    code,
    ...whoseOf(key),
    organizationId: key.organization.id,
    ownerId: key.ownerId,
    scopes: key.scopes,
    environment: key.environment,
    limits: limitStates(limits),
    ...(credits === null ? {} : { credits }),
    ...(retryAfterMs === null ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    ...(explain && checks ? { checks: [PASSED_FORMAT, ...checks] } : {}),
  }
}

/** The key; or for an access token, who allowed which app. */
function whoseOf({ keyId, above = [], metadata }: KeyFacts): Pick<Verdict, 'keyId' | 'metadata' | 'oauth'> {
  const facts = JSON.parse(metadata)
  if (!keyId.startsWith('gnt_')) return { keyId, metadata: facts }
  const { subject, subjectType } = facts
  return { oauth: { appId: above[0] ?? '', grantId: keyId, subject: { type: subjectType, id: subject } }, metadata: {} }
}

const UNKNOWN = 'No API key has this secret.'

const UNAVAILABLE: Verification = { verdict: { valid: false, code: 'unknown' }, log: null, unavailable: true }

const PASSED_FORMAT: Check = { check: 'malformed', passed: true, detail: 'The text is a well-formed API key.' }

function refused(code: 'malformed' | 'unknown', explain: boolean, detail: string): Verification {
  const failed: Check = { check: code, passed: false, detail }
  const checks = code === 'unknown' ? [PASSED_FORMAT, failed] : [failed]
  return { verdict: { valid: false, code, ...(explain ? { checks } : {}) }, log: null, unavailable: false }
}
