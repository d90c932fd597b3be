import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { contains } from '../../../platform/db/contains.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import { fieldValue } from '../modules/existing-records-store.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import type { Filter, RecordSort } from './filters.ts'
import { type RawRecord, RECORD_COLUMNS, type RecordRow, readRow } from './record-store.ts'

/** The record after which a list continues: its value of the sort field (null: none, or sorted by creation), and its id. */
export type Position = { value: string | number | null; id: string }
export type ListedRow = RecordRow & { position: Position }

/** Records that are looked at for a page, where a filter that no index answers leaves some out. */
export const MAX_LOOKED_AT = 1000

type Wanted = {
  module: ModuleRow
  environment: Reach['environment']
  sort: RecordSort
  filters: readonly Filter[]
  after: Position | null
}

/**
 * The records of a module in an order, after a position; at most `limit`. One index answers the order, and filters on the
 * field that it is of; the others are compared with each record, at most MAX_LOOKED_AT for a page. `lookedTo`: where to
 * continue if fewer were found; null at the end.
 */
export async function listRecordRows(
  db: Database,
  wanted: Wanted,
  limit: number,
): Promise<{ rows: ListedRow[]; lookedTo: Position | null }> {
  const { compared, sources } = planList(wanted)
  const most = compared.length === 0 ? limit : MAX_LOOKED_AT
  const looked = merged(sources, wanted.sort.descending, most)
  const conditions = compared.length === 0 ? sql`` : sql`WHERE ${sql.join(compared.map(conditionOf), sql` AND `)}`
  const found = await db.all<RawRecord & { sort_value: string | number | null }>(
    sql`SELECT * FROM (${looked}) ${conditions} LIMIT ${limit}`,
  )
  const rows = found.map((raw) => ({
    ...readRow(wanted.module, raw),
    position: { value: raw.sort_value, id: raw.id },
  }))
  if (compared.length === 0 || rows.length === limit) return { rows, lookedTo: null }
  const [last] = await db.all<{ sort_value: string | number | null; id: string }>(
    sql`SELECT sort_value, id FROM (${looked}) LIMIT 1 OFFSET ${most - 1}`,
  )
  return { rows, lookedTo: last ? { value: last.sort_value, id: last.id } : null }
}

/** Records of one environment in their order, from the position on. */
type Source = (most: number) => SQL

/** Which index gives the order, for each environment, and which filters have to be compared with each record. */
function planList({ module, environment, sort, filters, after }: Wanted): { compared: Filter[]; sources: Source[] } {
  const environments = environment === null ? (['live', 'test'] as const) : [environment]
  const equal = filters.find(
    ({ field, operator }) => operator === 'eq' && (sort.field === null || sort.field.key === field.key),
  )
  if (equal) {
    const compared = filters.filter((filter) => filter !== equal)
    return { compared, sources: environments.map((one) => withValue(module, one, equal, sort, after)) }
  }
  const { field } = sort
  if (field === null) {
    return { compared: [...filters], sources: environments.map((one) => byCreation(module, one, sort, after)) }
  }
  const bounds = filters.filter((filter) => filter.field.key === field.key && filter.operator in BOUNDS)
  const compared = filters.filter((filter) => !bounds.includes(filter))
  return {
    compared,
    sources: environments.map((one) => byValue(module, one, field, bounds, sort, after, environment === null)),
  }
}

/** The first `most` records of all environments. Both use one order, so a page of each is enough. */
function merged(sources: readonly Source[], descending: boolean, most: number): SQL {
  const [first, ...others] = sources.map((source) => source(most))
  if (first === undefined) throw new Error('a list has no environment')
  if (others.length === 0) return first
  const all = sql.join(
    [first, ...others].map((one) => sql`SELECT * FROM (${one})`),
    sql` UNION ALL `,
  )
  const order = descending
    ? sql`sort_value IS NOT NULL, sort_value DESC, id DESC`
    : sql`sort_value IS NULL, sort_value, id`
  return sql`SELECT * FROM (${all}) ORDER BY ${order} LIMIT ${most}`
}

const [UP, DOWN] = [
  { order: sql.raw('ASC'), past: sql.raw('>'), from: sql.raw('>=') },
  { order: sql.raw('DESC'), past: sql.raw('<'), from: sql.raw('<=') },
]
const direction = ({ descending }: RecordSort) => (descending ? DOWN : UP)

const byCreation =
  (module: ModuleRow, environment: string, sort: RecordSort, after: Position | null): Source =>
  (most) => {
    const { order, past } = direction(sort)
    return sql`
      SELECT ${RECORD_COLUMNS}, NULL AS sort_value FROM records r
      WHERE r.organization_id = ${module.organizationId} AND r.module_id = ${module.id} AND r.environment = ${environment}
        ${after ? sql`AND r.id ${past} ${after.id}` : sql``}
      ORDER BY r.id ${order} LIMIT ${most}`
  }

