export const KEY_STATUSES = ['active', 'disabled', 'revoked', 'expired'] as const
export const KEY_SORTS = ['name', 'lastUsedAt', 'usageCount', 'createdAt'] as const

/** Calls in any 60 s, 1 h and 24 h: the maximum, and the default of a new key. */
export const MAX_RATE_LIMIT = { perMinute: 1_000_000, perHour: 50_000_000, perDay: 1_000_000_000 } as const
export const DEFAULT_RATE_LIMIT = { perMinute: 60, perHour: 1000, perDay: 10_000 } as const

export const REFILL_INTERVALS = ['hour', 'day', 'week', 'month'] as const
export const MAX_CREDITS = 1_000_000_000

/** Maximum days between two scheduled rotations. */
export const MAX_ROTATION_DAYS = 730
/** The grace period of the old secret after a rotation, seconds. */
export const GRACE_SECONDS = { min: 60, max: 604_800, default: 86_400 } as const

export const MAX_TAGS = 20
/** Maximum characters of a tag, and of an owner id. */
export const MAX_TAG = 40
export const MAX_OWNER_ID = 200
/** Maximum size of the metadata as compact JSON. */
export const MAX_METADATA_KB = 4

/** Most keys above a key: a child, a grandchild and a great-grandchild. */
export const MAX_KEYS_ABOVE = 3

/** Maximum keys of an import per request. */
export const MAX_IMPORT = 500

/** Keys whose calls by day are told at once: a page of the list. */
export const MAX_KEYS_BY_DAY = 20
/** Days that they are told for, including today. */
export const BY_DAY_DAYS = 7

/** Days of the statistics of a key if neither days nor hours are given. */
export const STANDARD_KEY_USAGE_DAYS = 30
