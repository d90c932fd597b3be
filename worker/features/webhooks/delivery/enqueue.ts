import { reportError } from '../../../platform/lib/report.ts'
import type { DeliveryMessage, DeliveryRef } from './delivery-ref.ts'

/** Deliveries of one message: one message costs the same however many it names, and its body is small. */
const PER_MESSAGE = 50
/** Messages of one call. */
const PER_SEND = 100
/** The longest that the queue holds a message back, seconds. */
const MAX_DELAY_SECONDS = 43_200

export type DeliveryQueue = Pick<Queue<DeliveryMessage>, 'sendBatch'>

/**
 * Puts deliveries into the queue, to be looked at after `delayMs` or a little sooner. Never throws: what the queue does
 * not take, the sweeper finds.
 */
export async function sendWakeUps(
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
 * Puts deliveries into the queue, each in a message of its own and marked to be processed alone. Never throws: what the
 * queue does not take, the sweeper finds.
 */
export async function sendAlone(queue: DeliveryQueue, deliveries: readonly DeliveryRef[], delayMs = 0): Promise<void> {
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

/** The same as sendWakeUps, without waiting for it. */
export const wake = (
  deps: { queue: DeliveryQueue; waitUntil: (work: Promise<unknown>) => void },
  deliveries: readonly DeliveryRef[],
): void => deps.waitUntil(sendWakeUps(deps.queue, deliveries))
