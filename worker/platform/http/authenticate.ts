import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type PresentedCredential, type Verification, verifiers } from '../auth/verifier.ts'
import { forbidden, Refusal } from '../errors.ts'
import { type App, callOf, depsOf } from './context.ts'
import { credentialOf } from './credential.ts'
import { logUnderCredentialIn } from './log-owner.ts'
import { requireOwnOrigin } from './origin.ts'

type Options = {
  /** Who may call: a person in the dashboard, or a credential too (the standard). */
  from?: 'session' | 'anyone'
}

/**
 * Lets a call in when it bears a session or a credential that holds `scope` (null: any will do), and charges the limits of
 * the credential. Every route under /api/v1 that is not public starts with it. Sets the actor, and whose log entry the call
 * becomes.
 */
export const requires = (scope: string | null, options: Options = {}) => {
  const scopes = scope === null ? [] : [scope]
  const authenticate = createMiddleware<App>(async function authenticate(c, next) {
    const presented = credentialOf(c)
    if (presented === null) await byCookie(c, scopes)
    else if (options.from === 'session') {
      throw forbidden('session_needed', 'Only a person signed in to the dashboard can do this.')
    } else await byToken(c, presented, scopes)
    await next()
  })
  // The OpenAPI document says which scope it is.
  return Object.assign(authenticate, { scope })
}

async function byCookie(c: Context<App>, scopes: string[]): Promise<void> {
  const { ip, requestId } = callOf(c)
  for (const verifier of verifiers().cookies) {
    const verified = await verifier.verify(depsOf(c), c.req.raw, { scopes, ip, requestId })
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
 * Lets a call in by the credential that it presents, and charges the credential. Sets whose entry in the log the call
 * becomes, whether it is let in or not. Throws a refusal.
 */
export async function byToken(c: Context<App>, presented: PresentedCredential, scopes: string[]): Promise<void> {
  const call = callOf(c)
  call.asked = true
  const deps = depsOf(c)
  const facts = { scopes, ip: call.ip, requestId: call.requestId }
  for (const verifier of verifiers().tokens) {
    // The hot path: where the credential is leased to this isolate, the answer is there already.
    const verification = await verifier.verify(deps, presented, facts)
    if (!verification) continue
    if (verification.hasNoForm) call.credentialText = presented.text
    return accept(c, verification)
  }
  if (!(await logUnderCredentialIn(c, presented.whole))) call.rejected = true
  throw new Refusal({
    kind: 'unauthenticated',
    code: 'credential_malformed',
    detail: 'This is not a key of ours: part of it may be missing.',
    credential: true,
  })
}

/** Keeps what was found out about a call. Throws the refusal, if there is one. */
function accept(c: Context<App>, verification: Verification): void {
  const call = callOf(c)
  if (verification.logOwner) call.logOwner = verification.logOwner
  if (verification.capture) call.capture = verification.capture
  call.limits = verification.limits
  call.credits = verification.credits
  if (verification.refusal) throw new Refusal(verification.refusal)
  call.actor = verification.actor
}
