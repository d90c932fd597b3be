import { z } from 'zod'
import { Environment, NamedEnvironment, NewEnvironment } from './api-keys.ts'
import { batchJob } from './batch-jobs.ts'
import { MAX_DESCRIPTION, MAX_NAME, MAX_SEARCH } from './common.data.ts'
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
import { EVENT_PATTERN, MAX_EVENT_TYPE, TEST_EVENT } from './events.data.ts'
import { EventId, EventType } from './events.ts'
import { inOrder, NamedInstant } from './instant.ts'
import {
  CONTENT_TYPES,
  DELIVERIES_COUNTED,
  DELIVERY_CODE_PATTERN,
  DELIVERY_STATES,
  DELIVERY_STATUSES,
  type DeliveryState,
  DISABLED_AFTER_DAYS,
  ERROR_KINDS,
  HEADER_NAME_PATTERN,
  HEADER_VALUE_PATTERN,
  HEALTHS,
  HELD_COUNTED,
  HELD_COUNTED_IN_LISTS,
  isWebhookSecret,
  MAX_FILTER_KB,
  MAX_HEADER_NAME,
  MAX_HEADER_VALUE,
  MAX_HEADERS,
  MAX_TRANSFORM,
  MAX_URL,
  OVERLAP_SECONDS,
  RETRYABLE_STATUSES,
  STANDARD_STATS_DAYS,
  WEBHOOK_DEFAULTS,
  WEBHOOK_LIMITS,
  WEBHOOK_SECRET_PATTERN,
  WEBHOOK_SORTS,
  WEBHOOK_STATUSES,
} from './webhooks.data.ts'

export const WebhookId = idOf('whk', 'a webhook')
export const DeliveryId = idOf('dlv', 'a delivery')

export type ContentType = (typeof CONTENT_TYPES)[number]

export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number]
export type Health = (typeof HEALTHS)[number]
/**
 * `too_many_failures`: as many consecutive failures as the webhook allows; `no_success`: none for 5 days; `gone`: the
 * endpoint answered 410.
 */
export const DISABLED_REASONS = ['too_many_failures', 'no_success', 'gone'] as const
/** Encrypted parts of a webhook. */
export const UNREADABLE_PARTS = ['secret', 'headers'] as const
export type DisabledReason = (typeof DISABLED_REASONS)[number]

const whole = ({ min, max }: { min: number; max: number }) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)

export const EventPattern = z
  .string()
  .max(MAX_EVENT_TYPE, `must be at most ${MAX_EVENT_TYPE} characters`)
  .regex(EVENT_PATTERN, 'must look like user.created, user.* or *')

/** Names are compared case-insensitively; headers that a webhook may not set are refused when it is saved. */
const Headers = z
  .record(
    z
      .string()
      .max(MAX_HEADER_NAME, `must have names of at most ${MAX_HEADER_NAME} characters`)
      .regex(HEADER_NAME_PATTERN, 'is not the name of a header'),
    z
      .string()
      .max(MAX_HEADER_VALUE, `must be at most ${MAX_HEADER_VALUE} characters`)
      .regex(HEADER_VALUE_PATTERN, 'must be visible ASCII characters'),
  )
  .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `at most ${MAX_HEADERS} headers`)

/** `whsec_` and the base64 of 24 to 64 random bytes (Standard Webhooks). */
export const WebhookSecret = z
  .string()
  .regex(WEBHOOK_SECRET_PATTERN, {
    error: 'must be whsec_ and the base64 of 24 to 64 bytes',
    abort: true,
  })
  .refine(isWebhookSecret, 'must be whsec_ and the base64 of 24 to 64 bytes')

const DeliveryError = z.strictObject({ kind: z.enum(ERROR_KINDS), message: z.string() })

const VerifySsl = z
  .literal(true, 'must be true: certificates are always checked, and there is no way around it')
  .optional()
  .meta({ description: 'Accepted as true alone: HTTPS with a valid certificate, always.' })

