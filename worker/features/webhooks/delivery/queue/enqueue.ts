import { reportError } from '../../../../platform/lib/report.ts'
import type { DeliveryMessage, DeliveryRef } from './delivery-ref.ts'

/** Deliveries per message: a message costs the same however many it contains, and its body is small. */
const PER_MESSAGE = 50
/** Messages per call. */
const PER_SEND = 100
/** Maximum delay that the queue supports, seconds. */
const MAX_DELAY_SECONDS = 43_200

export type DeliveryQueue = Pick<Queue<DeliveryMessage>, 'sendBatch'>

/**
 * Enqueues deliveries, delayed by `delayMs` (rounded up to seconds, at most 12 hours). Never throws: the sweeper finds
 * what the queue does not accept.
 */
export async function enqueueDeliveries(
  queue: DeliveryQueue,
  deliveries: readonly DeliveryRef[],
  delayMs = 0,
): Promise<void> {
  const messages: MessageSendRequest<DeliveryMessage>[] = []
  const delaySeconds = Math.min(MAX_DELAY_SECONDS, Math.ceil(Math.max(0, delayMs) / 1000))
  for (let start = 0; start < deliveries.length; start += PER_MESSAGE) {
    messages.push({
      body: { deliveries: deliveries.slice(start, start + PER_MESSAGE) },
      contentType: 'json',
      ...(delaySeconds > 0 ? { delaySeconds } : {}),
    })
  }
  try {
    for (let start = 0; start < messages.length; start += PER_SEND) {
      await queue.sendBatch(messages.slice(start, start + PER_SEND))
    }
  } catch (error) {
    reportError('the deliveries queue refused wake-ups', error)
  }
}

/**
 * Enqueues deliveries, each in its own message and marked to be processed alone. Never throws: the sweeper finds what
 * the queue does not accept.
 */
export async function enqueueAlone(
  queue: DeliveryQueue,
  deliveries: readonly DeliveryRef[],
  delayMs = 0,
): Promise<void> {
  const delaySeconds = Math.ceil(delayMs / 1000)
  try {
    for (let start = 0; start < deliveries.length; start += PER_SEND) {
      const some = deliveries.slice(start, start + PER_SEND)
      await queue.sendBatch(
        some.map((one) => ({ body: { deliveries: [one], alone: true }, contentType: 'json', delaySeconds })),
      )
    }
  } catch (error) {
    reportError('the deliveries queue refused deliveries that were interrupted', error)
  }
}

/** The same as enqueueDeliveries, in the background. */
export const enqueueInBackground = (
  deps: { queue: DeliveryQueue; waitUntil: (work: Promise<unknown>) => void },
  deliveries: readonly DeliveryRef[],
): void => {
  if (deliveries.length > 0) deps.waitUntil(enqueueDeliveries(deps.queue, deliveries))
}
