import { and, asc, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/client.ts'
import { organizations } from '../db/schema.ts'
import { readTimePosition, writeCursor } from '../lib/cursor.ts'
import { insertArchive } from './archive-store.ts'
import { findExpired } from './expired-store.ts'
import type { Chunk, Expired, PurgeSource, Write } from './purge-source.ts'

/** Maximum rows of one chunk, and of one query: a row with everything captured may have 32 KB. */
const CHUNK = 5000
const PAGE = 500
/** No further page is read once a chunk has this many characters. */
const CHUNK_CHARACTERS = 8_000_000

/** A table with the primary key organization, time, id. */
export type TimeOrderedTable = SQLiteTable & Record<'organizationId' | 'time' | 'id', SQLiteColumn>
export type Position = { time: number; id: string }

const oldestOf = (log: TimeOrderedTable) => sql`
  SELECT ${log.time} FROM ${log} WHERE ${log.organizationId} = ${organizations.id} ORDER BY ${log.time} LIMIT 1`

/** The expired rows of a log after a position, for the page that `readPage` reads. */
export const expiredIn = (log: TimeOrderedTable, { organizationId, before }: Expired, after: Position | null) =>
  and(
    eq(log.organizationId, organizationId),
    lt(log.time, before),
    after ? sql`(${log.time}, ${log.id}) > (${after.time}, ${after.id})` : undefined,
  )

/** The rows of a log between two positions, both included; with plain column names, for use in a DELETE. */
const range = (organizationId: string, first: Position, last: Position): SQL =>
  sql`organization_id = ${organizationId} AND (time, id) >= (${first.time}, ${first.id})
    AND (time, id) <= (${last.time}, ${last.id})`

/**
 * The purge source of a log that is ordered by time: rows are deleted from its beginning.
 * @param days the organization's setting for how long they are kept
 * @param readPage reads the next rows in their archived form
 * @param besides tables with further columns of the same rows, with the same organization, time and id
 */
export function timeOrderedSource(
  log: TimeOrderedTable,
  { days, ...its }: Pick<PurgeSource, 'kind' | 'job'> & { days: Parameters<typeof findExpired>[1]['days'] },
  readPage: (db: Database, expired: Expired, after: Position | null, limit: number) => Promise<Position[]>,
  besides: readonly SQLiteTable[] = [],
): PurgeSource {
  async function readChunk(db: Database, expired: Expired, start: string | null, write: Write | null) {
    const from = start === null ? null : readTimePosition(start)
    const ends = write ? await readAll(db, expired, from, write) : await readEnds(db, expired, from)
    if (!ends) return null
    const { first, last, rows, pages, more } = ends
    const its = range(expired.organizationId, first, last)
    // Otherwise an entry that was logged late would be deleted without having been archived.
    const unchanged = sql`(SELECT count(*) FROM ${log} WHERE ${its}) = ${rows}`
    // The rows themselves last: the conditions of the statements before need them to be there.
    const deletions = [...besides, log].map((one) => sql`DELETE FROM ${one} WHERE ${its} AND ${unchanged}`)
    return {
      rows,
      queries: pages + deletions.length + 1,
      firstId: first.id,
      from: first.time,
      to: last.time,
      next: more ? writeCursor([last.time, last.id]) : null,
      remove: (archive) => (archive ? [insertArchive(archive, unchanged), ...deletions] : deletions),
    } satisfies Chunk
  }

  async function readAll(db: Database, expired: Expired, start: Position | null, write: Write) {
    let [first, last]: [Position | null, Position | null] = [null, start]
    let [rows, characters] = [0, 0]
    for (let pages = 1; ; pages++) {
      const page = await readPage(db, expired, last, PAGE)
      const lines = page
        .map((row) => `${JSON.stringify({ ...row, time: new Date(row.time).toISOString() })}\n`)
        .join('')
      if (page.length > 0) await write(lines)
      first ??= page[0] ?? null
      last = page.at(-1) ?? last
      rows += page.length
      characters += lines.length
      const more = page.length === PAGE
      if (more && rows < CHUNK && characters < CHUNK_CHARACTERS) continue
      return first && last && { first, last, rows, pages, more }
    }
  }

  /** The first and the last row, without reading those in between. */
  async function readEnds(db: Database, expired: Expired, start: Position | null) {
    const some = db
      .select({ time: sql<number>`${log.time}`.as('time'), id: sql<string>`${log.id}`.as('id') })
      .from(log)
      .where(expiredIn(log, expired, start))
      .orderBy(asc(log.time), asc(log.id))
      .limit(CHUNK)
      .as('some')
    const [[first], [last], [counted]] = await db.batch([
      db.select().from(some).orderBy(asc(some.time), asc(some.id)).limit(1),
      db.select().from(some).orderBy(desc(some.time), desc(some.id)).limit(1),
      db.select({ rows: sql<number>`count(*)` }).from(some),
    ])
    const rows = counted?.rows ?? 0
    return first && last && { first, last, rows, pages: 3, more: rows === CHUNK }
  }

  return {
    ...its,
    readChunk,
    findExpired: (db, now, from, limit) => findExpired(db, { oldest: oldestOf(log), days }, now, from, limit),
  }
}
