import type { FieldType } from './modules.data.ts'

/** Maximum size of a record as JSON, and of one JSON field, KB. */
export const MAX_RECORD_KB = 64
export const MAX_JSON_FIELD_KB = 16
/** Maximum depth of a JSON field. */
export const MAX_JSON_FIELD_DEPTH = 32
/** Maximum characters of a text, and of a value that is unique or indexed. */
export const MAX_TEXT = 10_000
export const MAX_INDEXED_TEXT = 500
/** Maximum records that one call writes: each is announced, and this many events are published at once. */
export const MAX_RECORD_BATCH = 100
/** Maximum filters of one list. */
export const MAX_FILTERS = 10

/** What a filter compares with: `filter[age][gte]=18`. Without an operator: equal. `empty` is true or false. */
export const FILTER_OPERATORS = ['eq', 'not', 'gt', 'gte', 'lt', 'lte', 'contains', 'empty'] as const
export type FilterOperator = (typeof FILTER_OPERATORS)[number]

const EQUALITY = ['eq', 'not'] as const
const ORDERED = [...EQUALITY, 'gt', 'gte', 'lt', 'lte', 'empty'] as const
const TEXT = [...EQUALITY, 'contains', 'empty'] as const

/** The operators that a field of a type can be filtered with. */
export const OPERATORS_OF_TYPE: Readonly<Record<FieldType, readonly FilterOperator[]>> = {
  text: TEXT,
  number: ORDERED,
  // One without a value counts as false.
  boolean: EQUALITY,
  date: ORDERED,
  datetime: ORDERED,
  email: TEXT,
  url: TEXT,
  select: [...EQUALITY, 'empty'],
  json: [],
  reference: [...EQUALITY, 'empty'],
}

/** A filter in a query: `filter[email]`, `filter[age][gte]`. */
export const FILTER_PATTERN = /^filter\[([A-Za-z][A-Za-z0-9_]{0,63})\](?:\[([a-z]{1,10})\])?$/
/** A sort order: `createdAt` or the name of a field, with a minus for descending. */
export const RECORD_SORT_PATTERN = /^-?[A-Za-z][A-Za-z0-9_]{0,63}$/
