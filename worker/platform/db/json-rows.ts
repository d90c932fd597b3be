import { type SQL, sql } from 'drizzle-orm'

/** A field of a json_each row: many rows are bound as one JSON text, each row a list of its values. */
export const at = (index: number): SQL => sql.raw(`json_extract(value, '$[${index}]')`)

/** The first `count` fields of a row, separated by commas. */
export const fields = (count: number): SQL =>
  sql.join(
    Array.from({ length: count }, (_, index) => at(index)),
    sql`, `,
  )
