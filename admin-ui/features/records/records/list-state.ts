import type { Field } from '../../../../client/src/generated.ts'
import {
  FILTER_OPERATORS,
  FILTER_PATTERN,
  type FilterOperator,
  OPERATORS_OF_TYPE,
} from '../../../../contract/records.data.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listMoves } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'

/** A condition on a field, as the API takes it. */
export type FieldFilter = { field: Field; operator: FilterOperator; value: string }

/** The parameter of a filter, in the URL of the page and in that of the API: `filter[age][gte]`. */
export const parameterOf = ({ field, operator }: Pick<FieldFilter, 'field' | 'operator'>): string =>
  operator === 'eq' ? `filter[${field.name}]` : `filter[${field.name}][${operator}]`

/** Whether lists can filter and sort by a field: it is indexed, and its index is complete. */
export const isListable = ({ indexed, building }: Pick<Field, 'indexed' | 'building'>): boolean => indexed && !building

/** The filters in a URL. What is not possible, as in a mistyped link, counts as not set. */
export function readFilters(query: Record<string, string>, fields: readonly Field[]): FieldFilter[] {
  return Object.entries(query).flatMap(([parameter, value]) => {
    const [, name, named = 'eq'] = FILTER_PATTERN.exec(parameter) ?? []
    const field = fields.find((one) => one.name === name)
    const operator = FILTER_OPERATORS.find((one) => one === named)
    if (!field || !isListable(field) || !operator || !OPERATORS_OF_TYPE[field.type].includes(operator) || !value)
      return []
    return [{ field, operator, value }]
  })
}

const DEFAULT_SORT = '-createdAt'

/** The sort order in a URL, if the API has it. */
function readSort(text: string | undefined, fields: readonly Field[]): string {
  const name = text?.replace(/^-/, '')
  const isKnown = name === 'createdAt' || fields.some((field) => field.name === name && isListable(field))
  return text && isKnown ? text : DEFAULT_SORT
}

/** The list of records from the URL, and functions that change it. */
export function recordListAt(url: UrlState, fields: readonly Field[]) {
  const { query } = url
  const filters = readFilters(query, fields)
  const state = {
    filters,
    sort: readSort(query.sort, fields),
    environment: environmentOf(query),
    ...readPaging(query),
  }
  const moves = listMoves(url, state, filters.map(parameterOf), { sort: DEFAULT_SORT })
  return {
    state,
    filtered: filters.length > 0,
    moves: {
      ...moves,
      /** Sets a filter, instead of another one if that is given. */
      setFilter: (filter: FieldFilter, old?: FieldFilter) =>
        moves.filter({ ...(old && { [parameterOf(old)]: '' }), [parameterOf(filter)]: filter.value }),
      removeFilter: (filter: FieldFilter) => moves.filter({ [parameterOf(filter)]: '' }),
    },
  }
}

export type RecordList = ReturnType<typeof recordListAt>

/** The filters as parameters of the API. */
export const filterParams = (filters: readonly FieldFilter[]): Record<string, string> =>
  Object.fromEntries(filters.map((filter) => [parameterOf(filter), filter.value]))
