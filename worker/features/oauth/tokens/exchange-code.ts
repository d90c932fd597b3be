import { OAUTH_REFRESH_SECONDS } from '../../../../contract/oauth.data.ts'
import { runBatchCounting } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { equalBytes, equalSecrets, sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { toBase64Url } from '../../../platform/lib/crypto/encoding.ts'
import type { Client } from '../clients/find-client.ts'
import { issueSecret, readSecret } from '../format/secrets.ts'
import { endFamily } from '../grants/end.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { type FoundFamily, familyName, findFamily, insertFamilyToken, redeemCode } from '../rows/family-store.ts'
import { markGrantUsed } from '../rows/grant-store.ts'
import { mintAccess, prepareScopes, requestedScopes, type TokenAnswer } from './mint.ts'
import { targetOf } from './target.ts'
import { tokenGrantOf } from './token-grant.ts'

const invalidGrant = (description: string) => new OAuthError('invalid_grant', description)

/** One text for all that a stranger could learn something from. */
const wrongCode = () => invalidGrant('The code is wrong, expired, used, or was given to another client.')

/**
 * Exchanges an authorization code for tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.6). All checks come before
 * anything is consumed, so a code with a wrong verifier, redirect URI or resource still works afterwards. The right code a
 * second time, from its own client, ends everything that came of it (RFC 6749, section 4.1.2).
 *
 * @throws OAuthError
 */
export async function exchangeCode(deps: Deps, client: Client, form: URLSearchParams): Promise<TokenAnswer> {
  const text = form.get('code')
  if (text === null) throw new OAuthError('invalid_request', 'The parameter code is missing.')
  if (!client.grantTypes.includes('authorization_code')) {
    throw new OAuthError('unauthorized_client', 'This app may not use authorization codes.')
  }
  const presented = readSecret('code', text, deps.config.peppers)
  const found = presented && (await findFamily(deps.db, presented.reference))
  if (!presented || !found || found.app.clientId !== client.clientId || found.app.deletedAt !== null) throw wrongCode()
  const { family, grant, app } = found
  const isRight = equalBytes(presented.hash, family.codeHash) && presented.pepperVersion === family.codePepperVersion
  if (!isRight) throw wrongCode()
  if (app.status === 'disabled') throw new OAuthError('unauthorized_client', 'This app is disabled.')
  checkRedirect(found, form.get('redirect_uri'))
  await checkVerifier(found, form.get('code_verifier'))
  const resource = targetOf(form, family.resource, deps)
  const asked = requestedScopes(form, family.scopes)
  if (family.codeUsedAt !== null) throw await reuse(deps, found)
  if (family.endedAt !== null || grant.status !== 'active' || family.codeExpiresAt <= deps.now) throw wrongCode()
  const from = tokenGrantOf(found)
  const { all, effective } = await prepareScopes(deps, from, asked, app.scopes)
  const name = familyName(family)
  const { row, answer } = mintAccess(deps, from, { family: name, asked, all, effective, resource })
  const refresh = issueSecret('refresh', family.environment, deps.config.peppers, family.reference)
  const expiresAt = Math.min(deps.now + OAUTH_REFRESH_SECONDS * 1000, family.absoluteUntil)
  const [redeemed] = await runBatchCounting(deps.db, [
    redeemCode(family, { ...refresh, expiresAt }, deps.now),
    insertFamilyToken(family, row, refresh.hash),
    markGrantUsed(family, family.grantId, deps.now),
  ])
  if (redeemed !== 1) throw await lost(deps, presented.reference)
  return { ...answer, refresh_token: refresh.key }
}

/** Another call redeemed the code between our check and our write, or the access was revoked. */
async function lost(deps: Deps, reference: string): Promise<OAuthError> {
  const now = await findFamily(deps.db, reference)
  return now?.family.codeUsedAt ? reuse(deps, now) : wrongCode()
}

async function reuse(deps: Deps, { family, app }: FoundFamily): Promise<OAuthError> {
  const { reportReuse } = await import('./report-reuse.ts')
  await endFamily(
    deps,
    { ...family, name: familyName(family) },
    { reason: 'code_reused', compromised: true, more: [reportReuse(family, app, 'code', deps.now)] },
  )
  return wrongCode()
}

function checkRedirect({ family }: FoundFamily, given: string | null): void {
  if (given === null ? family.redirectNamed === 0 : given === family.redirectUri) return
  throw invalidGrant('redirect_uri must be the one of the authorization request.')
}

/** RFC 7636, section 4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

async function checkVerifier({ family }: FoundFamily, verifier: string | null): Promise<void> {
  const { codeChallenge } = family
  if (codeChallenge === null) {
    // RFC 9700, section 2.1.1: otherwise an attacker could take the challenge out of the authorization request.
    if (verifier !== null) throw invalidGrant('The authorization request had no code_challenge.')
    return
  }
  if (verifier === null) throw invalidGrant('code_verifier is missing: the authorization request had a code_challenge.')
  const matches = VERIFIER.test(verifier) && (await equalSecrets(toBase64Url(await sha256(verifier)), codeChallenge))
  if (!matches) throw invalidGrant('code_verifier does not match the code_challenge.')
}
