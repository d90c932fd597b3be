import { z } from 'zod'
import { Environment, NamedEnvironment, NewEnvironment } from './api-keys.ts'
import {
  bulkResultOf,
  Cursor,
  chosenIds,
  Instant,
  idOf,
  Json,
  jsonObject,
  line,
  pageOf,
  pageSize,
  paragraph,
  sortBy,
  unique,
  wholeInQuery,
} from './common.ts'
import { EVENT_PATTERN } from './event-pattern.ts'
import { EventId, EventType } from './events.ts'
import { inOrder, NamedInstant } from './instant.ts'
import { DELIVERY_STATUSES, HELD_COUNTED, HELD_COUNTED_IN_LISTS } from './webhooks.data.ts'

export const WebhookId = idOf('whk', 'a webhook')
export const DeliveryId = idOf('dlv', 'a delivery')
export const RetryJobId = idOf('job', 'a job')

export const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
] as const
export type ContentType = (typeof CONTENT_TYPES)[number]

export const WEBHOOK_STATUSES = ['active', 'paused', 'disabled'] as const
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number]
export const HEALTHS = ['healthy', 'degraded', 'failing', 'disabled'] as const
export type Health = (typeof HEALTHS)[number]
/** `too_many_failures`: as many in a row as the webhook allows; `no_success`: none for 5 days; `gone`: it answered 410. */
export const DISABLED_REASONS = ['too_many_failures', 'no_success', 'gone'] as const
/** Parts of a webhook that are sealed. */
export const UNREADABLE_PARTS = ['secret', 'headers'] as const
export type DisabledReason = (typeof DISABLED_REASONS)[number]

const whole = (min: number, max: number) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)

export const EventPattern = z
  .string()
  .max(100, 'must be at most 100 characters')
  .regex(EVENT_PATTERN, 'must look like user.created, user.* or *')

/** Names are compared without regard to case; what a webhook may not set is refused when it is saved. */
const Headers = z
  .record(
    z
      .string()
      .max(100, 'must have names of at most 100 characters')
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'is not the name of a header'),
    z
      .string()
      .max(2000, 'must be at most 2000 characters')
      .regex(/^[\x20-\x7e]*$/, 'must be visible ASCII characters'),
  )
  .refine((headers) => Object.keys(headers).length <= 20, 'at most 20 headers')

/** `whsec_` and the base64 of 24 to 64 random bytes (Standard Webhooks). */
export const WebhookSecret = z
  .string()
  .regex(/^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, {
    error: 'must be whsec_ and the base64 of 24 to 64 bytes',
    abort: true,
  })
  .refine((secret) => {
    const base64 = secret.slice('whsec_'.length)
    const bytes = (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, '').length)
    return bytes >= 24 && bytes <= 64
  }, 'must be whsec_ and the base64 of 24 to 64 bytes')

const VerifySsl = z
  .literal(true, 'must be true: certificates are always checked, and there is no way around it')
  .optional()
  .meta({ description: 'Accepted as true alone: HTTPS with a valid certificate, always.' })

const settings = {
  name: line(100),
  description: paragraph(500),
  url: z.string().trim().min(1, 'must not be empty').max(2000, 'must be at most 2000 characters'),
  events: z
    .array(EventPattern)
    .min(1, 'choose at least one event')
    .max(200, 'at most 200 events')
    .refine(unique, 'must not name an event twice'),
  headers: Headers,
  contentType: z.enum(CONTENT_TYPES),
  timeoutSeconds: whole(1, 30),
  maxRetries: whole(0, 10).meta({ description: 'After the first attempt; 0: none.' }),
  disableAfterFailures: whole(1, 1000)
    .nullable()
    .meta({ description: 'So many failed attempts in a row switch it off; null: only 5 days without success do.' }),
  rateLimitPerSecond: whole(1, 1000).nullable(),
  maxConcurrency: whole(1, 100).nullable(),
  ordered: z.boolean().meta({ description: 'One at a time per ordering key, in the order of acceptance.' }),
  filter: jsonObject(8).nullable().meta({
    description: 'Only events that match: a MongoDB-style query on the event, such as {"data.total": {"$gt": 100}}.',
  }),
  transform: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(8000, 'must be at most 8000 characters')
    .nullable()
    .meta({ description: 'JSONata: what it makes of the event is what is sent.' }),
}

