import { TEST_EVENT } from '../../../contract/event-catalog.ts'
import type { CreateWebhook, WebhookWithSecret } from '../../../contract/webhooks.ts'
import { type AuditEntry, auditRow } from '../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../platform/auth/actor.ts'
import { environmentOfNew } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict } from '../../platform/errors.ts'
import { newId } from '../../platform/lib/ids.ts'
import { mustTrustSecrets } from '../../platform/secrets/check-secrets.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import { wake } from './delivery/enqueue.ts'
import { newSigningSecret } from './delivery/signing.ts'
import { checkSettings } from './settings/check-settings.ts'
import { UNUSED } from './settings/held-store.ts'
import { auditedWebhook, presentWebhook, sealHeaders } from './settings/present.ts'
import { sealSecret } from './settings/secret.ts'
import { countWebhooks, insertWebhook, type NewWebhookRow } from './settings/store.ts'
import { testDelivery } from './test-delivery.ts'

const MAX_WEBHOOKS = 200

/**
 * Creates a webhook. Its secret is in the answer and nowhere else. With `sendTest` a test event is delivered to it at
 * once, like any other event.
 * `also`: statements that must happen with it or not at all, given the answer (the record of an Idempotency-Key).
 * Throws `forbidden` without the scopes that read its events, `invalid` for settings that cannot stand, `conflict` when there are too many webhooks.
 */
export async function createWebhook(
  deps: Deps,
  actor: Actor,
  input: CreateWebhook,
  extraStatements: (answer: WebhookWithSecret) => Promise<Statement[]>,
): Promise<WebhookWithSecret> {
  requireScope(actor, 'webhooks:write')
  requireSubscription(actor, input.events, 'create a webhook')
  const { db, config, now } = deps
  const organizationId = actor.organization.id
  await checkSettings(deps, actor, input)
  await mustTrustSecrets(deps)
  if ((await countWebhooks(db, organizationId)) >= MAX_WEBHOOKS) {
    throw conflict('too_many_webhooks', `An organization has at most ${MAX_WEBHOOKS} webhooks.`)
  }
  const secret = input.secret ?? newSigningSecret()
  const { headers, secret: _, sendTest, verifySsl: __, ordered, filter, environment: named, ...settings } = input
  const row = {
    ...settings,
    environment: environmentOfNew(actor, named),
    organizationId,
    id: newId('whk', now),
    filter: filter && JSON.parse(JSON.stringify(filter)),
    ordered: ordered ? 1 : 0,
    status: 'active',
    disabledReason: null,
    sealedHeaders: await sealHeaders(config, headers),
    sealedSecret: await sealSecret(config, secret),
    previousSecret: null,
    previousUntil: null,
    consecutiveFailures: 0,
    failingSince: null,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
    deletedAt: null,
  } satisfies NewWebhookRow
  const answer = { ...(await presentWebhook(config, actor, { ...row, ...UNUSED }, now)), secret }
  const entry: AuditEntry = {
    action: 'webhook.created',
    target: { type: 'webhook', id: row.id, name: row.name },
    before: null,
    after: auditedWebhook({ ...row, ...UNUSED }),
  }
  const test = sendTest ? testDelivery(row, TEST_EVENT, now) : null
  await runBatch(
    db,
    insertWebhook(db, row),
    auditRow(actor, entry, now),
    ...(test?.statements ?? []),
    ...(await extraStatements(answer)),
  )
  if (test) wake(deps, [test.delivery])
  return answer
}
