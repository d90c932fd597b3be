import type { ApiKey } from '../../../../client/src/generated.ts'
import { now } from '../../../hooks/clock.ts'
import { lazy } from '../../../ui/lazy.tsx'

const LimitLeft = lazy(() => import('./dialogs.tsx').then((it) => it.LimitLeft))

const MINUTE_MS = 60_000

/** Asks what is left of a key's limits, but only for a key that was used of late: within the hour, if a limit is as long. */
export function NearLimit({ apiKey }: { apiKey: ApiKey }) {
  const { perMinute, perHour, perDay } = apiKey.rateLimit
  const long = perHour ?? perDay
  if ((perMinute ?? long) === null || apiKey.status !== 'active' || !apiKey.lastUsedAt) return null
  const idle = now.value - Date.parse(apiKey.lastUsedAt)
  return idle < (long === null ? 1 : 60) * MINUTE_MS ? <LimitLeft id={apiKey.id} busy={idle < MINUTE_MS} /> : null
}
