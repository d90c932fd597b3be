import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import { sweepEndedJobs } from '../../platform/batch-jobs/retention.ts'
import type { Database, Statement } from '../../platform/db/client.ts'
import { at } from '../../platform/db/json-rows.ts'
import { attempts, deliveries, webhooks } from '../../platform/db/schema.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import { type ArchiveRow, insertArchive } from '../../platform/retention/archive-store.ts'
import { findExpired } from '../../platform/retention/expired-store.ts'
import type { Chunk, Expired, PurgeSource, Write } from '../../platform/retention/purge-source.ts'
import type { Retention } from '../../platform/retention/retention.ts'
import { entriesBefore } from '../event-logs/retention.ts'
import { type ExpiredEvent, oldestEvent, readExpiredEvents, removeEvents } from '../events/retention.ts'
import { attemptColumns, lastAttemptColumns } from './deliveries/delivery-list-store.ts'

/** Events per query: with deliveries and attempts, each may have some hundred KB. */
const PAGE = 50
/** Maximum pages per chunk; none is read once the chunk has enough deliveries or characters. */
const PAGES = 10
const CHUNK_DELIVERIES = 2000
const CHUNK_CHARACTERS = 8_000_000

type DeliveryRow = Awaited<ReturnType<typeof readDeliveries>>[number]
type AttemptRow = Awaited<ReturnType<typeof readAttempts>>[number]

/**
 * The deliveries of events in a range of time. No index leads from events to them, but they are created in the same
 * millisecond.
 */
const readDeliveries = (db: Database, organizationId: string, from: number, to: number) =>
  db
    .select({
      webhookId: deliveries.webhookId,
      webhookName: webhooks.name,
      id: deliveries.id,
      eventId: deliveries.eventId,
      status: deliveries.status,
      attempts: deliveries.attempts,
      ...lastAttemptColumns,
    })
    .from(webhooks)
    .crossJoin(deliveries)
    .where(
      and(
        eq(webhooks.organizationId, organizationId),
        eq(deliveries.organizationId, webhooks.organizationId),
        eq(deliveries.webhookId, webhooks.id),
        gte(deliveries.id, idFloor('dlv', from)),
        lt(deliveries.id, idFloor('dlv', to + 1)),
      ),
    )
    .all()

const readAttempts = (db: Database, organizationId: string, of: string) =>
  db
    .select({ deliveryId: attempts.deliveryId, ...attemptColumns })
    .from(attempts)
    .where(
      sql`(organization_id, webhook_id, delivery_id) IN (SELECT ${organizationId}, ${at(0)}, ${at(1)} FROM json_each(${of}))`,
    )
    .orderBy(asc(attempts.deliveryId), asc(attempts.number))
    .all()

const isOpen = ({ status }: DeliveryRow) => status === 'pending' || status === 'delivering'
const named = (rows: readonly DeliveryRow[]) => JSON.stringify(rows.map(({ webhookId, id }) => [webhookId, id]))

/** Expired events with their deliveries. An event with an open delivery is kept with all of its deliveries. */
async function readPage(db: Database, expired: Expired, after: string) {
  const page = await readExpiredEvents(db, expired, after, PAGE)
  const [first, last] = [page[0], page.at(-1)]
  if (!first || !last) return { page, over: [], taken: [] }
  const found = await readDeliveries(db, expired.organizationId, first.time, last.time)
  const byEvent = Map.groupBy(found, ({ eventId }) => eventId)
  const over = page.filter(({ id, deliveries: count }) => {
    const its = byEvent.get(id) ?? []
    return its.length >= count && !its.some(isOpen)
  })
  return { page, over, taken: over.flatMap(({ id }) => byEvent.get(id) ?? []) }
}

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())

const attemptOf = ({
  exchange,
  startedAt,
  ...rest
}: Omit<AttemptRow, 'deliveryId' | 'exchange'> & { exchange: string | null }) => ({
  ...rest,
  startedAt: iso(startedAt),
  ...(exchange === null ? {} : (JSON.parse(exchange) as JsonObject)),
})

function lineOf(event: ExpiredEvent, its: readonly DeliveryRow[], before: Map<string, AttemptRow[]>): string {
  const shown = its.map(({ id, webhookId, webhookName, status, attempts: number, eventId: _, startedAt, ...last }) => {
    const earlier = (before.get(id) ?? []).map(({ deliveryId: __, ...one }) => attemptOf(one))
    const latest =
      startedAt === null
        ? []
        : [
            attemptOf({
              number,
              startedAt,
              durationMs: last.durationMs ?? 0,
              responseStatus: last.responseStatus,
              errorKind: last.errorKind,
              errorMessage: last.errorMessage,
              exchange: last.exchange,
            }),
          ]
    return { id, webhookId, webhookName, status, attempts: number, attemptList: [...earlier, ...latest] }
  })
  return `${JSON.stringify({ ...event, time: iso(event.time), data: JSON.parse(event.data), deliveries: shown })}\n`
}