/** Joins index rows with their records. CROSS JOIN fixes the order of the two. */
const indexed = (
  module: ModuleRow,
  environment: string,
  key: string,
  sortValue: SQL,
  condition: SQL,
  order: SQL,
  most: number,
) =>
  sql`
    SELECT ${RECORD_COLUMNS}, ${sortValue} AS sort_value FROM record_index i CROSS JOIN records r
      ON r.organization_id = i.organization_id AND r.module_id = i.module_id AND r.environment = i.environment
      AND r.id = i.record_id
    WHERE i.organization_id = ${module.organizationId} AND i.module_id = ${module.id} AND i.environment = ${environment}
      AND i.field = ${key} ${condition}
    ORDER BY ${order} LIMIT ${most}`

const NO_VALUE = sql.raw("x''")
const stored = (value: Position['value']): SQL => (value === null ? NO_VALUE : sql`${value}`)

/** Records with one value of a field, by creation: `tie` is their id, or empty for the only one of a unique value. */
const withValue =
  (
    module: ModuleRow,
    environment: string,
    { field, value }: Filter,
    sort: RecordSort,
    after: Position | null,
  ): Source =>
  (most) => {
    const { order, past } = direction(sort)
    const isAlone = field.unique && value !== null
    const next = isAlone ? sql`AND i.record_id ${past} ${after?.id}` : sql`AND i.tie ${past} ${after?.id}`
    const condition = sql`AND i.value = ${stored(value)} ${after ? next : sql``}`
    return indexed(module, environment, field.key, sql`NULL`, condition, sql`i.value ${order}, i.tie ${order}`, most)
  }

/** Bounds of a value: which end of the ascending order they cut off. */
const BOUNDS: Readonly<Record<string, { end: 'low' | 'high'; sign: SQL }>> = {
  gt: { end: 'low', sign: sql.raw('>') },
  gte: { end: 'low', sign: sql.raw('>=') },
  lt: { end: 'high', sign: sql.raw('<') },
  lte: { end: 'high', sign: sql.raw('<=') },
}

/** Records by their value of a field, ties by id; those without a value come last, in descending order first. */
const byValue =
  (
    module: ModuleRow,
    environment: string,
    field: NonNullable<RecordSort['field']>,
    bounds: readonly Filter[],
    sort: RecordSort,
    after: Position | null,
    isMerged: boolean,
  ): Source =>
  (most) => {
    const { order } = direction(sort)
    // The position is within the bounds. Of two lower bounds SQLite seeks by one: it has to be the position.
    const passed = after ? (sort.descending ? 'high' : 'low') : null
    const limits = bounds.flatMap(({ operator, value }) => {
      const bound = BOUNDS[operator]
      return bound && bound.end !== passed ? [sql`AND i.value ${bound.sign} ${value}`] : []
    })
    // A record without a value is within no bounds.
    const withoutBlank = bounds.length > 0 && passed !== 'high' ? [sql`AND i.value < ${NO_VALUE}`] : []
    const condition = sql.join(
      [...limits, ...withoutBlank, ...(after ? [past(field.unique, sort, after, isMerged)] : [])],
      sql` `,
    )
    const value = sql`CASE WHEN i.value <> ${NO_VALUE} THEN i.value END`
    return indexed(module, environment, field.key, value, condition, sql`i.value ${order}, i.tie ${order}`, most)
  }

function past(isUnique: boolean, sort: RecordSort, { value, id }: Position, isMerged: boolean): SQL {
  const { past: sign, from } = direction(sort)
  // Each unique value is there once per environment, with an empty tie.
  if (isUnique && value !== null && !isMerged) return sql`AND i.value ${sign} ${value}`
  if (isUnique && value !== null)
    return sql`AND i.value ${from} ${value} AND (i.value ${sign} ${value} OR i.record_id ${sign} ${id})`
  // SQLite begins a comparison of two columns at the position, whose row would be read in vain: it begins beside it instead.
  return sql`AND (i.value, i.tie) ${from} (${stored(value)}, ${sort.descending ? justBefore(id) : justAfter(id)})`
}

/** A text between an id and the next one, or the one before: all ids have the same length. */
const justAfter = (id: string): string => `${id}~`
const justBefore = (id: string): string => `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) - 1)}~`

/** The condition of a filter that is compared with each record, over the columns of the list. */
function conditionOf({ field, operator, value }: Filter): SQL {
  const own = field.type === 'boolean' ? sql`coalesce(${fieldValue(field)}, 0)` : fieldValue(field)
  switch (operator) {
    case 'eq':
      return sql`${own} IS ${value}`
    case 'not':
      return sql`${own} IS NOT ${value}`
    case 'contains':
      return contains(own, String(value))
    default:
      return sql`${own} ${BOUNDS[operator]?.sign} ${value}`
  }
}
