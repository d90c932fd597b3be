import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { requireScope } from '../../auth/require-scope.ts'
import { type PresentedCredential, type Verification, verifiers } from '../../auth/verifier.ts'
import { forbidden, Refusal } from '../../errors.ts'
import { type App, actorOf, callOf, depsOf } from '../context.ts'
import { credentialOf } from './credential.ts'
import { logUnderCredentialIn } from './log-owner.ts'
import { requireOwnOrigin } from './origin.ts'

type Options = {
  /** Who may call: only a signed-in user, or also a credential (the default). */
  from?: 'session' | 'anyone'
  /** The scope that this call needs, where that depends on its path. `scope` is then what the OpenAPI document shows. */
  scopeOf?: (c: Context<App>) => string
}

/**
 * Authenticates a call by a session or a credential with `scope` (null: any), and charges the limits of the credential. Every
 * route under /api/v1 that is not public starts with it. Sets the actor and the owner of the log entry.
 */
export const requires = (scope: string | null, options: Options = {}) => {
  const always = scope === null ? [] : [scope]
  const authenticate = createMiddleware<App>(async function authenticate(c, next) {
    const scopes = options.scopeOf ? [options.scopeOf(c)] : always
    callOf(c).needed = scopes
    const presented = credentialOf(c)
    if (presented === null) await byCookie(c, scopes)
    else if (options.from === 'session') {
      throw forbidden('session_needed', 'Only a user who is signed in to the dashboard can do this.')
    } else await byToken(c, presented, scopes)
    await next()
  })
  // The OpenAPI document shows the scope.
  return Object.assign(authenticate, { scope })
}

/**
 * The same for a route that one of several scopes is enough for; its verb decides which of them the call needs. The last one
 * is named if all are missing.
 */
export const requiresOneOf = (...scopes: [...string[], string]) => {
  const authenticate = requires(null)
  const [scope] = scopes.slice(-1)
  const check = createMiddleware<App>((c, next) =>
    authenticate(c, async () => {
      const { scopes: held } = actorOf(c)
      if (scope && scopes.every((one) => missingScopes(held, [one]).length > 0)) requireScope(actorOf(c), scope)
      await next()
    }),
  )
  return Object.assign(check, { scope })
}

/** The same for a route at which people decide for themselves: only credentials need the scope. */
export const requiresOfCredentials = (scope: string) => {
  const authenticate = requires(null)
  const check = createMiddleware<App>((c, next) =>
    authenticate(c, async () => {
      const actor = actorOf(c)
      if (actor.type !== 'session') requireScope(actor, scope)
      await next()
    }),
  )
  return Object.assign(check, { scope })
}

async function byCookie(c: Context<App>, scopes: string[]): Promise<void> {
  const { ip, requestId, url } = callOf(c)
  for (const verifier of verifiers().cookies) {
    const verified = await verifier.verify(depsOf(c), c.req.raw, {
      scopes,
      ip,
      requestId,
      url,
      cost: 1,
      organizationId: null,
    })
    if (!verified) continue
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') requireOwnOrigin(c)
    accept(c, verified.verification)
    for (const cookie of verified.cookies) c.header('Set-Cookie', cookie, { append: true })
    return
  }
  throw new Refusal({
    kind: 'unauthenticated',
    code: 'credential_missing',
    detail: 'Send an API key as "Authorization: Bearer <key>", or sign in to the dashboard.',
    credential: false,
  })
}

/**
 * Authenticates a call by its credential, and charges the credential `cost` calls. Sets the owner of the log entry, also when
 * the call is refused. `organizationId`: credentials of other organizations are unknown.
 *
 * @throws Refusal
 */
export async function byToken(
  c: Context<App>,
  presented: PresentedCredential,
  scopes: string[],
  { cost = 1, organizationId = null }: { cost?: number; organizationId?: string | null } = {},
): Promise<void> {
  const call = callOf(c)
  call.asked = true
  const deps = depsOf(c)
  const facts = { scopes, ip: call.ip, requestId: call.requestId, url: call.url, cost, organizationId }
  for (const verifier of verifiers().tokens) {
    // The hot path: if this isolate has a lease for the credential, the answer needs no I/O.
    const verification = await verifier.verify(deps, presented, facts)
    if (!verification) continue
    if (verification.hasNoForm) call.credentialText = presented.text
    return accept(c, verification)
  }
  if (!(await logUnderCredentialIn(c, presented.whole))) call.rejected = true
  throw new Refusal({
    kind: 'unauthenticated',
    code: 'credential_malformed',
    detail: 'This is not a valid API key. Part of it may be missing.',
    credential: true,
  })
}

/** Stores the result of a verification in the call. Throws the refusal, if there is one. */
function accept(c: Context<App>, verification: Verification): void {
  const call = callOf(c)
  if (verification.logOwner) call.logOwner = verification.logOwner
  if (verification.capture) call.capture = verification.capture
  call.limits = verification.limits
  call.credits = verification.credits
  if (verification.refusal) {
    // A credential that is refused by its form alone is counted, and belongs to nobody.
    const { refusal, logOwner } = verification
    call.rejected = !logOwner && refusal.kind === 'unauthenticated' && refusal.code === 'credential_malformed'
    throw new Refusal(refusal)
  }
  call.actor = verification.actor
}
