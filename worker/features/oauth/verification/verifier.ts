import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import type { ProblemCode } from '../../../../contract/outcomes.data.ts'
import { scopeMissing } from '../../../platform/auth/require-scope.ts'
import {
  type BackendAsk,
  type CallFacts,
  type LogOwner,
  refused,
  type TokenVerifier,
  type Verification,
} from '../../../platform/auth/verifier.ts'
import type { GuardAnswer } from '../../../platform/credential-guard/guard-answer.ts'
import { refusalReason } from '../../../platform/credential-guard/refusal-reason.ts'
import type { Ask } from '../../../platform/credential-guard/stored-policy.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Pepper } from '../../../platform/env.ts'
import type { DomainError } from '../../../platform/errors.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import type { PresentedKey } from '../../api-keys/format/key-format.ts'
import {
  ACCESS_PREFIX,
  type AccessToken,
  ANY_AUDIENCE,
  findAccessToken,
  readAccessToken,
} from '../format/access-token.ts'
import { findFamilySecret } from '../format/secrets.ts'
import type { GrantFacts } from '../guard/find-policy.ts'
import { askGrantGuard } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import { isForUrl } from './audience.ts'

const ownerStore = loadOnce(() => import('./owner-store.ts'))

const NO_HASH = new Uint8Array(0)

const dead = (code: ProblemCode, detail: string): DomainError => ({
  kind: 'unauthenticated',
  code,
  detail,
  credential: true,
})

/** Verifies access tokens of OAuth apps. Their form alone refuses a made-up one: no query, no object call. */
export const accessTokenVerifier: TokenVerifier = {
  carrier: 'token',
  byForm: true,
  verify: (deps, { text, from }, call) => {
    if (!text.startsWith(ACCESS_PREFIX)) return null
    const read = readAccessToken(text, deps.config.peppers)
    // Nothing else begins like this, so no other verifier has to look it up.
    if (!read) return isAccessForm(text) ? refused(MALFORMED) : null
    return from === 'query' ? refuseInQuery(deps, read.token) : verifyToken(deps, read, call)
  },
  findOwner: async (deps, text) => {
    const { peppers } = deps.config
    const token = findAccessToken(text, peppers)
    if (token) return ownerOf(deps, token)
    // A code or a refresh token in the place of an access token.
    const secret = findFamilySecret(text, peppers)
    return secret && ownerOfFamily(deps, secret)
  },
  organizationOf: (deps, { text }) => {
    const read = text.startsWith(ACCESS_PREFIX) ? readAccessToken(text, deps.config.peppers) : null
    return read && (organizations.get(read.token.reference) ?? findOrganization(deps, read.token))
  },
  // A token for a resource of ours is not for the API of anybody else.
  askForBackend: (deps, text, ask) => {
    const read = text.startsWith(ACCESS_PREFIX) ? readAccessToken(text, deps.config.peppers) : null
    if (read?.token.audience !== ANY_AUDIENCE) return null
    const { environment } = read.token
    return { environment, answer: () => askAbout(deps.guards, read, ask) }
  },
}

const MAX_KNOWN = 5000
/** The organizations of grants, by reference. */
const organizations = new RecentMap<string, string>(MAX_KNOWN)

async function findOrganization(deps: Deps, { reference }: AccessToken): Promise<string | null> {
  const { findOwner } = await ownerStore()
  const owner = await findOwner(deps.db, reference)
  if (!owner) return null
  organizations.set(reference, owner.organizationId)
  return owner.organizationId
}

const expiryOf = ({ issuedAt }: AccessToken): number => issuedAt + OAUTH_ACCESS_SECONDS * 1000

const isAccessForm = (text: string): boolean =>
  text.startsWith(`${ACCESS_PREFIX}_live_`) || text.startsWith(`${ACCESS_PREFIX}_test_`)

/** RFC 9700, section 4.3.2: an access token in a URL ends up in logs and histories. */
const refuseInQuery = async (deps: Deps, token: AccessToken): Promise<Verification> =>
  refused(
    dead('query_key_not_allowed', 'Send an access token as "Authorization: Bearer <token>", never in a URL.'),
    await ownerOf(deps, token),
  )

async function ownerOf(deps: Deps, token: AccessToken): Promise<LogOwner | null> {
  const { findOwner } = await ownerStore()
  const owner = await findOwner(deps.db, token.reference)
  return owner && { ...owner, type: 'auth', environment: token.environment, keyId: null, previousSecret: false }
}

async function ownerOfFamily(deps: Deps, { reference, environment }: PresentedKey): Promise<LogOwner | null> {
  const { findOwnerOfFamily } = await ownerStore()
  const owner = await findOwnerOfFamily(deps.db, reference)
  return owner && { ...owner, type: 'auth', environment, keyId: null, previousSecret: false }
}

