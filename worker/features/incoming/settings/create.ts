import type { CreateIncomingWebhook, IncomingWebhookWithToken } from '../../../../contract/incoming.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { planLimitReached } from '../../../platform/limits/plan-objects.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import type { IncomingRow } from '../rows/incoming-store.ts'
import { insertIncoming, isLostRace, limitIncoming } from '../rows/incoming-store.ts'
import { issueToken } from '../token/token.ts'
import { requireUsable } from './check-settings.ts'
import { mappingOf } from './mapping-input.ts'
import { auditedIncoming, presentIncoming, urlOf } from './present.ts'
import { requireTarget } from './require-target.ts'
import { sealSecrets } from './secrets.ts'
import { splitVerification } from './verification-settings.ts'

/**
 * Creates an incoming webhook. Its token is only in this answer, in `token` and `url`. `extraStatements`: further statements
 * of the same transaction, given the answer (the record of an Idempotency-Key). Throws `forbidden` without the scope for what
 * it writes, `invalid` for settings that cannot be used, `conflict` if the plan allows no more.
 */
export async function createIncoming(
  deps: Deps,
  actor: Actor,
  input: CreateIncomingWebhook,
  extraStatements: (answer: IncomingWebhookWithToken) => Promise<Statement[]>,
): Promise<IncomingWebhookWithToken> {
  requireScope(actor, 'incoming:write')
  requireTarget(actor, input, 'create an incoming webhook')
  const { db, config, now } = deps
  const environment = environmentOfNew(actor, input.environment)
  const organizationId = actor.organization.id
  const isRecord = input.target === 'record'
  const { verification, secrets } = splitVerification(input.verification, null)
  const settings = {
    target: input.target,
    module: isRecord ? (input.module ?? null) : null,
    action: isRecord ? input.action : null,
    upsertField: isRecord && input.action !== 'create' ? (input.upsertField ?? null) : null,
    mapping: mappingOf(input) ?? {},
    eventType: isRecord ? null : (input.eventType ?? null),
    verification,
    senderId: input.senderId,
  }
  await requireUsable(deps, organizationId, settings)
  await requireTrustedSecrets(deps)
  const { key: token, reference, hash, pepperVersion } = issueToken(environment, config.peppers)
  const row: IncomingRow = {
    ...settings,
    organizationId,
    id: newId('inc', now),
    name: input.name,
    description: input.description,
    environment,
    status: input.status,
    sealedSecrets: await sealSecrets(config, secrets),
    perMinute: input.rateLimitPerMinute,
    reference,
    secretHash: hash,
    pepperVersion,
    lastCharacters: token.slice(-3),
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
    deletedAt: null,
  }
  const shown = await presentIncoming(config, { ...row, lastRequest: null }, deps.url)
  const answer = { ...shown, url: urlOf(token, deps.url), token }
  const entry: AuditEntry = {
    action: 'incoming_webhook.created',
    target: { type: 'incoming_webhook', id: row.id, name: row.name },
    before: null,
    after: auditedIncoming(row),
  }
  try {
    await runBatch(
      db,
      insertIncoming(db, row),
      auditRow(actor, entry, now),
      limitIncoming(organizationId, row.id),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (!isLostRace(error)) throw error
    throw await planLimitReached(db, organizationId, 'incoming', 'delete an incoming webhook')
  }
  return answer
}
