import { SQL } from 'drizzle-orm'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import * as schema from './schema.ts'

export type Database = DrizzleD1Database<typeof schema> & { $client: D1Database }
/** One write of a transaction: plain SQL, or a drizzle query that was not run. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } }

const clients = new WeakMap<D1Database, Database>()
const dialect = new SQLiteAsyncDialect()

/** The typed client of a D1 binding; one per binding and isolate. */
export function databaseOf(binding: D1Database): Database {
  let client = clients.get(binding)
  if (!client) {
    client = drizzle(binding, { schema })
    clients.set(binding, client)
  }
  return client
}

/**
 * Runs statements as one transaction: all of them happen, or none. Answers how many rows the first of them changed.
 * drizzle's own batch takes no plain SQL on D1, and that is what upserts and guarded inserts are written in.
 */
export async function runBatch(db: Database, first: Statement, ...rest: Statement[]): Promise<number> {
  const [changed = 0] = await runBatchCounting(db, [first, ...rest])
  return changed
}

/** The same, answering of each statement how many rows it changed. No statements: nothing happens. */
export async function runBatchCounting(db: Database, statements: readonly Statement[]): Promise<number[]> {
  if (statements.length === 0) return []
  const prepared = statements.map((statement) => {
    const query = statement instanceof SQL ? dialect.sqlToQuery(statement) : statement.toSQL()
    return db.$client.prepare(query.sql).bind(...query.params)
  })
  const results = await db.$client.batch(prepared)
  return results.map((result) => result.meta.changes)
}

/** Whether an error, or one that caused it, says what `words` looks for. */
export function failsBecause(error: unknown, words: RegExp): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (words.test(cause.message)) return true
  }
  return false
}

/** Whether an error is SQLite refusing a second row of the same primary key or unique index. */
export const isUniqueViolation = (error: unknown): boolean => failsBecause(error, /UNIQUE constraint failed/)
