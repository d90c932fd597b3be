import type { Bound } from '../../../platform/deps.ts'
import { pushAlerts } from './live-feed-client.ts'
import { findWatched } from './watch-store.ts'

/** Notifies listeners of an organization's live log that alerts about things in some environments have opened. */
export async function notifyListeners(
  { db, feeds }: Pick<Bound, 'db' | 'feeds'>,
  opened: readonly { organizationId: string; environment: 'live' | 'test' | null }[],
  now: number,
): Promise<void> {
  if (opened.length === 0) return
  const byOrganization = Map.groupBy(opened, ({ organizationId }) => organizationId)
  const watched = await findWatched(db, [...byOrganization.keys()], now)
  await Promise.all(
    watched.map((id) => {
      const environments = new Set(byOrganization.get(id)?.map(({ environment }) => environment))
      return pushAlerts(feeds, id, [...environments])
    }),
  )
}
