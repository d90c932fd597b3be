import { TEST_EVENT } from '../../../contract/events.data.ts'
import type { CreatedWebhook, CreateWebhook } from '../../../contract/webhooks.ts'
import { type AuditEntry, auditRow } from '../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../platform/auth/actor.ts'
import { environmentOfNew } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/lib/ids.ts'
import { planLimitReached } from '../../platform/limits/plan-objects.ts'
import { requireTrustedSecrets } from '../../platform/secrets/check-secrets.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import { enqueueInBackground } from './delivery/queue/enqueue.ts'
import { newSigningSecret } from './delivery/request/signing.ts'
import { waitForFirstTest } from './first-test.ts'
import { checkSettings } from './settings/check-settings.ts'
import { UNUSED } from './settings/held-store.ts'
import { auditedWebhook, presentWebhook, sealHeaders } from './settings/present.ts'
import { sealSecret } from './settings/secret.ts'
import { insertWebhook, isBeyondPlan, limitWebhooks, type NewWebhookRow } from './settings/store.ts'
import { testDelivery } from './test-delivery.ts'

/**
 * Creates a webhook, active or paused. Its secret is only in this answer. `sendTest`: also delivers a test event to an
 * active one at once, like any other event, and waits some seconds for the result of the first attempt.
 * `extraStatements`: further statements of the same transaction, given the answer (the record of an Idempotency-Key). Throws `forbidden` without the scopes that read its events, `invalid` for settings that are not
 * allowed, `conflict` if the plan allows no more webhooks.
 */
export async function createWebhook(
  deps: Deps,
  actor: Actor,
  input: CreateWebhook,
  extraStatements: (answer: CreatedWebhook) => Promise<Statement[]>,
): Promise<CreatedWebhook> {
  requireScope(actor, 'webhooks:write')
  requireSubscription(actor, input.events, 'create a webhook')
  const { db, config, now } = deps
  const organizationId = actor.organization.id
  await checkSettings(deps, actor, input)
  await requireTrustedSecrets(deps)
  const secret = input.secret ?? newSigningSecret()
  const {
    headers,
    secret: _,
    sendTest,
    verifySsl: __,
    status,
    ordered,
    filter,
    environment: named,
    ...settings
  } = input
  const row = {
    ...settings,
    environment: environmentOfNew(actor, named),
    organizationId,
    id: newId('whk', now),
    filter: filter && JSON.parse(JSON.stringify(filter)),
    ordered: ordered ? 1 : 0,
    status,
    disabledReason: null,
    sealedHeaders: await sealHeaders(config, headers),
    sealedSecret: await sealSecret(config, secret),
    previousSecret: null,
    previousUntil: null,
    provider: null,
    hookKey: null,
    dashboardOrigin: null,
    consecutiveFailures: 0,
    failingSince: null,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
    deletedAt: null,
  } satisfies NewWebhookRow
  const answer = { ...(await presentWebhook(config, actor, { ...row, ...UNUSED }, now)), secret, firstTest: null }
  const entry: AuditEntry = {
    action: 'webhook.created',
    target: { type: 'webhook', id: row.id, name: row.name },
    before: null,
    after: auditedWebhook({ ...row, ...UNUSED }),
  }
  const test = sendTest && status === 'active' ? testDelivery(row, TEST_EVENT, now) : null
  try {
    await runBatch(
      db,
      insertWebhook(db, row),
      auditRow(actor, entry, now),
      limitWebhooks(organizationId, row.id),
      ...(test?.statements ?? []),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (!isBeyondPlan(error)) throw error
    throw await planLimitReached(db, organizationId, 'webhooks', 'delete a webhook')
  }
  if (!test) return answer
  enqueueInBackground(deps, [test.delivery])
  return { ...answer, firstTest: await waitForFirstTest(db, test.delivery) }
}
