import {
  FILTER_OPERATORS,
  FILTER_PATTERN,
  type FilterOperator,
  MAX_FILTERS,
  OPERATORS_OF_TYPE,
} from '../../../../contract/records.data.ts'
import { isIndexed, type StoredField, stillBuilding } from '../modules/field.ts'
import { checkValue, type FieldError } from './validate.ts'

/** A condition on a field. `value` null: no value. A boolean is 0 or 1, and has a value always. */
export type Filter = { field: StoredField; operator: FilterOperator; value: string | number | null }

/** A sort order: by a field, or (`field` null) by creation. */
export type RecordSort = { field: StoredField | null; descending: boolean }

/** Why a field cannot be filtered or sorted by; undefined if it can. */
function indexFault(field: StoredField): string | undefined {
  if (!isIndexed(field)) return needsIndex(field.name)
  return field.isBuilding ? stillBuilding(field.name) : undefined
}

const needsIndex = (name: string) => `needs an index: set indexed on the field ${name} of the module`

/** Reads the filters of a query. Returns what is wrong by parameter. Pure. */
export function readFilters(
  fields: readonly StoredField[],
  parameters: readonly [name: string, value: string][],
): { filters: Filter[]; errors: FieldError[] } {
  const filters: Filter[] = []
  const errors: FieldError[] = []
  for (const [path, text] of parameters) {
    const [, name = '', operator = 'eq'] = FILTER_PATTERN.exec(path) ?? []
    const read = readFilter(fields, name, operator, text)
    if ('fault' in read) errors.push({ path, message: read.fault })
    else filters.push(read)
  }
  if (parameters.length > MAX_FILTERS)
    errors.push({ path: 'filter', message: `must be at most ${MAX_FILTERS} filters` })
  return { filters, errors }
}

function readFilter(
  fields: readonly StoredField[],
  name: string,
  named: string,
  text: string,
): Filter | { fault: string } {
  const field = fields.find((one) => one.name === name)
  if (!field) return { fault: 'is not a field of this module' }
  const fault = indexFault(field)
  if (fault) return { fault }
  const operator = FILTER_OPERATORS.find((one) => one === named)
  const possible = OPERATORS_OF_TYPE[field.type]
  if (!operator || !possible.includes(operator)) {
    return { fault: `must use one of the operators ${possible.join(', ')}: ${name} is a ${field.type}` }
  }
  if (operator === 'contains') return text === '' ? { fault: 'must not be empty' } : { field, operator, value: text }
  if (operator === 'empty') {
    if (text !== 'true' && text !== 'false') return { fault: 'must be true or false' }
    return { field, operator: text === 'true' ? 'eq' : 'not', value: null }
  }
  if (text === '') {
    if (operator === 'eq' || operator === 'not') return { field, operator, value: field.type === 'boolean' ? 0 : null }
    return { fault: 'must not be empty' }
  }
  const checked = checkValue(field, typed(field, text))
  if ('fault' in checked) return checked
  const { value } = checked
  if (typeof value === 'boolean') return { field, operator, value: value ? 1 : 0 }
  if (typeof value === 'string' || typeof value === 'number') return { field, operator, value }
  return { fault: needsIndex(name) }
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

/** A value in a query, in the type of its field. */
function typed({ type }: StoredField, text: string): string | number | boolean {
  if (type === 'number' && NUMBER.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** Reads a sort order: `-createdAt`, or the name of a field. Pure. */
export function readSort(fields: readonly StoredField[], sort: string): RecordSort | { fault: string } {
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const field = fields.find((one) => one.name === name)
  const fault = field && indexFault(field)
  if (fault) return { fault }
  if (field) return { field, descending }
  return name === 'createdAt' ? { field: null, descending } : { fault: 'must be createdAt or a field of this module' }
}
