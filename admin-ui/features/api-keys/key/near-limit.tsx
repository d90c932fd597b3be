import type { ApiKey } from '../../../../client/src/generated.ts'
import { now } from '../../../hooks/clock.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const LimitLeft = lazy(() => import('./limit-left.tsx').then((it) => it.LimitLeft))

const MINUTE_MS = 60_000

/**
 * Polls what is left of a key's limits, but only for recently used keys: within the hour for a limit per hour or
 * longer.
 */
export function NearLimit({ apiKey, compact = false }: { apiKey: ApiKey; compact?: boolean }) {
  const { perMinute, perHour, perDay } = apiKey.rateLimit
  const long = perHour ?? perDay
  if ((perMinute ?? long) === null || apiKey.status !== 'active' || !apiKey.lastUsedAt) return null
  const idle = now.value - Date.parse(apiKey.lastUsedAt)
  return idle < (long === null ? 1 : 60) * MINUTE_MS ? (
    <LimitLeft id={apiKey.id} busy={idle < MINUTE_MS} compact={compact} />
  ) : null
}
