/** What a field of a module can hold. */
export const FIELD_TYPES = [
  'text',
  'number',
  'boolean',
  'date',
  'datetime',
  'email',
  'url',
  'select',
  'json',
  'reference',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** Types whose fields cannot be unique, and types whose fields cannot be indexed. */
export const NEVER_UNIQUE: readonly FieldType[] = ['boolean', 'json']
export const NEVER_INDEXED: readonly FieldType[] = ['json']

/** A module in paths: `contacts`, `support-tickets`. */
export const MODULE_SLUG_PATTERN = /^[a-z][a-z0-9_-]{0,39}$/

/** The name of a field, which is its key in JSON. It never changes: the label is what people see. */
export const FIELD_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
/** Names that mean something else in JavaScript objects. `__proto__` does not match the pattern. */
export const REFUSED_FIELD_NAMES: readonly string[] = ['constructor', 'prototype']

export const MAX_MODULES = 100
export const MAX_FIELDS = 100
/** Maximum fields of a module that are unique or indexed: each costs a row written per record. */
export const MAX_INDEXED_FIELDS = 20
export const MAX_OPTIONS = 200
/** Maximum characters of an option of a select field. */
export const MAX_OPTION = 100
/** Maximum characters of the label of a field. */
export const MAX_FIELD_LABEL = 80
/**
 * An index over existing records is built, and a required field is checked, in the request that asks for it, for at most this many
 * records; over more by a job.
 */
export const MAX_REINDEXED = 1000

/** Records that a request looks at before it leaves a unique or required field to the job. Beyond, only the job does. */
export const MAX_CHECKED = 100_000