const settings = {
  name: line(MAX_NAME),
  description: paragraph(MAX_DESCRIPTION),
  url: z.string().trim().min(1, 'must not be empty').max(MAX_URL, `must be at most ${MAX_URL} characters`),
  events: z
    .array(EventPattern)
    .min(1, 'choose at least one event')
    .max(200, 'at most 200 events')
    .refine(unique, 'must not name an event twice'),
  headers: Headers,
  contentType: z.enum(CONTENT_TYPES),
  timeoutSeconds: whole(WEBHOOK_LIMITS.timeoutSeconds),
  maxRetries: whole(WEBHOOK_LIMITS.maxRetries).meta({ description: 'After the first attempt; 0: none.' }),
  disableAfterFailures: whole(WEBHOOK_LIMITS.disableAfterFailures)
    .nullable()
    .meta({
      description: `So many failed attempts in a row switch it off; null: only ${DISABLED_AFTER_DAYS} days without success do.`,
    }),
  rateLimitPerSecond: whole(WEBHOOK_LIMITS.rateLimitPerSecond).nullable(),
  maxConcurrency: whole(WEBHOOK_LIMITS.maxConcurrency).nullable(),
  ordered: z.boolean().meta({ description: 'One at a time per ordering key, in the order of acceptance.' }),
  filter: jsonObject(MAX_FILTER_KB).nullable().meta({
    description: 'Only events that match: a MongoDB-style query on the event, such as {"data.total": {"$gt": 100}}.',
  }),
  transform: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(MAX_TRANSFORM, `must be at most ${MAX_TRANSFORM} characters`)
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
    contentType: settings.contentType.default(WEBHOOK_DEFAULTS.contentType),
    timeoutSeconds: settings.timeoutSeconds.default(WEBHOOK_DEFAULTS.timeoutSeconds),
    maxRetries: settings.maxRetries.default(WEBHOOK_DEFAULTS.maxRetries),
    disableAfterFailures: settings.disableAfterFailures.default(null),
    rateLimitPerSecond: settings.rateLimitPerSecond.default(null),
    maxConcurrency: settings.maxConcurrency.default(null),
    ordered: settings.ordered.default(false),
    filter: settings.filter.default(null),
    transform: settings.transform.default(null),
    secret: WebhookSecret.optional().meta({ description: 'Left out: we make one.' }),
    status: z.enum(['active', 'paused'], 'must be active or paused').default('active').meta({
      description: 'A webhook that is created paused gets no test, and holds what is published until it is resumed.',
    }),
    sendTest: z.boolean().default(true).meta({
      description: 'Deliver a webhook.test event to it at once. The answer says in firstTest what came back.',
    }),
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

/** The basis of a webhook's health. */
export const HealthReason = z
  .strictObject({
    code: z.enum(['no_deliveries', 'success_rate', 'failures_in_a_row', 'disabled']),
    window: z.enum(['last_24_hours', 'last_20_deliveries']),
    deliveries: z.int().meta({ description: 'Deliveries that ended in this window.' }),
    succeeded: z.int(),
  })
  .meta({ id: 'HealthReason' })
export type HealthReason = z.infer<typeof HealthReason>

export const Held = z
  .strictObject({
    count: z
      .int()
      .meta({ description: `Counted up to ${HELD_COUNTED_IN_LISTS} in lists, up to ${HELD_COUNTED} elsewhere.` }),
    from: Instant.nullable().meta({ description: 'When the oldest of them was published.' }),
    to: Instant.nullable().meta({ description: 'When the newest of them was published.' }),
  })
  .meta({ description: 'Deliveries of events that were published while it was paused or disabled.' })

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
    held: Held,
    deliveries: z.int().meta({ description: 'Deliveries that succeeded or failed, ever.' }),
    attempts: z.int().meta({ description: 'Attempts, ever: a delivery may need several.' }),
    successRate: z.number().nullable().meta({
      description:
        'Share of the deliveries that succeeded, 0 to 1, of those that the health goes by; null: there are none.',
    }),
    lastTriggeredAt: Instant.nullable(),
    lastSuccessAt: Instant.nullable().meta({ description: 'When the latest attempt that succeeded ended.' }),
    lastFailureAt: Instant.nullable().meta({ description: 'When the latest attempt that failed ended.' }),
    oldSecretUntil: Instant.nullable().meta({ description: 'While a rotation overlaps, both secrets sign.' }),
    createdAt: Instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

/** What came back from the test delivery that is sent when a webhook is created. */
export const FirstTest = z
  .strictObject({
    deliveryId: DeliveryId,
    ok: z
      .boolean()
      .nullable()
      .meta({ description: 'Null: there was no result within five seconds. The delivery goes on.' }),
    status: z.int().nullable().meta({ description: 'Of the response; null: there was none.' }),
    durationMs: z.int().nullable(),
    error: DeliveryError.nullable(),
  })
  .meta({ id: 'FirstTest' })
export type FirstTest = z.infer<typeof FirstTest>

/** The only answer that contains the signing secret. */
export const WebhookWithSecret = z
  .strictObject({
    ...Webhook.shape,
    secret: z.string().meta({ description: 'Shown in this answer alone.' }),
  })
  .meta({ id: 'WebhookWithSecret' })
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>

/** A webhook that was just created, with its signing secret. */
export const CreatedWebhook = z
  .strictObject({
    ...WebhookWithSecret.shape,
    firstTest: FirstTest.nullable().meta({
      description: 'Null where no test was sent, and where the answer to an Idempotency-Key is repeated.',
    }),
  })
  .meta({ id: 'CreatedWebhook' })
export type CreatedWebhook = z.infer<typeof CreatedWebhook>

export const RotateSecret = z
  .strictObject({
    overlapSeconds: whole({ min: 0, max: OVERLAP_SECONDS.max })
      .default(OVERLAP_SECONDS.default)
      .meta({ description: 'How long the old secret signs too: 0 for not at all, at most 7 days.' }),
  })
  .meta({ id: 'RotateSecret' })

export type WebhookSort = (typeof WEBHOOK_SORTS)[number]

export const ListWebhooks = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  sort: sortBy(WEBHOOK_SORTS).default('-createdAt'),
  status: z.enum(WEBHOOK_STATUSES).optional(),
  health: z.enum(HEALTHS).optional(),
  environment: NamedEnvironment,
  event: EventType.optional().meta({ description: 'Those that listen to this event, by its name or by a wildcard.' }),
  q: z.string().trim().max(MAX_SEARCH).optional(),
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
    message: 'can be used only with the action resume',
  })
  .meta({ id: 'BulkWebhooks' })