export const CreateWebhook = z
  .strictObject({
    name: settings.name,
    description: settings.description.default(''),
    url: settings.url,
    events: settings.events,
    environment: NewEnvironment,
    headers: settings.headers.default({}),
    contentType: settings.contentType.default('application/json'),
    timeoutSeconds: settings.timeoutSeconds.default(15),
    maxRetries: settings.maxRetries.default(7),
    disableAfterFailures: settings.disableAfterFailures.default(null),
    rateLimitPerSecond: settings.rateLimitPerSecond.default(null),
    maxConcurrency: settings.maxConcurrency.default(null),
    ordered: settings.ordered.default(false),
    filter: settings.filter.default(null),
    transform: settings.transform.default(null),
    secret: WebhookSecret.optional().meta({ description: 'Left out: we make one.' }),
    sendTest: z.boolean().default(true).meta({ description: 'Deliver a webhook.test event to it at once.' }),
    verifySsl: VerifySsl,
  })
  .meta({ id: 'CreateWebhook' })
export type CreateWebhook = z.infer<typeof CreateWebhook>
export type CreateWebhookInput = z.input<typeof CreateWebhook>

export const UpdateWebhook = z
  .strictObject({ ...settings, verifySsl: VerifySsl })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateWebhook' })
export type UpdateWebhook = z.infer<typeof UpdateWebhook>

/** What the health of a webhook goes by. */
export const HealthReason = z
  .strictObject({
    code: z.enum(['no_deliveries', 'success_rate', 'failures_in_a_row', 'disabled']),
    window: z.enum(['last_24_hours', 'last_20_deliveries']),
    deliveries: z.int().meta({ description: 'Deliveries that ended in this window.' }),
    succeeded: z.int(),
  })
  .meta({ id: 'HealthReason' })
export type HealthReason = z.infer<typeof HealthReason>

