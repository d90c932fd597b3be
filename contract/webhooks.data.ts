/** How far held deliveries of a webhook are counted: in a list of webhooks, and where one webhook is read. */
export const HELD_COUNTED_IN_LISTS = 100
export const HELD_COUNTED = 10_000

/** `held`: its event was published while the webhook was paused or disabled. */
export const DELIVERY_STATUSES = ['pending', 'delivering', 'succeeded', 'failed', 'held', 'cancelled'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]
