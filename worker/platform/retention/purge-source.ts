import type { ArchiveKind } from '../../../contract/maintenance.ts'
import type { Database, Statement } from '../db/client.ts'
import type { AnyJob } from '../scheduler/job.ts'
import type { ArchiveRow } from './archive-store.ts'

/** An organization with expired rows: those from before `before` (ms since 1970). */
export type Expired = { organizationId: string; archive: boolean; before: number }

/** Receives a part of an archive's text: whole JSON lines. */
export type Write = (lines: string) => Promise<void>

/** The rows that are removed together. */
export type Chunk = {
  rows: number
  /** Number of statements for reading and removing it. */
  queries: number
  /** Id of the first row, which is part of the archive's name. */
  firstId: string
  /** Times of the first and of the last row, ms since 1970. */
  from: number
  to: number
  /** Where the next chunk begins, as text; null if this was the last one. An empty chunk may have one. */
  next: string | null
  /**
   * One transaction that records the archive, if there is one, and deletes the rows. It does nothing if a row of the
   * chunk has changed since it was read.
   */
  remove: (archive: ArchiveRow | null) => Statement[]
}

/** One kind of rows that are purged by age: how expired rows are found, written as lines, and deleted. */
export type PurgeSource = {
  kind: ArchiveKind
  /** Name and phase of the job that purges it. */
  job: Pick<AnyJob, 'name' | 'phase'>
  /** Organizations from the id `from` on with expired rows, sorted by id; at most `limit`. */
  findExpired: (db: Database, now: number, from: string, limit: number) => Promise<Expired[]>
  /**
   * Reads the oldest expired rows from `start` on (a `next`, or null): at most some thousands of rows and some MB, one
   * page at a time in memory. Each row is passed to `write` as a line of JSON; `write` null: no archive is wanted.
   */
  readChunk: (db: Database, expired: Expired, start: string | null, write: Write | null) => Promise<Chunk | null>
}
