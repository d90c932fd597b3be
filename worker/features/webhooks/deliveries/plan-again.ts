import type { SentDelivery } from '../../../../contract/events.ts'
import { RETRYABLE_STATUSES } from '../../../../contract/webhooks.data.ts'
import { idFrom } from '../../../platform/lib/ids.ts'
import type { EventTarget, ResentEvent } from '../../../platform/manifest/event-target.ts'
import { insertDeliveries, type NewDelivery, send, setDueAt } from '../delivery/delivery-store.ts'
import { deliveryOf, findReceivers } from '../delivery/fan-out.ts'
import { QUEUE_GRACE_MS } from '../delivery/queue/delivery-ref.ts'
import { enqueueInBackground } from '../delivery/queue/enqueue.ts'
import { findDeliveriesOfEvent } from './delivery-state-store.ts'

type Known = Awaited<ReturnType<typeof findDeliveriesOfEvent>>[number]

/** Plans to send an event again to webhooks. At most one delivery per webhook, and an organization has 200 webhooks. */
export const planAgain: EventTarget['planAgain'] = async (db, organizationId, event, chosen, now) => {
  const [known, [receivers = []]] = await Promise.all([
    findDeliveriesOfEvent(db, organizationId, event),
    findReceivers(db, organizationId, event.environment, [event]),
  ])
  const isChosen = (id: string) => chosen === null || chosen.includes(id)
  // The newest delivery of each webhook.
  const latest = [...new Map(known.map((one) => [one.webhookId, one])).values()].filter((one) =>
    isChosen(one.webhookId),
  )
  const having = new Set(known.map(({ webhookId }) => webhookId))
  const added = await Promise.all(
    receivers
      .filter(({ listener: { id } }) => isChosen(id) && !having.has(id))
      .map(async ({ listener, failure }) => ({
        listener,
        delivery: await newDelivery(organizationId, listener.id, event, failure),
      })),
  )
  const sent = latest.filter((one) => resultOf(one).result === 'queued')
  const refOf = ({ webhookId, id }: { webhookId: string; id: string }) => ({ organizationId, webhookId, id })
  const deliveries = added.map(({ delivery }) => delivery)
  return {
    statements: [
      ...(sent.length > 0 ? [send(sent.map(refOf), RETRYABLE_STATUSES, now)] : []),
      ...(deliveries.length > 0
        ? // The sweeper finds first attempts by the time in their ids, which here is that of the event.
          [insertDeliveries(deliveries), setDueAt(deliveries, now + QUEUE_GRACE_MS)]
        : []),
    ],
    // Oldest webhook first.
    results: [...latest.map(resultOf), ...added.map(resultOfNew)].sort((a, b) => (a.webhookId < b.webhookId ? -1 : 1)),
    added: deliveries.length,
    enqueue: (deps) =>
      enqueueInBackground(deps, [...sent, ...deliveries.filter(({ undecided }) => undecided === null)].map(refOf)),
  }
}

/**
 * A delivery with the time of its event in its id, as all deliveries have: it is found with its event, and removed with
 * it. The rest of its id follows from event and webhook, so that there are never two.
 */
async function newDelivery(
  organizationId: string,
  webhookId: string,
  event: ResentEvent,
  failure: Partial<NewDelivery> | undefined,
): Promise<NewDelivery> {
  // In no lane: like every delivery that is sent again, it waits for none.
  const delivery = deliveryOf(organizationId, { id: webhookId, ordered: 0 }, event, event.time)
  return { ...delivery, id: await idFrom('dlv', event.time, `${event.id} ${webhookId}`), ...failure }
}

function resultOf({ webhookId, webhookName, webhookStatus, id, status }: Known): SentDelivery {
  const about = { webhookId, webhookName, deliveryId: id }
  if (webhookStatus !== 'active') {
    return status === 'held'
      ? { ...about, result: 'held', reason: null }
      : { ...about, result: 'skipped', reason: 'webhook_not_active' }
  }
  return status === 'delivering'
    ? { ...about, result: 'skipped', reason: 'delivery_under_way' }
    : { ...about, result: 'queued', reason: null }
}

const resultOfNew = ({
  listener,
  delivery,
}: {
  listener: { id: string; name: string; status: string }
  delivery: NewDelivery
}): SentDelivery => ({
  webhookId: listener.id,
  webhookName: listener.name,
  deliveryId: delivery.id,
  // Its delivery is stored as failed, with the reason.
  ...(delivery.undecided === null
    ? { result: listener.status === 'active' ? 'queued' : 'held', reason: null }
    : { result: 'skipped', reason: 'filter_failed' }),
})
