import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { fold, searchTextOf } from '../../../../contract/lib/fold.ts'
import { HELD_COUNTED, HELD_COUNTED_IN_LISTS } from '../../../../contract/webhooks.data.ts'
import type { ListWebhooks, WebhookSort } from '../../../../contract/webhooks.ts'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { Expression } from '../../../platform/db/insert-row.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { webhooks, webhookUsage } from '../../../platform/db/schema.ts'
import { holdsText, sortName } from '../../../platform/db/search-text.ts'
import { type SortOrder, sortedBy } from '../../../platform/db/sorted.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'
import { allowedByPlan } from '../../../platform/limits/store.ts'
import type { DeliveryRecord } from '../health/health.ts'
import { hasHealth } from '../health/health-store.ts'
import { type Held, heldOf } from './held-store.ts'
import { type SubscriberKind, WEBHOOK } from './kind.ts'

/** A webhook with its usage; its secret and its headers are encrypted. */
export type WebhookRow = Omit<typeof webhooks.$inferSelect, 'previousSecret' | 'searchText' | 'slowSince'> & {
  held: Held
  attempts: number | null
  succeeded: number | null
  lastTriggeredAt: number | null
  lastSuccessAt: number | null
  lastFailureAt: number | null
  deliveriesSucceeded: number | null
  deliveriesFailed: number | null
  recent: DeliveryRecord['recent'] | null
  hours: DeliveryRecord['hours'] | null
}
export type NewWebhookRow = typeof webhooks.$inferInsert
export type WebhookChange = Partial<typeof webhooks.$inferSelect>

/** The settings that sending uses. */
export const sendingColumns = {
  contentType: webhooks.contentType,
  timeoutSeconds: webhooks.timeoutSeconds,
  maxRetries: webhooks.maxRetries,
  disableAfterFailures: webhooks.disableAfterFailures,
  rateLimitPerSecond: webhooks.rateLimitPerSecond,
  maxConcurrency: webhooks.maxConcurrency,
  ordered: webhooks.ordered,
  transform: webhooks.transform,
  provider: webhooks.provider,
  hookKey: webhooks.hookKey,
  dashboardOrigin: webhooks.dashboardOrigin,
}

const columns = {
  organizationId: webhooks.organizationId,
  id: webhooks.id,
  name: webhooks.name,
  description: webhooks.description,
  url: webhooks.url,
  events: webhooks.events,
  environment: webhooks.environment,
  status: webhooks.status,
  disabledReason: webhooks.disabledReason,
  sealedHeaders: webhooks.sealedHeaders,
  sealedSecret: webhooks.sealedSecret,
  previousUntil: webhooks.previousUntil,
  ...sendingColumns,
  filter: webhooks.filter,
  consecutiveFailures: webhooks.consecutiveFailures,
  failingSince: webhooks.failingSince,
  version: webhooks.version,
  createdAt: webhooks.createdAt,
  createdBy: webhooks.createdBy,
  updatedAt: webhooks.updatedAt,
  deletedAt: webhooks.deletedAt,
  attempts: webhookUsage.attempts,
  succeeded: webhookUsage.succeeded,
  deliveriesSucceeded: webhookUsage.deliveriesSucceeded,
  deliveriesFailed: webhookUsage.deliveriesFailed,
  recent: webhookUsage.recent,
  hours: webhookUsage.hours,
  lastTriggeredAt: webhookUsage.lastTriggeredAt,
  lastSuccessAt: webhookUsage.lastSuccessAt,
  lastFailureAt: webhookUsage.lastFailureAt,
}

const withUsage = and(eq(webhookUsage.organizationId, webhooks.organizationId), eq(webhookUsage.webhookId, webhooks.id))
const itself = (reach: Reach, id: string) => and(inReach(webhooks, reach), eq(webhooks.id, id))

/** Condition: the row is of this kind. */
const isKind = ({ type }: SubscriberKind) =>
  type === 'connector' ? isNotNull(webhooks.provider) : isNull(webhooks.provider)

