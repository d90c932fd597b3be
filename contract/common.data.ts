export const ENVIRONMENTS = ['live', 'test'] as const

/** Maximum characters of a name, of a description, of a search text, and of an id in a filter. */
export const MAX_NAME = 100
export const MAX_DESCRIPTION = 500
export const MAX_SEARCH = 100
export const MAX_FILTER_ID = 64

/** Maximum characters of a name in custom JSON. */
export const MAX_JSON_NAME = 200

/** An id of Gatehouse: a short prefix for the kind, then a time-ordered ULID in lower case. */
export const idPattern = (prefix: string): RegExp => new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`)
