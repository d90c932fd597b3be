import type { CreateOAuthApp, OAuthAppWithSecret } from '../../../../contract/oauth.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { randomBase62 } from '../../../platform/lib/crypto/crypto.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { planLimitReached } from '../../../platform/limits/plan-objects.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { requireGrantable } from '../../api-keys/keys/require-grantable.ts'
import { issueSecret } from '../format/secrets.ts'
import { insertApp, isLostRace, limitApps, type ShownApp } from '../rows/app-store.ts'
import { holderOf, requirePerson } from './holder.ts'
import { auditedApp, presentApp } from './present.ts'

const CLIENT_ID_LENGTH = 24

/**
 * Creates an app. The secret of a confidential one is only in this answer. `extraStatements`: further statements of the same
 * transaction, given the answer (the record of an Idempotency-Key). Throws `forbidden` for scopes that the actor does not
 * hold, and for `verified` without a person, `conflict` if the plan allows no more apps.
 */
export async function createApp(
  deps: Deps,
  actor: Actor,
  input: CreateOAuthApp,
  extraStatements: (answer: OAuthAppWithSecret) => Promise<Statement[]>,
): Promise<OAuthAppWithSecret> {
  requireScope(actor, 'oauth-apps:write')
  const { db, config, now } = deps
  const holder = holderOf(actor)
  requireGrantable(actor, input.scopes, 'create an OAuth app')
  if (input.verified) requirePerson(actor)
  const environment = environmentOfNew(actor, input.environment)
  await requireTrustedSecrets(deps)
  const issued = input.type === 'public' ? null : issueSecret('clientSecret', environment, config.peppers)
  const { rateLimit, requirePkce, verified, ...settings } = input
  const row: ShownApp = {
    ...settings,
    ...rateLimit,
    ...holder,
    organizationId: actor.organization.id,
    id: newId('app', now),
    clientId: `gh_${randomBase62(CLIENT_ID_LENGTH)}`,
    environment,
    source: 'organization',
    status: 'active',
    requirePkce: Number(requirePkce),
    verified: Number(verified),
    secretHash: issued?.hash ?? null,
    pepperVersion: issued?.pepperVersion ?? null,
    lastCharacters: issued?.key.slice(-3) ?? null,
    previousHash: null,
    previousPepperVersion: null,
    previousUntil: null,
    rotatedAt: null,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    deletedAt: null,
    lastUsedAt: null,
  }
  const answer = { ...presentApp(row, now, 0), secret: issued?.key ?? null }
  const entry: AuditEntry = {
    action: 'oauth_app.created',
    target: { type: 'oauth_app', id: row.id, name: row.name },
    before: null,
    after: auditedApp(row),
  }
  const { lastUsedAt: _, ...stored } = row
  try {
    await runBatch(
      db,
      insertApp(db, stored),
      auditRow(actor, entry, now),
      limitApps(row.organizationId, row.id),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (!isLostRace(error)) throw error
    throw await planLimitReached(db, row.organizationId, 'apps', 'delete an OAuth app')
  }
  return answer
}
