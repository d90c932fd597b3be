import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * A status or an action as SQL in its current spelling; rows from before the deployment of migration 0017 may contain
 * `cancelled`.
 */
export const currentSpelling = (column: SQLWrapper): SQL => sql`replace(${column}, 'cancelled', 'canceled')`
