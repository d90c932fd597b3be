import type { UsagePeriod } from '../../key/usage.ts'

/** The ranges over which the page of a key shows its usage. */
export const RANGES = ['24h', '7d', '30d', '90d'] as const
export type Range = (typeof RANGES)[number]
export const STANDARD: Range = '30d'

export const DAYS: Record<Range, number> = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 }

/** The range and the one before it, read together; the API goes back 90 days at most. */
export const WITH_BEFORE: Partial<Record<Range, UsagePeriod>> = {
  '24h': { hours: 48 },
  '7d': { days: 14 },
  '30d': { days: 60 },
}

/** How often the figures of a range are read again, ms: long ranges are expensive, and change little. */
export const POLL_MS: Record<Range, number> = { '24h': 30_000, '7d': 60_000, '30d': 300_000, '90d': 300_000 }