/** One webhook, or connector, within a reach, with its usage; undefined if it does not exist or was deleted. */
export function findWebhook(
  db: Database,
  reach: Reach,
  id: string,
  kind: SubscriberKind = WEBHOOK,
): Promise<WebhookRow | undefined> {
  return db
    .select({ ...columns, held: heldOf(HELD_COUNTED) })
    .from(webhooks)
    .leftJoin(webhookUsage, withUsage)
    .where(and(itself(reach, id), isKind(kind), isNull(webhooks.deletedAt)))
    .get()
}

/** The subscription of an organization by a REST hook that has this key; undefined if there is none. */
export const findByHookKey = (db: Database, organizationId: string, hookKey: string) =>
  db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.organizationId, organizationId),
        eq(webhooks.hookKey, hookKey),
        isNotNull(webhooks.hookKey),
        isNull(webhooks.deletedAt),
      ),
    )
    .get()

/** The encrypted secrets of a webhook. */
export function findSecrets(db: Database, reach: Reach, id: string) {
  return db
    .select({
      sealedSecret: webhooks.sealedSecret,
      previousSecret: webhooks.previousSecret,
      previousUntil: webhooks.previousUntil,
    })
    .from(webhooks)
    .where(and(itself(reach, id), isNull(webhooks.deletedAt)))
    .get()
}

/**
 * The fields that publishing needs, of all webhooks of an organization in one environment, including paused and
 * disabled ones, oldest first.
 */
export function findListeners(db: Database, organizationId: string, environment: 'live' | 'test') {
  return db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      events: webhooks.events,
      filter: webhooks.filter,
      ordered: webhooks.ordered,
      status: webhooks.status,
      version: webhooks.version,
    })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.organizationId, organizationId),
        eq(webhooks.environment, environment),
        isNull(webhooks.deletedAt),
      ),
    )
    .orderBy(webhooks.id)
}

export type Listener = Awaited<ReturnType<typeof findListeners>>[number]

/**
 * Condition: the webhooks of an organization in an environment are still those, at their versions. Reads a row for each of them.
 */
export function areListeners(
  organizationId: string,
  environment: 'live' | 'test',
  listeners: readonly Pick<Listener, 'id' | 'version'>[],
): Expression {
  // Where there are none, any that is found has been created since: no row is read.
  if (listeners.length === 0) {
    return new Expression(
      'NOT EXISTS (SELECT 1 FROM webhooks WHERE organization_id = ? AND environment = ? AND deleted_at IS NULL)',
      organizationId,
      environment,
    )
  }
  return new Expression(
    `? = coalesce((SELECT group_concat(id || ' ' || version, ',' ORDER BY id) FROM webhooks
      WHERE organization_id = ? AND environment = ? AND deleted_at IS NULL), '')`,
    listeners.map(({ id, version }) => `${id} ${version}`).join(','),
    organizationId,
    environment,
  )
}

/** The oldest webhook of an organization that is known, deleted ones included. */
export const findFirstWebhook = (db: Database, organizationId: string) =>
  db
    .select({ createdAt: webhooks.createdAt })
    .from(webhooks)
    .where(and(eq(webhooks.organizationId, organizationId), isNull(webhooks.provider)))
    .orderBy(webhooks.id)
    .limit(1)
    .get()

export const insertWebhook = (db: Database, row: NewWebhookRow): Statement =>
  db.insert(webhooks).values({ ...row, searchText: searchTextOf(row.name, row.description, row.url) })

/**
 * Makes the transaction that inserts a webhook or connector fail (`isBeyondPlan`) if the organization then has more of its
 * kind than its plan allows. Writes nothing otherwise.
 */
export const limitWebhooks = (organizationId: string, id: string, kind = WEBHOOK): Statement => sql`
  UPDATE webhooks SET version = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND ${allowedByPlan(kind.resource, organizationId)} < (
    SELECT count(*) FROM webhooks
    WHERE organization_id = ${organizationId} AND ${isKind(kind)} AND deleted_at IS NULL)`

