import type { DeliveryCounts, EventDelivery } from '../../../contract/events.ts'
import type { Database } from '../../platform/db/client.ts'
import type { PublishedRow } from '../../platform/manifest/event-target.ts'
import { loadParts } from '../../platform/manifest/feature.ts'

const none = (): DeliveryCounts => ({
  pending: 0,
  delivering: 0,
  succeeded: 0,
  failed: 0,
  held: 0,
  canceled: 0,
  queued: 0,
  retrying: 0,
})

const loadTargets = () => loadParts(({ eventTargets }) => eventTargets)

/** Deliveries of each of these events by status, over all targets; keyed by event id. */
export async function countDeliveries(
  db: Database,
  organizationId: string,
  events: readonly PublishedRow[],
): Promise<Map<string, DeliveryCounts>> {
  const counts = new Map(events.map(({ id }) => [id, none()]))
  const targets = await loadTargets()
  const found = await Promise.all(targets.map((target) => target.countDeliveries(db, organizationId, events)))
  for (const { eventId, status, state, count } of found.flat()) {
    const its = counts.get(eventId)
    if (its) add(its, { status, state }, count)
  }
  return counts
}

/** The deliveries of one event, in creation order per target. */
export async function listDeliveries(
  db: Database,
  organizationId: string,
  event: PublishedRow,
): Promise<EventDelivery[]> {
  const targets = await loadTargets()
  const found = await Promise.all(targets.map((target) => target.listDeliveries(db, organizationId, event)))
  return found.flat()
}

/** The number of deliveries by status, and of the open ones by state. */
export function countsOf(deliveries: readonly EventDelivery[]): DeliveryCounts {
  const counts = none()
  for (const one of deliveries) add(counts, one, 1)
  return counts
}

function add(counts: DeliveryCounts, { status, state }: Pick<EventDelivery, 'status' | 'state'>, count: number): void {
  counts[status] += count
  if (state === 'queued' || state === 'retrying') counts[state] += count
}
