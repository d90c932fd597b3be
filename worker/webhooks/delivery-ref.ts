/** Where a delivery stands. */
export type DeliveryRef = { organizationId: string; webhookId: string; id: string }

/** One message of the deliveries queue: ids, nothing else. */
export type DeliveryMessage = { deliveries: DeliveryRef[] }

/** The queue comes first, and the sweeper only when the queue did not, ms. */
export const QUEUE_GRACE_MS = 15_000
