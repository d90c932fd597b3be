import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { SQL } from 'drizzle-orm/sql'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core/dialect'

export type Database = DrizzleD1Database & { $client: D1Database }
/** One write of a transaction: plain SQL, or a drizzle query that was not run. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } }

const clients = new WeakMap<D1Database, Database>()
const dialect = new SQLiteAsyncDialect()

/** The typed client of a D1 binding; one per binding and isolate. */
export function databaseOf(binding: D1Database): Database {
  let client = clients.get(binding)
  if (!client) {
    client = drizzle(binding)
    clients.set(binding, client)
  }
  return client
}

/**
 * Runs statements as one transaction. Returns how many rows the first one changed. drizzle's own batch does not accept
 * plain SQL on D1, and upserts and guarded inserts are written in plain SQL.
 */
export async function runBatch(db: Database, first: Statement, ...rest: Statement[]): Promise<number> {
  const [changed = 0] = await runBatchCounting(db, [first, ...rest])
  return changed
}

/** The same, but returns the number of changed rows of each statement. Without statements it does nothing. */
export async function runBatchCounting(db: Database, statements: readonly Statement[]): Promise<number[]> {
  if (statements.length === 0) return []
  const prepared = statements.map((statement) => {
    const query = statement instanceof SQL ? dialect.sqlToQuery(statement) : statement.toSQL()
    return db.$client.prepare(query.sql).bind(...query.params)
  })
  const results = await db.$client.batch(prepared)
  return results.map((result) => result.meta.changes)
}

/** Whether the message of an error, or of one of its causes, matches a pattern. */
export function failsBecause(error: unknown, pattern: RegExp): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (pattern.test(cause.message)) return true
  }
  return false
}

/** Whether an error is SQLite's refusal of a duplicate in a primary key or unique index. */
export const isUniqueViolation = (error: unknown): boolean => failsBecause(error, /UNIQUE constraint failed/)
