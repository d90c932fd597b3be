import type { SQL } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import type { PurgeSource } from './purge-source.ts'

/** How long figures of a key or a webhook are kept at least, days: the API tells of them over 90. */
export const USAGE_DAYS = 92

/**
 * Removes rows that have served their time at `now` (ms), whatever an organization keeps: at most `limit` of them, so that
 * one statement never holds the database for long.
 */
export type Sweep = (now: number, limit: number) => Statement

/**
 * Roll-ups that are kept longer than their entries. `findOld`: organizations from the id `from` on that have some which
 * nobody needs, and until when (ms); in the order of ids, at most `limit`. `removeOld`: removes a chunk of them, and
 * answers how many.
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
 * Deleted rows that stay as tombstones, so that what is left of them keeps a name. `forgotten`: SQL that selects
 * organization and id of those deleted before `before` (ms) that nothing names any more, at most `limit`. `remove`:
 * removes these.
 */
export type Tombstones = {
  kind: 'api_key' | 'webhook'
  forgotten: (before: number, limit: number) => SQL
  remove: (forgotten: SQL) => Statement
}

/**
 * Rows about tombstones of any feature, such as usage: removed together with those that are forgotten, in one
 * transaction and before them. `before` (ms): what figures tell of begins here.
 */
export type Traces = (forgotten: (kind: Tombstones['kind']) => SQL, before: number, limit: number) => Statement[]

/** How a feature removes rows of its own tables. Its manifest declares it; the jobs that run it are the same for all. */
export type Retention = {
  sweeps?: readonly Sweep[]
  purges?: readonly PurgeSource[]
  rollups?: Rollups
  tombstones?: Tombstones
  traces?: Traces
}
