import type { Bound } from '../deps.ts'
import { pushAlerts } from './live-feed-client.ts'
import { findWatched } from './store.ts'

/** Tells whoever watches the live log of these organisations that alerts have opened. */
export async function tellWatchers(
  { db, feeds }: Pick<Bound, 'db' | 'feeds'>,
  organizationIds: readonly string[],
  now: number,
): Promise<void> {
  if (organizationIds.length === 0) return
  const watched = await findWatched(db, [...organizationIds], now)
  await Promise.all(watched.map((id) => pushAlerts(feeds, id)))
}
