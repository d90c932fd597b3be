/** The primary key of a delivery. */
export type DeliveryRef = { organizationId: string; webhookId: string; id: string }

/** One message of a delivery queue: only ids. `alone`: nothing else may be processed beside them. */
export type DeliveryMessage = { deliveries: DeliveryRef[]; alone?: true }

/** The queue gets this much time (ms) before the sweeper looks at a delivery. */
export const QUEUE_GRACE_MS = 15_000

/** The delivery queues: `slow` is for endpoints that are known to be slow. */
export type QueueName = 'main' | 'slow'