export const Webhook = z
  .strictObject({
    id: WebhookId,
    name: z.string(),
    description: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    environment: Environment,
    status: z.enum(WEBHOOK_STATUSES),
    disabledReason: z.enum(DISABLED_REASONS).nullable(),
    health: z.enum(HEALTHS).meta({
      description:
        'Healthy from 99 % of deliveries in the last 24 hours, degraded from 95 %, failing below that or after 5 failed ' +
        'attempts in a row. With fewer than 20 deliveries in 24 hours the last 20 count.',
    }),
    healthReason: HealthReason,
    headers: z
      .record(z.string(), z.string())
      .meta({ description: 'Their values are hidden from whoever may not change the webhook.' }),
    unreadable: z.array(z.enum(UNREADABLE_PARTS)).meta({
      description:
        "What cannot be opened with today's DATA_KEYS, normally nothing. Until its secret is rotated, or its headers are set again, nothing can be sent to it.",
    }),
    contentType: z.enum(CONTENT_TYPES),
    timeoutSeconds: z.int(),
    maxRetries: z.int(),
    disableAfterFailures: z.int().nullable(),
    rateLimitPerSecond: z.int().nullable(),
    maxConcurrency: z.int().nullable(),
    ordered: z.boolean(),
    filter: z.record(z.string(), Json).nullable(),
    transform: z.string().nullable(),
    consecutiveFailures: z.int(),
    failingSince: Instant.nullable(),
    held: z
      .strictObject({
        count: z
          .int()
          .meta({ description: `Counted up to ${HELD_COUNTED_IN_LISTS} in lists, up to ${HELD_COUNTED} elsewhere.` }),
        from: Instant.nullable().meta({ description: 'When the oldest of them was published.' }),
        to: Instant.nullable().meta({ description: 'When the newest of them was published.' }),
      })
      .meta({ description: 'Deliveries of events that were published while it was paused or disabled.' }),
    deliveries: z.int().meta({ description: 'Deliveries that succeeded or failed, ever.' }),
    attempts: z.int().meta({ description: 'Attempts, ever: a delivery may need several.' }),
    successRate: z.number().nullable().meta({
      description:
        'Share of the deliveries that succeeded, 0 to 1, of those that the health goes by; null: there are none.',
    }),
    lastTriggeredAt: Instant.nullable(),
    oldSecretUntil: Instant.nullable().meta({ description: 'While a rotation overlaps, both secrets sign.' }),
    createdAt: Instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

/** The one answer that carries the signing secret. */
export const WebhookWithSecret = z
  .strictObject({ ...Webhook.shape, secret: z.string().meta({ description: 'Shown in this answer alone.' }) })
  .meta({ id: 'WebhookWithSecret' })
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>

export const RotateSecret = z
  .strictObject({
    overlapSeconds: whole(0, 604_800)
      .default(86_400)
      .meta({ description: 'How long the old secret signs too: 0 for not at all, at most 7 days.' }),
  })
  .meta({ id: 'RotateSecret' })

export const WEBHOOK_SORTS = ['name', 'createdAt', 'lastTriggeredAt', 'deliveries'] as const
export type WebhookSort = (typeof WEBHOOK_SORTS)[number]

export const ListWebhooks = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  sort: sortBy(WEBHOOK_SORTS).default('-createdAt'),
  status: z.enum(WEBHOOK_STATUSES).optional(),
  health: z.enum(HEALTHS).optional(),
  environment: NamedEnvironment,
  event: EventType.optional().meta({ description: 'Those that listen to this event, by its name or by a wildcard.' }),
  q: z.string().trim().max(100).optional(),
})
export type ListWebhooks = z.infer<typeof ListWebhooks>
export const WebhookPage = pageOf(Webhook).meta({ id: 'WebhookPage' })

export const WEBHOOK_BULK_ACTIONS = ['pause', 'resume', 'delete', 'test'] as const
export const BulkWebhooks = z
  .strictObject({
    ids: chosenIds(WebhookId, { noun: 'webhook', one: 'a webhook', many: 'webhooks' }),
    action: z.enum(WEBHOOK_BULK_ACTIONS),
    sendHeld: z
      .boolean()
      .default(false)
      .meta({ description: 'With `resume`: also send what was held while each of them was paused or disabled.' }),
  })
  .refine(({ action, sendHeld }) => action === 'resume' || !sendHeld, {
    path: ['sendHeld'],
    message: 'goes with the action resume alone',
  })
  .meta({ id: 'BulkWebhooks' })
export type BulkWebhooks = z.infer<typeof BulkWebhooks>
export type BulkWebhooksInput = z.input<typeof BulkWebhooks>

export const BulkWebhookResult = bulkResultOf(WebhookId).meta({ id: 'BulkWebhookResult' })
export type BulkWebhookResult = z.infer<typeof BulkWebhookResult>

/**
 * Why an attempt failed. `blocked`: the address may not be called; `transform`: the transformation broke down; `filter`: it
 * could not be decided within its budget; `secrets`: its signing secret or headers cannot be opened with today's DATA_KEYS.
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
export type ErrorKind = (typeof ERROR_KINDS)[number]

const HeaderMap = z.record(z.string(), z.string())
const DeliveryError = z.strictObject({ kind: z.enum(ERROR_KINDS), message: z.string() })

const Exchange = {
  request: z.strictObject({
    headers: HeaderMap.meta({ description: 'Values of custom headers are hidden.' }),
    body: z.string().meta({ description: 'The first 64 KB.' }),
  }),
  response: z
    .strictObject({
      status: z.int(),
      headers: HeaderMap,
      body: z.string().meta({ description: 'The first 16 KB, as text.' }),
    })
    .nullable(),
  error: DeliveryError.nullable(),
}

/** What to test: the sample of an event, or data of one's own. */
const testInput = {
  eventType: EventType.default('webhook.test'),
  data: jsonObject(256).optional().meta({ description: 'Left out: the sample of the event type.' }),
}
export const TestWebhook = z.strictObject(testInput).meta({ id: 'TestWebhook' })
export type TestWebhook = z.infer<typeof TestWebhook>

