import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { ownApp } from '../apps/read.ts'
import { endAccessToken, endFamily, endGrants, notConfirmed } from '../grants/end.ts'
import { refreshAppGuards } from '../guard/app-guard.ts'
import { refreshGrantGuard } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import {
  findFamilyById,
  findGrant,
  findGrantOfPerson,
  findTokenById,
  listGrantsOfPerson,
  type ShownGrant,
} from '../rows/access-store.ts'
import { familyName } from '../rows/family-store.ts'
import { bumpAppVersion } from '../rows/grant-store.ts'
import { ownGrantsOf } from './list-grants.ts'

/** Grants that are revoked per call of `revokeOwnGrants`. */
const MAX_OWN = 500

/** Revokes a grant; of one that is revoked already, only its guard is confirmed again. */
async function revoke(deps: Deps, actor: Actor, { organizationId, appId, id, ...grant }: ShownGrant): Promise<void> {
  if (grant.status === 'active' && (await endGrants(deps, { organizationId, appId, grantId: id }, { actor })) > 0)
    return
  if (!(await refreshGrantGuard(deps.guards, grantGuardName(grant.reference), grant.version, true)))
    throw notConfirmed()
}

/** Revokes what one subject allowed an app. Once this returns, every later call with one of its tokens is refused. */
export async function revokeGrant(deps: Deps, actor: Actor, appId: string, grantId: string): Promise<void> {
  requireScope(actor, 'oauth-apps:write')
  const { organizationId } = await ownApp(deps, reachOf(actor), appId)
  const grant = await findGrant(deps.db, { organizationId, appId }, grantId)
  if (!grant) throw notFound('Grant')
  await revoke(deps, actor, grant)
}

/** Revokes what the signed-in person allowed an app. */
export async function revokeOwnGrant(deps: Deps, actor: Actor, grantId: string): Promise<void> {
  const grant = await findGrantOfPerson(deps.db, ownGrantsOf(actor), grantId)
  if (!grant) throw notFound('Grant')
  await revoke(deps, actor, grant)
}

/** Revokes all that the signed-in person allowed. Returns how many grants ended. */
export async function revokeOwnGrants(deps: Deps, actor: Actor): Promise<number> {
  const grants = await listGrantsOfPerson(deps.db, ownGrantsOf(actor), null, MAX_OWN)
  for (const grant of grants) await revoke(deps, actor, grant)
  return grants.length
}

/** Revokes all grants of an app, or those of one subject. Returns how many ended. */
export async function revokeTokens(
  deps: Deps,
  actor: Actor,
  appId: string,
  subject: string | undefined,
): Promise<number> {
  requireScope(actor, 'oauth-apps:write')
  const { organizationId } = await ownApp(deps, reachOf(actor), appId)
  const filter = { organizationId, appId, ...(subject !== undefined && { subject: { id: subject } }) }
  const revoked = await endGrants(deps, filter, { actor })
  if (revoked > 0) return revoked
  // An earlier attempt may have been interrupted between its write and its confirmation.
  await runBatch(deps.db, bumpAppVersion(organizationId, appId))
  if (!(await refreshAppGuards(deps.guards, { organizationId, id: appId }, 0, true))) throw notConfirmed()
  return 0
}

/**
 * Revokes one token of an app: an access token alone, or with a refresh token the whole sign-in that it stands for. Once
 * this returns, every later call with it is refused. Repeating it is safe.
 */
export async function revokeToken(deps: Deps, actor: Actor, appId: string, tokenId: string): Promise<void> {
  requireScope(actor, 'oauth-apps:write')
  const { organizationId, name } = await ownApp(deps, reachOf(actor), appId)
  const key = { organizationId, appId, id: tokenId }
  const entry = (kind: 'access' | 'refresh'): AuditEntry => ({
    action: 'oauth_token.revoked',
    target: { type: 'oauth_app', id: appId, name },
    before: { token: tokenId, kind },
    after: null,
  })
  const family = await findFamilyById(deps.db, key)
  if (family) {
    const more = [auditRow(actor, entry('refresh'), deps.now)]
    return endFamily(deps, { ...family, name: familyName(family) }, { reason: 'revoked', compromised: false, more })
  }
  const token = await findTokenById(deps.db, key)
  if (!token) throw notFound('Token')
  await endAccessToken(deps, token, [auditRow(actor, entry('access'), deps.now)])
}
