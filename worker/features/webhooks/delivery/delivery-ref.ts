/** Where a delivery stands. */
export type DeliveryRef = { organizationId: string; webhookId: string; id: string }

/** One message of a queue of deliveries: ids, nothing else. `alone`: nothing else may be processed beside them. */
export type DeliveryMessage = { deliveries: DeliveryRef[]; alone?: true }

/** The queue comes first, and the sweeper only when the queue did not, ms. */
export const QUEUE_GRACE_MS = 15_000

/** The queues that deliveries come by: `slow` is for endpoints that are known to be slow. */
export type QueueName = 'main' | 'slow'
