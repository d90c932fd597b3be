import { OAUTH_REFRESH_SECONDS } from '../../../../contract/oauth.data.ts'
import { runBatch, runBatchCounting } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { deriveSealKey, seal, unseal } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toBase64, utf8 } from '../../../platform/lib/crypto/encoding.ts'
import type { Client } from '../clients/find-client.ts'
import { issueSecret, readSecret } from '../format/secrets.ts'
import { endFamily } from '../grants/end.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import {
  type FoundFamily,
  familyName,
  findFamily,
  insertFamilyToken,
  insertToken,
  rotateRefresh,
} from '../rows/family-store.ts'
import { markGrantUsed } from '../rows/grant-store.ts'
import { type Hashed, judgeRefresh, withReplaced } from './judge-refresh.ts'
import { mintAccess, prepareScopes, requestedScopes, type TokenAnswer } from './mint.ts'
import { refreshStateOf } from './refresh-state.ts'
import { targetOf } from './target.ts'
import { tokenGrantOf } from './token-grant.ts'

/** How often a call that lost the race against another one looks again. */
const MAX_TRIES = 5

const SUCCESSOR = 'successor of a refresh token'

const over = () =>
  new OAuthError('invalid_grant', 'The refresh token is wrong, expired, revoked, or of another client.')

/** What a call asks for besides the refresh token. */
type Asked = { text: string; scopes: string[]; resource: string | null; scope: string | null }

/**
 * Exchanges a refresh token for new tokens (RFC 6749, section 6). The token is replaced, and for a minute whoever offers
 * it again gets the same answer: after a lost answer, from another tab, from any isolate. Later it ends its family, since
 * somebody has a copy.
 *
 * @throws OAuthError
 */
export async function refreshTokens(deps: Deps, client: Client, form: URLSearchParams): Promise<TokenAnswer> {
  const text = form.get('refresh_token')
  if (text === null) throw new OAuthError('invalid_request', 'The parameter refresh_token is missing.')
  if (!client.grantTypes.includes('authorization_code')) {
    throw new OAuthError('unauthorized_client', 'This app may not use refresh tokens.')
  }
  const presented = readSecret('refresh', text, deps.config.peppers)
  if (!presented) throw over()
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const found = await findFamily(deps.db, presented.reference)
    if (!found || found.app.clientId !== client.clientId || found.app.deletedAt !== null) throw over()
    if (found.app.status === 'disabled') throw new OAuthError('unauthorized_client', 'This app is disabled.')
    const { family } = found
    const verdict = judgeRefresh(refreshStateOf(found), presented, deps.now)
    if (verdict.verdict === 'over') throw over()
    if (verdict.verdict === 'reused') throw await reuse(deps, found)
    const asked = {
      text,
      scopes: requestedScopes(form, family.scopes),
      resource: targetOf(form, family.resource, deps),
      scope: form.get('scope'),
    }
    if (verdict.verdict === 'busy') {
      throw new OAuthError('temporarily_unavailable', 'The token was refreshed too often.', { retryAfterSeconds: 60 })
    }
    const answer =
      verdict.verdict === 'repeat'
        ? await repeat(deps, found, asked, verdict.successor)
        : await rotate(deps, found, asked, presented)
    if (answer) return answer
  }
  throw new OAuthError('temporarily_unavailable', 'Many calls refresh this token at once. Try again.')
}

/** Replaces the refresh token. Null if another call was faster. */
async function rotate(deps: Deps, found: FoundFamily, asked: Asked, presented: Hashed): Promise<TokenAnswer | null> {
  const { family, app } = found
  const { refreshHash } = family
  if (!refreshHash) return null
  const { row, answer } = await access(deps, found, asked)
  const refresh = issueSecret('refresh', family.environment, deps.config.peppers, family.reference)
  const whole: TokenAnswer = { ...answer, refresh_token: refresh.key }
  const key = await deriveSealKey(utf8(asked.text), SUCCESSOR)
  const sealed = toBase64(
    await seal(key, JSON.stringify({ answer: whole, scope: asked.scope, resource: row.resource })),
  )
  const expiresAt = Math.min(deps.now + OAUTH_REFRESH_SECONDS * 1000, family.absoluteUntil)
  const [changed] = await runBatchCounting(deps.db, [
    rotateRefresh(
      family,
      refreshHash,
      { ...refresh, expiresAt },
      withReplaced(family.recent, presented, sealed, deps.now),
      deps.now,
    ),
    insertFamilyToken({ ...family, appId: app.id }, row, refresh.hash),
    markGrantUsed(family, family.grantId, deps.now),
  ])
  return changed === 1 ? whole : null
}

/** Gives the answer again. Another choice of scopes gets an access token of its own, with the same refresh token. */
async function repeat(deps: Deps, found: FoundFamily, asked: Asked, successor: string): Promise<TokenAnswer | null> {
  const sealed = fromBase64(successor)
  const key = await deriveSealKey(utf8(asked.text), SUCCESSOR)
  const text = sealed && (await unseal(key, sealed))
  if (!text) throw over()
  const before: { answer: TokenAnswer; scope: string | null; resource: string | null } = JSON.parse(text)
  if (before.scope === asked.scope && before.resource === asked.resource) return before.answer
  const { row, answer } = await access(deps, found, asked)
  if ((await runBatch(deps.db, insertToken(found.family, row))) !== 1) throw over()
  return { ...answer, ...(before.answer.refresh_token && { refresh_token: before.answer.refresh_token }) }
}

async function access(deps: Deps, found: FoundFamily, { scopes, resource }: Asked) {
  const from = tokenGrantOf(found)
  const { all, effective } = await prepareScopes(deps, from, scopes, found.app.scopes)
  return mintAccess(deps, from, { family: familyName(found.family), asked: scopes, all, effective, resource })
}

async function reuse(deps: Deps, { family, app }: FoundFamily): Promise<OAuthError> {
  const { reportReuse } = await import('./report-reuse.ts')
  await endFamily(
    deps,
    { ...family, name: familyName(family) },
    { reason: 'refresh_token_reused', compromised: true, more: [reportReuse(family, app, 'refresh_token', deps.now)] },
  )
  return over()
}
