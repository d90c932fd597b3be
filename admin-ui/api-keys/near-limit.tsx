import type { ApiKey } from '../../contract/api-keys.ts'
import { now } from '../parts/clock.ts'
import { later } from '../parts/later.tsx'

const LimitLeft = later(() => import('./dialogs.tsx').then((it) => it.LimitLeft))

/** Asks what is left this minute of a key's limit, but only for a key that was used within it. */
export function NearLimit({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.rateLimit.perMinute === null || apiKey.status !== 'active' || !apiKey.lastUsedAt) return null
  return now.value - Date.parse(apiKey.lastUsedAt) < 60_000 ? <LimitLeft id={apiKey.id} /> : null
}