/** A webhook that is not saved yet. */
export const TestUnsavedWebhook = z
  .strictObject({
    ...testInput,
    url: settings.url,
    headers: settings.headers.default({}),
    contentType: settings.contentType.default('application/json'),
    timeoutSeconds: settings.timeoutSeconds.default(15),
    transform: settings.transform.default(null),
    environment: NewEnvironment,
    secret: WebhookSecret.optional(),
    verifySsl: VerifySsl,
  })
  .meta({ id: 'TestUnsavedWebhook' })
export type TestUnsavedWebhook = z.infer<typeof TestUnsavedWebhook>

export const TestResult = z
  .strictObject({
    ok: z.boolean(),
    durationMs: z.int(),
    request: z.strictObject({ url: z.string(), method: z.literal('POST'), ...Exchange.request.shape }),
    response: Exchange.response,
    error: Exchange.error,
  })
  .meta({ id: 'TestResult' })
export type TestResult = z.infer<typeof TestResult>

/** What a filter and a transformation make of an event, without sending anything. */
export const PreviewWebhook = z
  .strictObject({
    ...testInput,
    eventType: EventType,
    filter: settings.filter.default(null),
    transform: settings.transform.default(null),
  })
  .meta({ id: 'PreviewWebhook' })
export type PreviewWebhook = z.infer<typeof PreviewWebhook>

export const Preview = z
  .strictObject({
    event: z.record(z.string(), Json).meta({ description: 'What goes in.' }),
    matches: z.boolean().nullable().meta({ description: 'Null: the filter is not valid.' }),
    body: Json.nullable().meta({ description: 'What would be sent.' }),
    errors: z.array(z.strictObject({ path: z.enum(['filter', 'transform']), message: z.string() })),
  })
  .meta({ id: 'Preview' })
export type Preview = z.infer<typeof Preview>

export type { DeliveryStatus } from './webhooks.data.ts'