function verifyToken(
  deps: Deps,
  { token, pepper }: { token: AccessToken; pepper: Pepper },
  call: CallFacts,
): Verification | Promise<Verification> {
  if (!isForUrl(pepper, token.audience, call.url)) return refuseAudience(deps, token)
  const { scopes, ip, cost, organizationId } = call
  const ask = { scopes, ip, cost, explain: false, organizationId }
  const answer = askAbout(deps.guards, { token, pepper }, ask)
  return answer instanceof Promise
    ? answer.then((late) => verificationOf(late, token, call))
    : verificationOf(answer, token, call)
}

/** Lets the guard of a token's grant decide on a call; locally if this isolate holds a lease of it. */
function askAbout(
  guards: Deps['guards'],
  { token, pepper }: { token: AccessToken; pepper: Pepper },
  { scopes, ip, cost, explain, organizationId }: BackendAsk,
): GuardAnswer | Promise<GuardAnswer> {
  const { family, serial, reference } = token
  const facts = { names: [family, serial], expiresAt: expiryOf(token), scopes: token.scopes }
  const ask: Ask = {
    hash: NO_HASH,
    pepperVersion: pepper.version,
    token: facts,
    scopes,
    ip,
    cost,
    explain,
    organizationId,
  }
  return askGrantGuard(guards, grantGuardName(reference), ask)
}

const refuseAudience = async (deps: Deps, token: AccessToken): Promise<Verification> =>
  refused(
    dead('audience_wrong', 'This access token is for another resource. Ask for a token for this one.'),
    await ownerOf(deps, token),
  )

function verificationOf(answer: GuardAnswer, token: AccessToken, call: CallFacts): Verification {
  const { code, key: facts, owner } = answer
  const appId = facts?.above?.[0] ?? null
  const isLetIn = code === 'ok' && facts !== null && appId !== null
  const isCall = code === 'ok' || code === 'rate_limited' || code === 'no_credits' || code === 'scope_missing'
  return {
    actor: isLetIn
      ? {
          type: 'oauth_token',
          grantId: facts.keyId,
          appId,
          name: facts.name,
          organization: facts.organization,
          environment: facts.environment,
          expiresAt: expiryOf(token),
          subject: subjectOf(facts.metadata),
          scopes: facts.scopes,
          ip: call.ip,
          requestId: call.requestId,
        }
      : null,
    refusal: isLetIn ? null : refusalOf(answer, call),
    logOwner: owner && {
      organizationId: owner.organizationId,
      keyId: null,
      appId,
      type: isCall ? 'api_call' : 'auth',
      environment: token.environment,
      previousSecret: false,
    },
    limits: limitStates(answer.limits),
    credits: answer.credits,
    capture: facts?.capture ?? null,
    hasNoForm: false,
  }
}

/** Who allowed the app, as the policy of the grant says. */
function subjectOf(metadata: string) {
  const { subjectType, subject }: GrantFacts = JSON.parse(metadata)
  return { type: subjectType, id: subject }
}

const MALFORMED = dead('credential_malformed', 'This is not a valid access token. Part of it may be missing.')

const UNAVAILABLE: DomainError = {
  kind: 'unavailable',
  code: 'guard_unavailable',
  detail: 'The access token could not be checked. Try again.',
}

function refusalOf(answer: GuardAnswer, { scopes, ip, cost }: CallFacts): DomainError {
  const reason = refusalReason(answer, { scopes, ip, cost })
  const because = reason && { reason }
  switch (answer.code) {
    case 'revoked':
      return dead('token_revoked', 'This access token, or the access of its app, was revoked.')
    case 'disabled':
      return dead('app_disabled', 'The app of this access token is disabled.')
    case 'expired':
      return dead('token_expired', 'This access token has expired. Use the refresh token to get a new one.')
    case 'scope_missing':
      return scopeMissing(scopes, reason, answer.key?.scopes ?? [])
    case 'ip_denied':
      return { kind: 'forbidden', code: 'ip_denied', detail: 'Your IP address is not allowed.', ...because }
    case 'rate_limited':
    case 'no_credits':
      return {
        kind: 'rate_limited',
        detail: answer.byPlan
          ? `The limit of the organization's plan (${answer.key?.organization.plan}) is reached.`
          : 'The limit of this app for one user is reached.',
        retryAfterMs: answer.retryAfterMs,
        ...because,
      }
    case 'unavailable':
    case 'ok':
      return UNAVAILABLE
    case 'unknown':
    case 'malformed':
      return dead('credential_unknown', 'This access token is not known.')
  }
}
