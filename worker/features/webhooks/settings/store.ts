import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { fold, searchTextOf } from '../../../../contract/fold.ts'
import { HELD_COUNTED, HELD_COUNTED_IN_LISTS } from '../../../../contract/webhooks.data.ts'
import type { ListWebhooks, WebhookSort } from '../../../../contract/webhooks.ts'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { webhooks, webhookUsage } from '../../../platform/db/schema.ts'
import { holdsText, sortName } from '../../../platform/db/search-text.ts'
import { type Sorted, sortedBy } from '../../../platform/db/sorted.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'
import type { DeliveryRecord } from '../health/health.ts'
import { hasHealth } from '../health/health-store.ts'
import { type Held, heldOf } from './held-store.ts'

/** A webhook with its usage; its secret and its headers are sealed. */
export type WebhookRow = Omit<typeof webhooks.$inferSelect, 'previousSecret' | 'searchText' | 'slowSince'> & {
  held: Held
  attempts: number | null
  succeeded: number | null
  lastTriggeredAt: number | null
  deliveriesSucceeded: number | null
  deliveriesFailed: number | null
  recent: DeliveryRecord['recent'] | null
  hours: DeliveryRecord['hours'] | null
}
export type NewWebhookRow = typeof webhooks.$inferInsert
export type WebhookChange = Partial<typeof webhooks.$inferSelect>

/** The settings that sending goes by. */
export const sendingColumns = {
  contentType: webhooks.contentType,
  timeoutSeconds: webhooks.timeoutSeconds,
  maxRetries: webhooks.maxRetries,
  disableAfterFailures: webhooks.disableAfterFailures,
  rateLimitPerSecond: webhooks.rateLimitPerSecond,
  maxConcurrency: webhooks.maxConcurrency,
  ordered: webhooks.ordered,
  transform: webhooks.transform,
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
}

const withUsage = and(eq(webhookUsage.organizationId, webhooks.organizationId), eq(webhookUsage.webhookId, webhooks.id))
const itself = (reach: Reach, id: string) => and(inReach(webhooks, reach), eq(webhooks.id, id))

/** One webhook within a reach, with its usage; undefined when there is none such, or it was deleted. */
export function findWebhook(db: Database, reach: Reach, id: string): Promise<WebhookRow | undefined> {
  return db
    .select({ ...columns, held: heldOf(HELD_COUNTED) })
    .from(webhooks)
    .leftJoin(webhookUsage, withUsage)
    .where(and(itself(reach, id), isNull(webhooks.deletedAt)))
    .get()
}

/** The secrets of a webhook, sealed. */
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

/** What publishing needs of the webhooks of an organization in one environment, paused and disabled ones included, oldest first. */
export function findListeners(db: Database, organizationId: string, environment: 'live' | 'test') {
  return db
    .select({
      id: webhooks.id,
      events: webhooks.events,
      filter: webhooks.filter,
      ordered: webhooks.ordered,
      status: webhooks.status,
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

export const insertWebhook = (db: Database, row: NewWebhookRow): Statement =>
  db.insert(webhooks).values({ ...row, searchText: searchTextOf(row.name, row.description, row.url) })

/** How many webhooks an organization has. */
export async function countWebhooks(db: Database, organizationId: string): Promise<number> {
  const row = await db
    .select({ count: sql<number>`count(*)` })
    .from(webhooks)
    .where(and(eq(webhooks.organizationId, organizationId), isNull(webhooks.deletedAt)))
    .get()
  return row?.count ?? 0
}

/**
 * Changes a webhook if it still stands at `version`, and counts the version up. When somebody was faster it makes the
 * whole transaction fail (`isLostRace`): nothing that stands beside it may happen without it.
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

/** The folded text of a webhook, where a change touches what it is made of. */
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

/** The same as `patternCovers` says: everything, the event itself, or everything below one of its words. */
const listensTo = (event: string) => sql`EXISTS (
  SELECT 1 FROM json_each(${webhooks.events}) WHERE value IN ('*', ${event})
    OR (value LIKE '%.*' AND instr(${event}, substr(value, 1, length(value) - 1)) = 1))`

/** One page of the webhooks within a reach, one row more than asked for, and how many match in all. */
export async function listWebhookRows(
  db: Database,
  reach: Reach,
  query: Pick<ListWebhooks, 'limit' | 'status' | 'health' | 'event' | 'q'>,
  sorted: Sorted<WebhookSort>,
  now: number,
): Promise<{ rows: (WebhookRow & { sortValue: string | number })[]; total: number }> {
  const matching = and(
    inReach(webhooks, reach),
    isNull(webhooks.deletedAt),
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