/** Whether the transaction of a new webhook failed because the plan allows no more. */
export const isBeyondPlan = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: webhooks\.version/)

/**
 * Changes a webhook if it is still at `version`, and increases the version. Otherwise the whole transaction fails
 * (`isLostRace`), because its other statements must not take effect alone.
 */
export function updateWebhook(
  db: Database,
  webhook: { organizationId: string; id: string; version: number; name: string; description: string; url: string },
  change: WebhookChange,
  now: number,
): Statement {
  return db
    .update(webhooks)
    .set({
      ...change,
      ...foldedOf(webhook, change),
      version: nextVersion(webhooks.version, webhook.version),
      updatedAt: now,
    })
    .where(itself({ organizationId: webhook.organizationId, environment: null }, webhook.id))
}

/** Whether a transaction failed because a webhook was changed since it was read. */
export const isLostRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: webhooks\.version/)

type Texts = { name: string; description: string; url: string }

/** The new search text of a webhook, if the change affects it. */
function foldedOf(before: Texts, { name, description, url }: WebhookChange): WebhookChange {
  if (name === undefined && description === undefined && url === undefined) return {}
  return { searchText: searchTextOf(name ?? before.name, description ?? before.description, url ?? before.url) }
}

const texts = { searchText: webhooks.searchText, name: webhooks.name, others: [webhooks.description, webhooks.url] }

const SORT_COLUMNS = {
  name: sortName(texts),
  createdAt: sql<number>`${webhooks.createdAt}`,
  lastTriggeredAt: sql<number>`coalesce(${webhookUsage.lastTriggeredAt}, 0)`,
  deliveries: sql<number>`coalesce(${webhookUsage.deliveriesSucceeded} + ${webhookUsage.deliveriesFailed}, 0)`,
} satisfies Record<WebhookSort, SQL>

/** The same rule as `patternCovers`: everything, the event itself, or everything below one of its segments. */
const listensTo = (event: string) => sql`EXISTS (
  SELECT 1 FROM json_each(${webhooks.events}) WHERE value IN ('*', ${event})
    OR (value LIKE '%.*' AND instr(${event}, substr(value, 1, length(value) - 1)) = 1))`

/**
 * One page of the webhooks, or connectors, within a reach, plus one extra row to see whether a next page exists, and the total number
 * of matches.
 */
export async function listWebhookRows(
  db: Database,
  reach: Reach,
  query: Pick<ListWebhooks, 'limit' | 'status' | 'health' | 'event' | 'q'> & { provider?: string | undefined },
  sorted: SortOrder<WebhookSort>,
  now: number,
  kind = WEBHOOK,
): Promise<{ rows: (WebhookRow & { sortValue: string | number })[]; total: number }> {
  const matching = and(
    inReach(webhooks, reach),
    isKind(kind),
    isNull(webhooks.deletedAt),
    query.provider === undefined ? undefined : eq(webhooks.provider, query.provider),
    query.status && eq(webhooks.status, query.status),
    query.health && hasHealth(query.health, now),
    query.event === undefined ? undefined : listensTo(query.event),
    query.q ? holdsText(texts, fold(query.q)) : undefined,
  )
  const { column, order, after } = sortedBy(SORT_COLUMNS, webhooks.id, sorted)
  const [rows, counted] = await db.batch([
    db
      .select({
        ...columns,
        held: heldOf(HELD_COUNTED_IN_LISTS),
        sortValue: column.as('sort_value'),
      })
      .from(webhooks)
      .leftJoin(webhookUsage, withUsage)
      .where(and(matching, after))
      .orderBy(...order)
      .limit(query.limit + 1),
    db.select({ total: sql<number>`count(*)` }).from(webhooks).where(matching),
  ])
  return { rows, total: counted[0]?.total ?? 0 }
}
