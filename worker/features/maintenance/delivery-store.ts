import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import { attemptColumns, lastAttemptColumns } from '../../platform/db/attempt-columns.ts'
import type { Database, Statement } from '../../platform/db/client.ts'
import { at } from '../../platform/db/json-rows.ts'
import { attempts, deliveries, events, organizations, webhooks } from '../../platform/db/schema.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import { type ArchiveRow, insertArchive } from './archive-store.ts'
import { findExpired } from './expired-store.ts'
import type { Chunk, Expired, PurgeSource, Write } from './purge-source.ts'

/** Events of one query: with its deliveries and attempts each may be some hundred KB. */
const PAGE = 50
/** Pages of a chunk; none is read once it holds so many deliveries or characters. */
const PAGES = 10
const CHUNK_DELIVERIES = 2000
const CHUNK_CHARACTERS = 8_000_000

type EventRow = Awaited<ReturnType<typeof readEvents>>[number]
type DeliveryRow = Awaited<ReturnType<typeof readDeliveries>>[number]
type AttemptRow = Awaited<ReturnType<typeof readAttempts>>[number]

const readEvents = (db: Database, { organizationId, before }: Expired, after: string, limit: number) =>
  db
    .select({
      id: events.id,
      type: events.type,
      environment: events.environment,
      time: events.time,
      orderingKey: events.orderingKey,
      deliveries: events.deliveries,
      data: events.data,
    })
    .from(events)
    .where(
      and(
        eq(events.organizationId, organizationId),
        gt(events.id, after),
        // Ids carry the time, and the primary key is what can be sought by.
        lt(events.id, idFloor('evt', before)),
      ),
    )
    .orderBy(asc(events.id))
    .limit(limit)
    .all()

/** The deliveries of events from one moment to another: they are made in the same one, and no index leads to them. */
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

/** Events that are over, with their deliveries. One that is still to be delivered stays, with all that belongs to it. */
async function readPage(db: Database, expired: Expired, after: string) {
  const page = await readEvents(db, expired, after, PAGE)
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

function lineOf(event: EventRow, its: readonly DeliveryRow[], before: Map<string, AttemptRow[]>): string {
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

async function linesOf(db: Database, organizationId: string, over: readonly EventRow[], taken: readonly DeliveryRow[]) {
  const again = taken.filter(({ attempts: count }) => count > 1)
  const before = again.length > 0 ? await readAttempts(db, organizationId, named(again)) : []
  const attemptsOf = Map.groupBy(before, ({ deliveryId }) => deliveryId)
  const byEvent = Map.groupBy(taken, ({ eventId }) => eventId)
  return over.map((event) => lineOf(event, byEvent.get(event.id) ?? [], attemptsOf)).join('')
}

async function readChunk(db: Database, expired: Expired, start: string | null, write: Write | null) {
  const { organizationId } = expired
  const [over, taken]: [EventRow[], DeliveryRow[]] = [[], []]
  let [after, characters, pages, more] = [start ?? '', 0, 0, true]
  while (more && pages < PAGES && taken.length < CHUNK_DELIVERIES && characters < CHUNK_CHARACTERS) {
    pages++
    const next = await readPage(db, expired, after)
    if (write && next.over.length > 0) {
      const lines = await linesOf(db, organizationId, next.over, next.taken)
      await write(lines)
      characters += lines.length
    }
    // What was sent and answered is not kept in memory once it is written.
    over.push(...next.over.map((event) => ({ ...event, data: '' })))
    taken.push(...next.taken.map((one) => ({ ...one, exchange: null })))
    after = next.page.at(-1)?.id ?? after
    more = next.page.length === PAGE
  }
  const [first, last] = [over[0], over.at(-1)]
  const next = more ? after : null
  // Where all are still to be delivered, there is nothing to remove, and yet somewhere to go on.
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
  over: readonly EventRow[],
  taken: readonly DeliveryRow[],
  archive: ArchiveRow | null,
): Statement[] {
  const list = named(taken)
  const ids = JSON.stringify(over.map(({ id }) => id))
  const those = sql`(SELECT ${organizationId}, ${at(0)}, ${at(1)} FROM json_each(${list}))`
  // Somebody may have asked for one of them to be sent again.
  const unchanged = sql`NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE (d.organization_id, d.webhook_id, d.id) IN ${those}
      AND d.status IN ('pending', 'delivering'))`
  return [
    ...(archive ? [insertArchive(archive, unchanged)] : []),
    sql`DELETE FROM attempts WHERE (organization_id, webhook_id, delivery_id) IN ${those} AND ${unchanged}`,
    sql`DELETE FROM events WHERE organization_id = ${organizationId}
      AND id IN (SELECT value FROM json_each(${ids})) AND ${unchanged}`,
    // Last: the ones before look at them.
    sql`DELETE FROM deliveries WHERE (organization_id, webhook_id, id) IN ${those} AND ${unchanged}`,
  ]
}

const oldest = sql`
  SELECT ${events.time} FROM ${events} WHERE ${events.organizationId} = ${organizations.id} ORDER BY ${events.id} LIMIT 1`

/** Events with their deliveries and all attempts: an event is a line. */
export const deliverySource: PurgeSource = {
  kind: 'deliveries',
  readChunk,
  findExpired: (db, now, from, limit) => findExpired(db, { oldest, days: 'deliveryRetentionDays' }, now, from, limit),
}