export const Delivery = z
  .strictObject({
    id: DeliveryId,
    eventId: EventId,
    eventType: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int(),
    nextAttemptAt: Instant.nullable(),
    responseStatus: z.int().nullable(),
    durationMs: z.int().nullable(),
    error: DeliveryError.nullable().meta({ description: 'Of the last attempt.' }),
    orderingKey: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>

export const Attempt = z
  .strictObject({ number: z.int(), startedAt: Instant, durationMs: z.int(), ...Exchange })
  .meta({ id: 'Attempt' })
export type Attempt = z.infer<typeof Attempt>

export const DeliveryDetail = z
  .strictObject({
    ...Delivery.shape,
    blockedBy: DeliveryId.nullable().meta({
      description: 'The earlier delivery of the same ordering key it waits for.',
    }),
    attemptList: z.array(Attempt).meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'DeliveryDetail' })
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

const deliveryFilter = {
  status: z.enum(DELIVERY_STATUSES).optional(),
  event: z.string().min(1).max(100).optional().meta({ description: 'The type of the event.' }),
  code: z
    .string()
    .regex(/^([1-5]\d\d|[1-5]xx|none)$/, 'must be a code such as 404, a class such as 5xx, or none')
    .optional()
    .meta({ description: 'Of the last response; none: there was no response.' }),
  from: NamedInstant.optional(),
  to: NamedInstant.optional(),
}
export const ListDeliveries = z
  .strictObject({ limit: pageSize(20), cursor: Cursor, environment: NamedEnvironment, ...deliveryFilter })
  .refine(inOrder.check, inOrder.words)
export type ListDeliveries = z.infer<typeof ListDeliveries>
export const DeliveryPage = pageOf(Delivery).meta({ id: 'DeliveryPage' })

/** What to do with events that were held while the webhook was paused or disabled. */
export const ResumeWebhook = z
  .strictObject({
    sendHeld: z
      .boolean()
      .optional()
      .meta({ description: 'Send what was held, oldest first. Left out or false: it stays held, to be sent later.' }),
    from: NamedInstant.optional().meta({ description: 'Only what was published at this time or later.' }),
    to: NamedInstant.optional().meta({ description: 'Only what was published until then.' }),
  })
  .refine(inOrder.check, inOrder.words)
  .refine(({ sendHeld, from, to }) => sendHeld || (from === undefined && to === undefined), {
    path: ['sendHeld'],
    message: 'must be true where from or to is given',
  })
  .meta({ id: 'ResumeWebhook' })
export type ResumeWebhook = z.infer<typeof ResumeWebhook>

const dryRun = z.boolean().default(false).meta({ description: 'Only count what would be sent again.' })

/** Which deliveries to send: the named ones, or all that match. Those still under way are left alone. */
export const RetryDeliveries = z
  .strictObject({
    ids: z.array(DeliveryId).min(1, 'choose at least one delivery').max(100, 'at most 100 deliveries').optional(),
    ...deliveryFilter,
    status: z.enum(['failed', 'succeeded', 'held', 'cancelled']).optional(),
    dryRun,
  })
  .refine(inOrder.check, inOrder.words)
  .meta({ id: 'RetryDeliveries' })
export type RetryDeliveries = z.infer<typeof RetryDeliveries>

/** Send everything that failed or was held since then. */
export const RecoverWebhook = z.strictObject({ since: NamedInstant, dryRun }).meta({ id: 'RecoverWebhook' })
export type RecoverWebhook = z.infer<typeof RecoverWebhook>

export const RetryJob = z
  .strictObject({
    id: RetryJobId,
    status: z.enum(['running', 'done', 'cancelled']),
    total: z.int().meta({ description: 'How many matched when it was started.' }),
    done: z.int().meta({ description: 'How many of them are on their way again.' }),
    createdAt: Instant,
    createdBy: z.string().nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'RetryJob' })
export type RetryJob = z.infer<typeof RetryJob>

/** `job` is null after a dry run, and where nothing matches. */
export const RetryAccepted = z.strictObject({ count: z.int(), job: RetryJob.nullable() }).meta({ id: 'RetryAccepted' })
export type RetryAccepted = z.infer<typeof RetryAccepted>

/** The latest jobs of a webhook, newest first. */
export const RetryJobPage = pageOf(RetryJob).meta({ id: 'RetryJobPage' })

export const StatsQuery = z.strictObject({
  environment: NamedEnvironment,
  days: wholeInQuery(1, 90).default(30),
})

/**
 * Figures of one webhook over whole days of the organization's time zone, from roll-ups alone. A delivery may need several
 * attempts.
 */
export const WebhookStats = z
  .strictObject({
    days: z.int(),
    deliveries: z.int().meta({ description: 'Deliveries that succeeded or failed.' }),
    deliveriesFailed: z.int(),
    attempts: z.int(),
    failures: z.int().meta({ description: 'Attempts that failed.' }),
    averageMs: z.number().nullable(),
    p95Ms: z.number().nullable(),
    byDay: z.array(
      z.strictObject({
        day: z.string(),
        deliveries: z.int(),
        deliveriesFailed: z.int(),
        attempts: z.int(),
        failures: z.int(),
      }),
    ),
    errors: z
      .array(z.strictObject({ kind: z.enum(ERROR_KINDS), attempts: z.int() }))
      .meta({ description: 'Failed attempts by kind, the most frequent first.' }),
  })
  .meta({ id: 'WebhookStats' })
export type WebhookStats = z.infer<typeof WebhookStats>
