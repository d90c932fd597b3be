export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** The start of the minute that contains `time` (ms since 1970). */
export const minuteOf = (time: number): number => Math.floor(time / MINUTE_MS) * MINUTE_MS

/** The start of the hour that contains `time` (ms since 1970). */
export const hourOf = (time: number): number => Math.floor(time / HOUR_MS) * HOUR_MS

/** The start of the UTC day that contains `time` (ms since 1970). */
export const startOfDay = (time: number): number => Math.floor(time / DAY_MS) * DAY_MS