export type BulkWebhooks = z.infer<typeof BulkWebhooks>
export type BulkWebhooksInput = z.input<typeof BulkWebhooks>

export const BulkWebhookResult = bulkResultOf(WebhookId).meta({ id: 'BulkWebhookResult' })
export type BulkWebhookResult = z.infer<typeof BulkWebhookResult>

export type ErrorKind = (typeof ERROR_KINDS)[number]

const HeaderMap = z.record(z.string(), z.string())

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

/** What to test: the sample of an event type, or custom data. */
const testInput = {
  eventType: EventType.default(TEST_EVENT),
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
    contentType: settings.contentType.default(WEBHOOK_DEFAULTS.contentType),
    timeoutSeconds: settings.timeoutSeconds.default(WEBHOOK_DEFAULTS.timeoutSeconds),
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

/** The result of a filter and a transformation for an event, without sending anything. */
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

export type { DeliveryState, DeliveryStatus } from './webhooks.data.ts'

/** What has become of a delivery; `delivered`, `failed`, `held` and `canceled` say the same as the status. */
const State = z.enum(DELIVERY_STATES).meta({
  description:
    'Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows.',
})

export const Delivery = z
  .strictObject({
    id: DeliveryId,
    eventId: EventId,
    eventType: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    state: State,
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

/** A delivery that was read without naming its webhook. */
export const FoundDelivery = z
  .strictObject({ ...DeliveryDetail.shape, webhookId: WebhookId, webhookName: z.string(), environment: Environment })
  .meta({ id: 'FoundDelivery' })
export type FoundDelivery = z.infer<typeof FoundDelivery>

const countedBy = {
  event: z.string().min(1).max(MAX_EVENT_TYPE).optional().meta({ description: 'The type of the event.' }),
  code: z
    .string()
    .regex(DELIVERY_CODE_PATTERN, 'must be a code such as 404, a class such as 5xx, or none')
    .optional()
    .meta({ description: 'Of the last response; none: there was no response.' }),
  from: NamedInstant.optional(),
  to: NamedInstant.optional(),
}
const deliveryFilter = { status: z.enum(DELIVERY_STATUSES).optional(), state: State.optional(), ...countedBy }
export const ListDeliveries = z
  .strictObject({ limit: pageSize(20), cursor: Cursor, environment: NamedEnvironment, ...deliveryFilter })
  .refine(inOrder.check, inOrder.words)
export type ListDeliveries = z.infer<typeof ListDeliveries>
export const DeliveryPage = pageOf(Delivery).meta({ id: 'DeliveryPage' })

export const CountDeliveries = z
  .strictObject({ environment: NamedEnvironment, ...countedBy })
  .refine(inOrder.check, inOrder.words)
export type CountDeliveries = z.infer<typeof CountDeliveries>

/** How many deliveries of a webhook are in each state. */
export const DeliveryStateCounts = z
  .strictObject({
    states: z.strictObject({
      queued: z.int(),
      delivered: z.int(),
      retrying: z.int(),
      failed: z.int(),
      held: z.int(),
      canceled: z.int(),
    } satisfies Record<DeliveryState, z.ZodType>),
    total: z.int(),
    capped: z.boolean().meta({
      description: `There are more than ${DELIVERIES_COUNTED} deliveries in this time. The newest were counted, so there may be more in each state.`,
    }),
  })
  .meta({ id: 'DeliveryStateCounts' })
export type DeliveryStateCounts = z.infer<typeof DeliveryStateCounts>

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

/**
 * The deliveries to send: by id, or all that match. One that waits for its next attempt is sent now. Deliveries that are
 * queued or in progress are skipped.
 */
export const RetryDeliveries = z
  .strictObject({
    ids: z.array(DeliveryId).min(1, 'choose at least one delivery').max(100, 'at most 100 deliveries').optional(),
    ...deliveryFilter,
    status: z.enum(RETRYABLE_STATUSES).optional(),
    statuses: z
      .array(z.enum(RETRYABLE_STATUSES))
      .min(1, 'choose at least one status')
      .refine(unique, 'must not name a status twice')
      .optional()
      .meta({ description: 'Several instead of one, such as failed and pending.' }),
    dryRun,
  })
  .refine(inOrder.check, inOrder.words)
  .refine(({ status, statuses }) => status === undefined || statuses === undefined, {
    path: ['statuses'],
    message: 'cannot be used together with status',
  })
  .meta({ id: 'RetryDeliveries' })
export type RetryDeliveries = z.infer<typeof RetryDeliveries>

/** Sends everything that failed, was held, or waits for its next attempt since then. */
export const RecoverWebhook = z.strictObject({ since: NamedInstant, dryRun }).meta({ id: 'RecoverWebhook' })
export type RecoverWebhook = z.infer<typeof RecoverWebhook>

export const RetryJob = z.strictObject(batchJob('How many of them are on their way again.')).meta({ id: 'RetryJob' })
export type RetryJob = z.infer<typeof RetryJob>

/** `job` is null after a dry run, and if nothing matches. */
export const RetryAccepted = z.strictObject({ count: z.int(), job: RetryJob.nullable() }).meta({ id: 'RetryAccepted' })
export type RetryAccepted = z.infer<typeof RetryAccepted>

/** The latest jobs of a webhook, newest first. */
export const RetryJobPage = pageOf(RetryJob).meta({ id: 'RetryJobPage' })

export const StatsQuery = z
  .strictObject({
    environment: NamedEnvironment,
    days: wholeInQuery(1, 90)
      .optional()
      .meta({
        description: `The last days, including today; ${STANDARD_STATS_DAYS} where hours are not given either.`,
      }),
    hours: wholeInQuery(1, 72).optional().meta({ description: 'The last hours instead, including this one.' }),
  })
  .refine(({ days, hours }) => days === undefined || hours === undefined, {
    path: ['hours'],
    message: 'cannot stand beside days',
  })
export type StatsQuery = z.infer<typeof StatsQuery>

/**
 * Statistics of one webhook over hours, or whole days in the organization's time zone, from rollups only. A delivery may need
 * several attempts.
 */
export const WebhookStats = z
  .strictObject({
    days: z.int().meta({ description: 'Days that the statistics touch.' }),
    buckets: z.array(z.strictObject({ start: Instant, delivered: z.int(), retried: z.int(), failed: z.int() })).meta({
      description:
        'Attempts by hour, where hours were asked for, else by day: those that succeeded, those that failed with another one to follow, and those with which a delivery failed. Oldest first, those without attempts included.',
    }),
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
