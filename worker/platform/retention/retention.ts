import type { SQL } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import type { PurgeSource } from './purge-source.ts'

/** Minimum time that statistics of a key or a webhook are kept, days: the API reports the last 90. */
export const USAGE_DAYS = 92

/**
 * Deletes rows that have expired at `now` (ms), independent of an organization's retention: at most `limit` of them, so
 * that one statement does not block the database for long.
 */
export type Sweep = (now: number, limit: number) => Statement

/**
 * Rollups that are kept longer than their entries. `findOld`: organizations from the id `from` on with rollups that are
 * no longer needed, and until when (ms); sorted by id, at most `limit`. `removeOld`: deletes a chunk of them, and
 * returns how many.
 */
export type Rollups = {
  findOld: (
    db: Database,
    now: number,
    from: string,
    limit: number,
  ) => Promise<{ organizationId: string; before: number }[]>
  removeOld: (db: Database, organizationId: string, before: number) => Promise<number>
}

/**
 * Deleted rows that stay as tombstones, so that rows that refer to them still have a name. `forgotten`: SQL that
 * selects organization and id of tombstones that were deleted before `before` (ms) and have no references left, at most
 * `limit`. `remove`: deletes these.
 */
export type Tombstones = {
  kind: 'api_key' | 'oauth_app' | 'webhook'
  forgotten: (before: number, limit: number) => SQL
  remove: (forgotten: SQL) => Statement
}

/**
 * Rows about tombstones of any feature, such as usage: deleted in one transaction with the tombstones that have no
 * references left, and before them. `before` (ms): start of the reported statistics.
 */
export type Traces = (forgotten: (kind: Tombstones['kind']) => SQL, before: number, limit: number) => Statement[]

/**
 * How a feature deletes rows of its own tables. Its manifest declares it; the jobs that run it are the same for all
 * features.
 */
export type Retention = {
  sweeps?: readonly Sweep[]
  purges?: readonly PurgeSource[]
  rollups?: Rollups
  tombstones?: Tombstones
  traces?: Traces
}
