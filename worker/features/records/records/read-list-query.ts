import { FILTER_PATTERN } from '../../../../contract/records.data.ts'
import { Refusal } from '../../../platform/errors.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { type Filter, type RecordSort, readFilters, readSort } from './filters.ts'

/** The filters and the sort order of a query. Throws `invalid` by parameter, naming the field that needs an index. Pure. */
export function readListQuery(
  module: ModuleRow,
  query: Readonly<Record<string, unknown>> & { sort: string },
): { filters: Filter[]; sort: RecordSort } {
  const parameters = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    FILTER_PATTERN.test(name) && typeof value === 'string' ? [[name, value]] : [],
  )
  const { filters, errors } = readFilters(module.fields, parameters)
  const sort = readSort(module.fields, query.sort)
  if ('fault' in sort) errors.push({ path: 'sort', message: sort.fault })
  if ('fault' in sort || errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
  return { filters, sort }
}
