import type { ArchiveKind } from '../../../contract/upkeep.ts'
import type { Database, Statement } from '../db/client.ts'
import type { AnyJob } from '../scheduler/job.ts'
import type { ArchiveRow } from './archive-store.ts'

/** An organization that holds something older than it keeps it: from before `before` (ms since 1970). */
export type Expired = { organizationId: string; archive: boolean; before: number }

/** Takes a piece of text of an archive: whole JSON lines. */
export type Write = (lines: string) => Promise<void>

/** What is removed at a time. */
export type Chunk = {
  rows: number
  /** Statements that reading it took, and removing it will. */
  queries: number
  /** Id of the first of them, which names the archive. */
  firstId: string
  /** Times of the first and of the last of them, ms since 1970. */
  from: number
  to: number
  /** Where the next chunk begins, as text; null when this was the last one. A chunk of no rows may have one. */
  next: string | null
  /**
   * One transaction that notes their archive, if there is one, and removes them. It does nothing at all when something of
   * the chunk has changed since it was read.
   */
  remove: (archive: ArchiveRow | null) => Statement[]
}

/** One kind of rows that are purged by age: how the old ones are found, written as lines, and removed. */
export type PurgeSource = {
  kind: ArchiveKind
  /** Name and phase of the job that purges it. */
  job: Pick<AnyJob, 'name' | 'phase'>
  /** Organizations from the id `from` on that hold what has expired, in the order of their ids; at most `limit`. */
  findExpired: (db: Database, now: number, from: string, limit: number) => Promise<Expired[]>
  /**
   * The oldest that has expired, from `start` on (a `next`, or null): at most some thousands of rows and some MB, of which
   * a page at a time is in memory. Each is given to `write` as a line of JSON; null: nobody wants to have them.
   */
  readChunk: (db: Database, expired: Expired, start: string | null, write: Write | null) => Promise<Chunk | null>
}
