import { type SQL, sql } from 'drizzle-orm'

/** A field of a row of json_each: many rows are bound as one JSON text, each a list of its values. */
export const at = (index: number): SQL => sql.raw(`json_extract(value, '$[${index}]')`)

/** So many fields, the first of a row and those after it. */
export const fields = (count: number): SQL =>
  sql.join(
    Array.from({ length: count }, (_, index) => at(index)),
    sql`, `,
  )
