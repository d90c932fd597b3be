export const WEBHOOK_STATUSES = ['active', 'paused', 'disabled'] as const
export const HEALTHS = ['healthy', 'degraded', 'failing', 'disabled'] as const
export const WEBHOOK_SORTS = ['name', 'createdAt', 'lastTriggeredAt', 'deliveries'] as const

export const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
] as const

/** The range of each numeric setting of a webhook. */
export const WEBHOOK_LIMITS = {
  timeoutSeconds: { min: 1, max: 30 },
  maxRetries: { min: 0, max: 10 },
  disableAfterFailures: { min: 1, max: 1000 },
  rateLimitPerSecond: { min: 1, max: 1000 },
  maxConcurrency: { min: 1, max: 100 },
} as const

/** The delay of the next attempt after each failed attempt, seconds. Further attempts use the last delay. */
export const RETRY_DELAYS_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const
/** Random jitter: each delay varies by up to this share, in both directions. */
export const RETRY_JITTER = 0.2
/** A webhook is failing, and an alert is raised, after this many failed attempts in a row. */
export const MIN_FAILING_STREAK = 5
/** A webhook is disabled if its attempts fail for this many days without a success. */
export const DISABLED_AFTER_DAYS = 5

export const WEBHOOK_DEFAULTS = {
  contentType: 'application/json',
  timeoutSeconds: 15,
  maxRetries: RETRY_DELAYS_SECONDS.length,
} as const

/** Maximum characters of a URL and of a transformation. */
export const MAX_URL = 2000
export const MAX_TRANSFORM = 8000
/** Maximum size of a filter as compact JSON. */
export const MAX_FILTER_KB = 8

export const MAX_HEADERS = 20
/** Maximum characters of the name of a header, and of its value. */
export const MAX_HEADER_NAME = 100
export const MAX_HEADER_VALUE = 2000
export const HEADER_NAME_PATTERN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/
export const HEADER_VALUE_PATTERN = /^[\x20-\x7e]*$/

const SECRET_BYTES = { min: 24, max: 64 }
export const WEBHOOK_SECRET_PATTERN = /^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whether a text is `whsec_` and the base64 of 24 to 64 bytes (Standard Webhooks). */
export function isWebhookSecret(text: string): boolean {
  if (!WEBHOOK_SECRET_PATTERN.test(text)) return false
  const base64 = text.slice('whsec_'.length)
  const bytes = (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, '').length)
  return bytes >= SECRET_BYTES.min && bytes <= SECRET_BYTES.max
}

/** How long both secrets sign after a rotation, seconds. */
export const OVERLAP_SECONDS = { max: 604_800, default: 86_400 } as const

/** Maximum number up to which held deliveries are counted: in a list of webhooks, and for a single webhook. */
export const HELD_COUNTED_IN_LISTS = 100
export const HELD_COUNTED = 10_000

/** `held`: its event was published while the webhook was paused or disabled. */
export const DELIVERY_STATUSES = ['pending', 'delivering', 'succeeded', 'failed', 'held', 'canceled'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]
/**
 * What has become of a delivery, in the words that people see. `queued`: nothing has failed since it was put into the
 * queue; `retrying`: an attempt failed, and another one follows.
 */
export const DELIVERY_STATES = ['queued', 'delivered', 'retrying', 'failed', 'held', 'canceled'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
/** Maximum number of deliveries of a webhook that are read to count them by state: the newest ones. */
export const DELIVERIES_COUNTED = 5000
/** Days of the statistics of a webhook if neither days nor hours are given. */
export const STANDARD_STATS_DAYS = 30
/** Statuses of deliveries that can be sent on request. `pending`: those that wait for their next attempt. */
export const RETRYABLE_STATUSES = ['failed', 'succeeded', 'held', 'canceled', 'pending'] as const
/** The status code of the last response, its class, or `none`. */
export const DELIVERY_CODE_PATTERN = /^([1-5]\d\d|[1-5]xx|none)$/

/**
 * Why an attempt failed. `blocked`: the URL may not be called; `transform`: the transformation failed; `filter`: it
 * could not be evaluated within its budget; `secrets`: its signing secret or headers cannot be decrypted with the
 * current DATA_KEYS.
 */
export const ERROR_KINDS = [
  'timeout',
  'connection',
  'redirect',
  'status',
  'blocked',
  'transform',
  'interrupted',
  'filter',
  'secrets',
] as const
