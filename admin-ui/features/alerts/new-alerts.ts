import type { Alert } from '../../../client/src/generated.ts'

/** Alerts seen so far, and when the latest of them opened (ISO 8601). */
export type Known = { ids: ReadonlySet<string>; since: string }

/**
 * Alerts that have opened since. One that was open all along and only came into sight, because another left, is none:
 * it opened before the latest that was seen.
 */
export const newAlerts = (open: readonly Alert[], { ids, since }: Known): Alert[] =>
  open.filter(({ id, firstAt }) => !ids.has(id) && firstAt >= since)

/** What is known once these have been seen too. */
export const knownSince = (before: Known | null, open: readonly Alert[]): Known => ({
  ids: new Set([...(before?.ids ?? []), ...open.map(({ id }) => id)]),
  since: [before?.since ?? '', ...open.map(({ firstAt }) => firstAt)].toSorted().at(-1) ?? '',
})
