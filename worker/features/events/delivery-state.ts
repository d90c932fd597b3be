import type { DeliveryCounts, EventDelivery } from '../../../contract/events.ts'
import type { Database } from '../../platform/db/client.ts'
import type { PublishedRow } from '../../platform/manifest/event-target.ts'
import { installedFeatures } from '../../platform/manifest/feature.ts'

const none = (): DeliveryCounts => ({ pending: 0, delivering: 0, succeeded: 0, failed: 0, held: 0, cancelled: 0 })

const targets = () => installedFeatures().flatMap(({ eventTargets }) => eventTargets ?? [])

/** How many deliveries each of these events has in each status, by the event's id: those of all targets together. */
export async function countDeliveries(
  db: Database,
  organizationId: string,
  events: readonly PublishedRow[],
): Promise<Map<string, DeliveryCounts>> {
  const counts = new Map(events.map(({ id }) => [id, none()]))
  const found = await Promise.all(targets().map((target) => target.countDeliveries(db, organizationId, events)))
  for (const { eventId, status, count } of found.flat()) {
    const its = counts.get(eventId)
    if (its && status in its) its[status] += count
  }
  return counts
}

/** The deliveries of one event, those of each target in the order in which they were made. */
export async function listDeliveries(
  db: Database,
  organizationId: string,
  event: PublishedRow,
): Promise<EventDelivery[]> {
  const found = await Promise.all(targets().map((target) => target.listDeliveries(db, organizationId, event)))
  return found.flat()
}

/** The same as counts. */
export function countsOf(deliveries: readonly EventDelivery[]): DeliveryCounts {
  const counts = none()
  for (const { status } of deliveries) counts[status]++
  return counts
}
