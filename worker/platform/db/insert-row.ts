import { type SQL, sql } from 'drizzle-orm'
import type { Statement } from './client.ts'

/** SQL with a `?` for each parameter. */
export class Expression {
  readonly text: string
  readonly params: readonly unknown[]

  constructor(text: string, ...params: unknown[]) {
    this.text = text
    this.params = params
  }

  /** The same as a part of a drizzle template. */
  toSQL(): SQL {
    const [first = '', ...rest] = this.text.split('?')
    return sql.join([sql.raw(first), ...rest.flatMap((part, index) => [sql`${this.params[index]}`, sql.raw(part)])])
  }
}

/** A value that is NULL unless all conditions hold. In a column that is NOT NULL it makes the transaction fail. */
export function onlyIf(conditions: readonly Expression[], value: unknown): unknown {
  if (conditions.length === 0) return value
  const text = conditions.map((one) => one.text).join(' AND ')
  return new Expression(`CASE WHEN ${text} THEN ? END`, ...conditions.flatMap((one) => one.params), value)
}

/**
 * Inserts one row; values by the names of columns, each a value or an `Expression`. For statements of busy paths: building one
 * from the schema, or from a template, costs as much as checking a signature. Null is no parameter, because the database checks
 * each one.
 */
export function insertRow(table: string, row: Readonly<Record<string, unknown>>): Statement {
  const params: unknown[] = []
  let columns = ''
  let values = ''
  for (const [column, value] of Object.entries(row)) {
    columns += columns === '' ? column : `, ${column}`
    if (values !== '') values += ', '
    if (value instanceof Expression) {
      values += value.text
      params.push(...value.params)
    } else if (value === null) values += 'NULL'
    else {
      values += '?'
      params.push(value)
    }
  }
  const text = `INSERT INTO ${table} (${columns}) VALUES (${values})`
  return { toSQL: () => ({ sql: text, params }) }
}