async function linesOf(
  db: Database,
  organizationId: string,
  over: readonly ExpiredEvent[],
  taken: readonly DeliveryRow[],
) {
  const again = taken.filter(({ attempts: count }) => count > 1)
  const before = again.length > 0 ? await readAttempts(db, organizationId, named(again)) : []
  const attemptsOf = Map.groupBy(before, ({ deliveryId }) => deliveryId)
  const byEvent = Map.groupBy(taken, ({ eventId }) => eventId)
  return over.map((event) => lineOf(event, byEvent.get(event.id) ?? [], attemptsOf)).join('')
}

async function readChunk(db: Database, expired: Expired, start: string | null, write: Write | null) {
  const { organizationId } = expired
  const [over, taken]: [ExpiredEvent[], DeliveryRow[]] = [[], []]
  let [after, characters, pages, more] = [start ?? '', 0, 0, true]
  while (more && pages < PAGES && taken.length < CHUNK_DELIVERIES && characters < CHUNK_CHARACTERS) {
    pages++
    const next = await readPage(db, expired, after)
    if (write && next.over.length > 0) {
      const lines = await linesOf(db, organizationId, next.over, next.taken)
      await write(lines)
      characters += lines.length
    }
    // Requests and answers are not kept in memory once they are written to the archive.
    over.push(...next.over.map((event) => ({ ...event, data: '' })))
    taken.push(...next.taken.map((one) => ({ ...one, exchange: null })))
    after = next.page.at(-1)?.id ?? after
    more = next.page.length === PAGE
  }
  const [first, last] = [over[0], over.at(-1)]
  const next = more ? after : null
  // If all events of the chunk have open deliveries, there is nothing to remove, but the purge continues after them.
  if (!first || !last) return next === null ? null : { ...NOTHING, queries: pages * 3, next }
  return {
    rows: over.length,
    queries: pages * 3 + 4,
    firstId: first.id,
    from: first.time,
    to: last.time,
    next,
    remove: (archive) => removal(organizationId, over, taken, archive),
  } satisfies Chunk
}

const NOTHING: Omit<Chunk, 'next' | 'queries'> = { rows: 0, firstId: '', from: 0, to: 0, remove: () => [] }

function removal(
  organizationId: string,
  over: readonly ExpiredEvent[],
  taken: readonly DeliveryRow[],
  archive: ArchiveRow | null,
): Statement[] {
  const list = named(taken)
  const ids = over.map(({ id }) => id)
  const those = sql`(SELECT ${organizationId}, ${at(0)}, ${at(1)} FROM json_each(${list}))`
  // One of them may have been sent again in the meantime.
  const unchanged = sql`NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE (d.organization_id, d.webhook_id, d.id) IN ${those}
      AND d.status IN ('pending', 'delivering'))`
  return [
    ...(archive ? [insertArchive(archive, unchanged)] : []),
    sql`DELETE FROM attempts WHERE (organization_id, webhook_id, delivery_id) IN ${those} AND ${unchanged}`,
    removeEvents(organizationId, ids, unchanged),
    // Last, because the statements before it refer to these rows.
    sql`DELETE FROM deliveries WHERE (organization_id, webhook_id, id) IN ${those} AND ${unchanged}`,
  ]
}

/** Purge source: events with their deliveries and all attempts; one line per event. */
export const deliverySource: PurgeSource = {
  kind: 'deliveries',
  job: { name: 'purge-deliveries', phase: 'purge' },
  readChunk,
  findExpired: (db, now, from, limit) =>
    findExpired(db, { oldest: oldestEvent, days: 'deliveryRetentionDays' }, now, from, limit),
}

/** Deleted webhooks are kept as long as log entries or deliveries refer to them. */
export const webhookRetention: Retention = {
  sweeps: [sweepEndedJobs],
  purges: [deliverySource],
  tombstones: {
    kind: 'webhook',
    // Calls that were in progress during the deletion may have been logged a little later.
    forgotten: (before, limit) => sql`
      SELECT x.organization_id, x.id FROM webhooks x
      WHERE x.deleted_at < ${before}
        AND NOT EXISTS ${entriesBefore(sql`x.organization_id`, sql`x.deleted_at + ${DAY_MS}`)}
        AND NOT EXISTS (
          SELECT 1 FROM deliveries d WHERE d.organization_id = x.organization_id AND d.webhook_id = x.id) LIMIT ${limit}`,
    remove: (forgotten) => sql`DELETE FROM webhooks WHERE (organization_id, id) IN (${forgotten})`,
  },
}
