import type { Deps } from '../../../platform/deps.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import type { Client } from '../clients/find-client.ts'
import { type AccessToken, readAccessToken } from '../format/access-token.ts'
import { readSecret } from '../format/secrets.ts'
import { confirmGrant, endAccessToken, endFamily } from '../grants/end.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { familyName, findFamily } from '../rows/family-store.ts'
import { findGrantByReference } from '../rows/grant-store.ts'
import { findToken } from '../rows/token-store.ts'

/**
 * Revokes a token of a client (RFC 7009). A refresh token ends its family: all access tokens that came from the same
 * code. An access token ends alone. A token that is not valid, whatever it is, needs nothing (section 2.2).
 *
 * @throws OAuthError `invalid_request` without a token, `unauthorized_client` for a token of another client
 */
export async function revokeToken(deps: Deps, client: Client, form: URLSearchParams): Promise<void> {
  const text = form.get('token')
  if (text === null) throw new OAuthError('invalid_request', 'The parameter token is missing.')
  const { peppers } = deps.config
  // The form of a token says what it is, so token_type_hint is not needed.
  const access = readAccessToken(text, peppers)
  if (access) return revokeAccess(deps, client, access.token)
  const refresh = readSecret('refresh', text, peppers)
  const found = refresh && (await findFamily(deps.db, refresh.reference))
  if (!found) return
  requireOwn(client, found.app.clientId)
  const { family } = found
  const isNewest =
    family.refreshHash !== null &&
    family.refreshPepperVersion === refresh.pepperVersion &&
    equalBytes(refresh.hash, family.refreshHash)
  // One that was replaced stands for the same sign-in: a client may send the one that it has.
  if (!isNewest && family.rotatedAt === null) return
  const grant = { organizationId: family.organizationId, appId: family.appId, id: family.grantId }
  // Of a family that has ended, another request may still wait for its guard. No answer comes before that.
  if (family.endedAt !== null) return confirmGrant(deps, grant)
  await endFamily(deps, { ...family, name: familyName(family) }, { reason: 'revoked', compromised: false })
}

async function revokeAccess(deps: Deps, client: Client, { reference, serial, issuedAt }: AccessToken): Promise<void> {
  const grant = await findGrantByReference(deps.db, reference)
  if (!grant) return
  requireOwn(client, grant.clientId)
  const row = await findToken(deps.db, grant, serial, issuedAt)
  if (row) await endAccessToken(deps, row)
}

/** RFC 7009, section 2.1: the client is told if the token was issued to another one. */
function requireOwn({ clientId }: Client, owner: string): void {
  if (owner === clientId) return
  throw new OAuthError('unauthorized_client', 'This token was issued to another client.')
}
