import type { OAuthRedirect } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { toBase64Url } from '../../../platform/lib/crypto/encoding.ts'
import { ensureApp } from '../clients/ensure-app.ts'
import { allow } from '../grants/allow.ts'
import type { Subject } from './accepter.ts'
import { findCodeState } from './code-store.ts'
import { codeRedirect } from './request.ts'
import { authorizationOver, type Waiting } from './waiting.ts'

type Given = {
  organizationId: string
  subject: Subject
  scopes: readonly string[]
  /** Who is entered in the audit log. */
  actor: Actor
}

/**
 * Gives an app its code: the URL to which the browser has to go. The same subject gets the same URL again, since its first answer may
 * have been lost. Throws `gone` once the code was used or has expired: an app that gets it again would lose its access
 * (RFC 6749, section 4.1.2).
 */
export async function giveCode(deps: Deps, waiting: Waiting, given: Given): Promise<OAuthRedirect> {
  const { challenge, client, request } = waiting
  const { organizationId, subject, scopes, actor } = given
  const requestId = await requestIdFor(challenge.requestId, organizationId, subject)
  const before = await findCodeState(deps.db, requestId)
  if (before && (before.usedAt !== null || before.expiresAt <= deps.now)) {
    throw authorizationOver(challenge, 'This request was answered before. Start again.')
  }
  const { code } = await allow(deps, {
    organizationId,
    app: await ensureApp(deps, actor, client),
    subject,
    scopes,
    resource: request.resource,
    redirectUri: request.returns.redirectUri,
    redirectNamed: request.redirectNamed,
    codeChallenge: request.codeChallenge,
    requestId,
    actor,
  })
  return { redirectTo: codeRedirect(request.returns, code) }
}

/** Somebody else who opens the same challenge gets a code of their own. */
async function requestIdFor(requestId: string, organizationId: string, { type, id }: Subject): Promise<string> {
  const digest = await sha256(JSON.stringify([requestId, organizationId, type, id]))
  return toBase64Url(digest.subarray(0, 24))
}
