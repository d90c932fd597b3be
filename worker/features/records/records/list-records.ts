import type { ListRecords, RecordPage } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { readCursor, writeCursor } from '../../../platform/lib/cursor.ts'
import { ownModule } from '../modules/own-module.ts'
import type { Filter, RecordSort } from './filters.ts'
import { listRecordRows, type Position } from './list-store.ts'
import { presentRecord } from './present-record.ts'
import { readListQuery } from './read-list-query.ts'
import { recordScope } from './record-scope.ts'

/**
 * A page of records of a module. With a filter besides the sort order that rarely matches, a page may hold fewer records
 * than asked for, or none, and still have a next page. Throws `invalid` by parameter, naming the field that needs an index.
 */
export async function listRecords(deps: Deps, actor: Actor, slug: string, query: ListRecords): Promise<RecordPage> {
  requireScope(actor, recordScope(slug, 'read'))
  const module = await ownModule(deps, actor.organization.id, slug)
  const { filters, sort } = readListQuery(module, query)
  const after = query.cursor === undefined ? null : positionOf(query.cursor, query.sort, sort, filters)
  const { environment } = reachOf(actor)
  // In order of creation one record more says whether there is a next page. By an index that would read two rows more: there
  // a full page has a next one, which may be empty.
  const isByIndex = sort.field !== null || filters.length > 0
  const wanted = { module, environment, sort, filters, after }
  const { rows, lookedTo } = await listRecordRows(deps.db, wanted, query.limit + (isByIndex ? 0 : 1))
  const page = rows.slice(0, query.limit)
  const hasMore = isByIndex ? page.length === query.limit : rows.length > page.length
  const next = hasMore ? page.at(-1)?.position : lookedTo
  return {
    data: page.map((row) => presentRecord(module, row)),
    nextCursor: next ? writeCursor([query.sort, next.value, next.id]) : null,
  }
}

/** The position in a cursor. Throws `invalid` for a cursor of another sort order. */
function positionOf(text: string, order: string, { field }: RecordSort, filters: readonly Filter[]): Position {
  const [madeFor, value, id] = readCursor(text, 3) ?? []
  // With an equal value the order is that of ids alone.
  const hasValue = field !== null && !filters.some((one) => one.operator === 'eq' && one.field.key === field.key)
  const isOfType = typeof value === (isNumeric(field) ? 'number' : 'string')
  if (madeFor !== order || typeof id !== 'string' || (hasValue ? value !== null && !isOfType : value !== null)) {
    throw invalid('cursor', 'is not a cursor of this list, sort and filter: start again without a cursor')
  }
  return { value: value ?? null, id }
}

const isNumeric = (field: RecordSort['field']) => field?.type === 'number' || field?.type === 'boolean'
