import type { Alert } from '../../../client/src/generated.ts'

/** Alerts seen so far, and when the latest of them opened (ISO 8601). */
export type Known = { ids: ReadonlySet<string>; since: string }

/**
 * Alerts that have opened since. An older alert that only moved onto the page because another left does not count: it
 * opened before the latest one that was seen.
 */
export const newAlerts = (open: readonly Alert[], { ids, since }: Known): Alert[] =>
  open.filter(({ id, firstAt }) => !ids.has(id) && firstAt >= since)

/** The known alerts after these have been seen too. */
export const knownSince = (before: Known | null, open: readonly Alert[]): Known => ({
  ids: new Set([...(before?.ids ?? []), ...open.map(({ id }) => id)]),
  since: [before?.since ?? '', ...open.map(({ firstAt }) => firstAt)].toSorted().at(-1) ?? '',
})

/** Which switch of the settings an alert belongs to. */
export const newsKindOf = ({ kind }: Pick<Alert, 'kind'>): 'alerts' | 'webhooks' =>
  kind === 'webhook_failing' || kind === 'webhook_disabled' ? 'webhooks' : 'alerts'
