import type { AnyProvider } from '../../../../contract/connectors.data.ts'
import { WEBHOOK_DEFAULTS } from '../../../../contract/webhooks.data.ts'
import type { ListWebhooks, WebhookSort } from '../../../../contract/webhooks.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../../platform/db/client.ts'
import type { SortOrder } from '../../../platform/db/sorted.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { planLimitReached } from '../../../platform/limits/plan-objects.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { UNUSED } from './held-store.ts'
import { CONNECTOR } from './kind.ts'
import { sealSecret } from './secret.ts'
import {
  findByHookKey,
  findWebhook,
  insertWebhook,
  isBeyondPlan,
  limitWebhooks,
  listWebhookRows,
  type NewWebhookRow,
  type WebhookRow,
} from './store.ts'

// What the feature of connectors needs of the table that they share with webhooks.

/** A connector to create. `address`: its URL, which is sealed; `shownUrl`: the same without its token. */
export type NewConnector = {
  provider: AnyProvider
  name: string
  address: string
  shownUrl: string
  events: string[]
  environment: 'live' | 'test'
  ratePerSecond: number | null
  hookKey: string | null
  dashboardOrigin: string | null
}

/**
 * Inserts a connector with its audit entry. `extraStatements`: further statements of the same transaction, given the row.
 * Throws `conflict` if the plan allows no more; returns null if the same subscription by a REST hook was just made.
 */
export async function insertConnector(
  deps: Deps,
  actor: Actor,
  { address, shownUrl, ratePerSecond, ...wanted }: NewConnector,
  extraStatements: (row: WebhookRow) => Promise<Statement[]> = async () => [],
): Promise<WebhookRow | null> {
  requireScope(actor, 'connectors:write')
  await requireTrustedSecrets(deps)
  const { db, config, now } = deps
  const organizationId = actor.organization.id
  const row = {
    ...wanted,
    ...WEBHOOK_DEFAULTS,
    organizationId,
    id: newId('con', now),
    description: '',
    url: shownUrl,
    sealedSecret: await sealSecret(config, address),
    sealedHeaders: new Uint8Array(0),
    previousSecret: null,
    previousUntil: null,
    disableAfterFailures: null,
    rateLimitPerSecond: ratePerSecond,
    maxConcurrency: null,
    ordered: 0,
    filter: null,
    transform: null,
    status: 'active',
    disabledReason: null,
    consecutiveFailures: 0,
    failingSince: null,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
    deletedAt: null,
  } satisfies NewWebhookRow
  const made: WebhookRow = { ...row, ...UNUSED }
  const { name, url, events, environment, provider } = row
  const entry = {
    action: 'connector.created' as const,
    target: { type: 'connector', id: row.id, name },
    before: null,
    after: { provider, name, url, events, environment, source: row.hookKey === null ? 'url' : 'hook' },
  }
  try {
    await runBatch(
      db,
      insertWebhook(db, row),
      auditRow(actor, entry, now),
      limitWebhooks(organizationId, row.id, CONNECTOR),
      ...(await extraStatements(made)),
    )
    return made
  } catch (error) {
    if (isBeyondPlan(error)) throw await planLimitReached(db, organizationId, 'connectors', 'disconnect one')
    if (row.hookKey !== null && isUniqueViolation(error)) return null
    throw error
  }
}

/** A connector within the actor's reach. Throws `not_found`. */
export async function requireConnector(deps: Deps, actor: Actor, id: string): Promise<WebhookRow> {
  const row = await findWebhook(deps.db, reachOf(actor), id, CONNECTOR)
  if (!row) throw notFound('Connector')
  return row
}

/** The connector that a REST hook has made with this key; null if there is none within the actor's reach. */
export async function findHook(deps: Deps, actor: Actor, hookKey: string): Promise<WebhookRow | null> {
  const found = await findByHookKey(deps.db, actor.organization.id, hookKey)
  return (found && (await findWebhook(deps.db, reachOf(actor), found.id, CONNECTOR))) ?? null
}

/** A page of connectors within the actor's reach, with one row more if another page follows, and their number. */
export const listConnectorRows = (
  deps: Deps,
  actor: Actor,
  query: Pick<ListWebhooks, 'limit' | 'status' | 'q'> & { provider?: AnyProvider | undefined },
  sorted: SortOrder<WebhookSort>,
) => listWebhookRows(deps.db, reachOf(actor), query, sorted, deps.now, CONNECTOR)
