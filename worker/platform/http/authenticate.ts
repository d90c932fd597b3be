import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ProblemCode } from '../../../contract/outcomes.ts'
import { missingScopes } from '../../../contract/scopes.ts'
import type { GuardAnswer } from '../credential-guard/guard-answer.ts'
import type { PresentedKey } from '../../features/api-keys/format/key-format.ts'
import { querySettingOf } from '../../features/api-keys/verification/query-key.ts'
import { refusalReason } from '../credential-guard/refusal-reason.ts'
import { presentedKeyOf, tryKey } from '../../features/api-keys/verification/try-key.ts'
import { readSession } from '../../features/identity/read-session.ts'
import type { Deps } from '../deps.ts'
import { type DomainError, forbidden, Refusal } from '../errors.ts'
import { type App, callOf, clientIp, depsOf } from './context.ts'
import { limitStates } from '../limits/present.ts'
import { type Credential, credentialOf } from './credential.ts'
import { logAsAttempt, logUnderKeyIn } from './log-owner.ts'
import { mustComeFromOurPages } from './origin.ts'

type Options = {
  /** Who may call: a person in the dashboard, a credential, or both (the standard). */
  from?: 'session' | 'anyone'
}

/**
 * Lets a call in when it bears a session or a key that holds `scope` (null: any will do), and charges a key's limits.
 * Every route under /api/v1 that is not public starts with it. Sets the actor, and whose log entry the call becomes.
 */
export const requires = (scope: string | null, options: Options = {}) => {
  const authenticate = createMiddleware<App>(async function authenticate(c, next) {
    const scopes = scope === null ? [] : [scope]
    const presented = credentialOf(c)
    if (presented === null) await bySession(c, scopes)
    else if (options.from === 'session') {
      throw forbidden('session_needed', 'Only a person signed in to the dashboard can do this.')
    } else await byKey(c, presented, scopes)
    await next()
  })
  // The OpenAPI document says which scope it is.
  return Object.assign(authenticate, { scope })
}

async function bySession(c: Context<App>, scopes: string[]): Promise<void> {
  const session = await readSession(depsOf(c), c.req.raw)
  if (!session) {
    throw new Refusal({
      kind: 'unauthenticated',
      code: 'credential_missing',
      detail: 'Send an API key as "Authorization: Bearer <key>", or sign in to the dashboard.',
      credential: false,
    })
  }
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') mustComeFromOurPages(c)
  const { actor, cookies } = session
  const missing = missingScopes(actor.scopes, scopes)
  if (missing.length > 0) {
    throw forbidden('role_insufficient', `Your role (${actor.role}) does not allow this: ${missing.join(', ')}.`)
  }
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  callOf(c).actor = { ...actor, ip: clientIp(c), requestId: callOf(c).requestId }
}

/**
 * Lets a call in by the key that it presents, and charges the key. Sets whose entry in the log the call becomes, whether it is
 * let in or not. Throws a refusal.
 */
export async function byKey(c: Context<App>, { text, from, whole }: Credential, scopes: string[]): Promise<void> {
  const call = callOf(c)
  call.asked = true
  const deps = depsOf(c)
  const presented = await presentedKeyOf(deps, text)
  if (presented === 'unavailable') throw new Refusal(UNAVAILABLE)
  if (!presented) {
    if (!(await logUnderKeyIn(c, whole))) call.rejected = true
    throw new Refusal({
      kind: 'unauthenticated',
      code: 'credential_malformed',
      detail: 'This is not a key of ours: part of it may be missing.',
      credential: true,
    })
  }
  if (presented.digestHash) call.importedKey = text
  // Before the key is asked about: what is refused for where it stood costs its limits nothing.
  if (from === 'query') await mustBeAllowedInQuery(c, deps, presented)
  const ask = { scopes, ip: call.ip, cost: 1, explain: false, organizationId: null }
  const answer = await tryKey(deps, presented, ask)
  if (answer.owner) {
    const passed = answer.code === 'ok' || SPENT_WELL.has(answer.code)
    call.logOwner = {
      organizationId: answer.owner.organizationId,
      keyId: answer.owner.keyId,
      type: passed ? 'api_call' : 'auth',
      environment: presented.environment,
      previousSecret: answer.previousSecret,
    }
  }
  if (answer.key?.capture) call.capture = answer.key.capture
  call.limits = limitStates(answer.limits)
  call.credits = answer.credits
  if (answer.code !== 'ok' || !answer.key) throw new Refusal(refusalOf(answer, ask))
  const { keyId, name, organization, environment, scopes: held } = answer.key
  call.actor = {
    type: 'api_key',
    keyId,
    name,
    organization,
    environment,
    scopes: held,
    ip: call.ip,
    requestId: call.requestId,
  }
}

async function mustBeAllowedInQuery(c: Context<App>, deps: Deps, presented: PresentedKey): Promise<void> {
  const setting = await querySettingOf(deps.db, presented.reference)
  if (setting === 'unavailable') throw new Refusal(UNAVAILABLE)
  if (!setting || setting.allowed) return
  logAsAttempt(c, setting, presented)
  throw new Refusal({
    kind: 'unauthenticated',
    code: 'query_key_not_allowed',
    detail:
      'Your organization does not take keys from addresses. Send the key as "Authorization: Bearer <key>" or X-API-Key; ' +
      'if a sender can do neither, an owner can allow ?api_key= in the settings.',
    credential: true,
  })
}

/** The caller is who it says, and may only not do this now: its entry is a call, not a failed sign-in. */
const SPENT_WELL = new Set<GuardAnswer['code']>(['rate_limited', 'no_credits', 'scope_missing'])

const UNAVAILABLE: DomainError = {
  kind: 'unavailable',
  code: 'guard_unavailable',
  detail: 'The key could not be checked. Try again.',
}

type Asked = { scopes: string[]; ip: string | null; cost: number }

function refusalOf(answer: GuardAnswer, ask: Asked): DomainError {
  const reason = refusalReason(answer, ask)
  const because = reason && { reason }
  const dead = (code: ProblemCode, detail: string): DomainError => ({
    kind: 'unauthenticated',
    code,
    detail,
    credential: true,
  })
  switch (answer.code) {
    case 'revoked':
      return dead('key_revoked', 'This key was revoked.')
    case 'disabled':
      return dead('key_disabled', 'This key is switched off.')
    case 'expired':
      return dead('key_expired', 'This key has expired.')
    case 'ip_denied':
      return { kind: 'forbidden', code: 'ip_denied', detail: 'This key may not be used from your address.', ...because }
    case 'scope_missing':
      return {
        kind: 'forbidden',
        code: 'scope_missing',
        detail: `This key does not hold a scope that this route needs: ${ask.scopes.join(', ')}.`,
        ...because,
      }
    case 'rate_limited':
      return {
        kind: 'rate_limited',
        detail: answer.byPlan
          ? `The limit of your organization's plan (${answer.key?.organization.plan}) is reached.`
          : 'The limit of this key is reached.',
        retryAfterMs: answer.retryAfterMs,
        ...because,
      }
    case 'no_credits':
      return {
        kind: 'rate_limited',
        code: 'no_credits',
        detail: 'The credits of this key are used up.',
        retryAfterMs: answer.retryAfterMs,
        ...because,
      }
    case 'unavailable':
    case 'ok':
      return UNAVAILABLE
    case 'unknown':
    case 'malformed':
      return dead('credential_unknown', 'No key of ours has this secret.')
  }
}
