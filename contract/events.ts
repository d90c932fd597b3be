import { z } from 'zod'
import { Environment, NamedEnvironment } from './api-keys.ts'
import { MAX_DESCRIPTION } from './common.data.ts'
import { Cursor, Instant, idOf, Json, jsonObject, line, pageOf, pageSize, paragraph, unique } from './common.ts'
import { EVENT_SOURCES } from './event-sources.data.ts'
import { DEFAULT_CATEGORY, EVENT_TYPE_PATTERN, MAX_CATEGORY, MAX_EVENT_NAME, MAX_EVENT_TYPE } from './events.data.ts'
import { inOrder, NamedInstant } from './instant.ts'
import { DELIVERY_STATES, DELIVERY_STATUSES, type DeliveryStatus, ERROR_KINDS } from './webhooks.data.ts'

export const EventId = idOf('evt', 'an event')

/** Maximum events per batch. */
export const MAX_BATCH = 100

export const EventType = z
  .string()
  .max(MAX_EVENT_TYPE, `must be at most ${MAX_EVENT_TYPE} characters`)
  .regex(EVENT_TYPE_PATTERN, 'must look like user.created')
  .meta({ example: 'user.created' })

export const PublishEvent = z
  .strictObject({
    type: EventType,
    data: jsonObject(256),
    orderingKey: line(200).optional().meta({
      description: 'Ordered webhooks get events of the same key one at a time, in the order they were accepted.',
    }),
    environment: Environment.optional().meta({
      description: 'For a person signed in, live unless told. A key always publishes in its own.',
    }),
  })
  .meta({ id: 'PublishEvent' })
export type PublishEvent = z.infer<typeof PublishEvent>

export const PublishEvents = z
  .strictObject({
    events: z.array(PublishEvent).min(1, 'must hold at least one event').max(MAX_BATCH, 'at most 100 events'),
  })
  .meta({ id: 'PublishEvents' })
export type PublishEvents = z.infer<typeof PublishEvents>

/** Over a service binding there is no credential: the event contains its organization and its idempotency key. */
export const PublishEventCall = PublishEvent.extend({
  organizationId: idOf('org', 'an organization'),
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
    .optional(),
  validate: z.boolean().default(false),
})
export type PublishEventCall = z.input<typeof PublishEventCall>

/** `validate=true`: refuse data that does not match the type's JSON Schema, and unknown types. */
export const PublishQuery = z.strictObject({
  validate: z.enum(['true', 'false'], 'must be true or false').default('false'),
})

/** The event is stored, with `deliveries` deliveries. Those to paused or disabled webhooks are held. */
export const PublishedEvent = z
  .strictObject({
    id: EventId,
    type: z.string(),
    timestamp: Instant,
    environment: Environment,
    deliveries: z.int(),
  })
  .meta({ id: 'PublishedEvent' })
export type PublishedEvent = z.infer<typeof PublishedEvent>

export const PublishedEvents = z.strictObject({ data: z.array(PublishedEvent) }).meta({ id: 'PublishedEvents' })
export type PublishedEvents = z.infer<typeof PublishedEvents>

/** The number of deliveries of an event by status; those that are open also by state. */
export const DeliveryCounts = z
  .strictObject({
    pending: z.int(),
    delivering: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    held: z.int(),
    canceled: z.int(),
    queued: z.int().meta({ description: 'Of those pending or delivering: nothing has failed yet.' }),
    retrying: z.int().meta({ description: 'Of those pending or delivering: an attempt failed.' }),
  } satisfies Record<DeliveryStatus | 'queued' | 'retrying', z.ZodType>)
  .meta({ id: 'DeliveryCounts' })
export type DeliveryCounts = z.infer<typeof DeliveryCounts>

/** What gets events: a webhook or a connector. */
const ReceiverId = idOf('(?:whk|con)', 'a webhook or a connector', 'whk')

/** A delivery in the details of an event. */
export const EventDelivery = z
  .strictObject({
    id: idOf('dlv', 'a delivery'),
    webhookId: ReceiverId,
    webhookName: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    responseStatus: z.int().nullable().meta({ description: 'Of the last response; null: there was none.' }),
    durationMs: z.int().nullable().meta({ description: 'Of the last attempt; null: there was none.' }),
    errorKind: z.enum(ERROR_KINDS).nullable().meta({ description: 'Why the last attempt failed; null: it did not.' }),
    nextAttemptAt: Instant.nullable().meta({ description: 'When a delivery that waits is attempted again.' }),
  })
  .meta({ id: 'EventDelivery' })
export type EventDelivery = z.infer<typeof EventDelivery>

export const Event = z
  .strictObject({
    ...PublishedEvent.shape,
    data: z.record(z.string(), Json),
    orderingKey: z.string().nullable(),
    requestId: z.string().nullable().meta({
      description: 'Of the call that published it; null for a test, an alert, a service binding, and for older events.',
    }),
    deliveryCounts: DeliveryCounts,
    deliveryList: z.array(EventDelivery).meta({ description: 'Its deliveries, one for each webhook.' }),
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof Event>

/** An event in a list: without its data; its deliveries only as counts. */
export const EventSummary = Event.omit({ data: true, deliveryList: true }).meta({ id: 'EventSummary' })
export type EventSummary = z.infer<typeof EventSummary>

export const ListEvents = z
  .strictObject({
    limit: pageSize(20),
    cursor: Cursor,
    type: z.string().min(1).max(MAX_EVENT_TYPE).optional(),
    source: z.enum(EVENT_SOURCES).optional().meta({
      description:
        'application: what your applications and incoming webhooks published; gatehouse: events about records, modules, keys, webhooks and alerts.',
    }),
    id: z
      .string()
      .regex(/^evt_[0-9a-z]{0,26}$/, 'must be the id of an event, or its beginning')
      .optional()
      .meta({ description: 'The id of an event, or its beginning.', example: 'evt_01kaj3v5' }),
    environment: NamedEnvironment,
    from: NamedInstant.optional(),
    to: NamedInstant.optional(),
  })
  .refine(inOrder.check, inOrder.words)
export type ListEvents = z.infer<typeof ListEvents>

export const EventPage = pageOf(EventSummary).meta({ id: 'EventPage' })

/** The webhooks that get an event again. */
export const SendEvent = z
  .strictObject({
    webhookIds: z
      .array(ReceiverId)
      .min(1, 'choose at least one webhook')
      .max(200, 'at most 200 webhooks')
      .refine(unique, 'must not name a webhook twice')
      .optional()
      .meta({ description: 'Left out: all webhooks that got it, and those that listen to it now.' }),
  })
  .meta({ id: 'SendEvent' })
export type SendEvent = z.infer<typeof SendEvent>

/** What happens to an event for one webhook. */
export const SentDelivery = z
  .strictObject({
    webhookId: ReceiverId,
    webhookName: z.string(),
    deliveryId: idOf('dlv', 'a delivery').nullable(),
    result: z.enum(['queued', 'held', 'skipped']).meta({
      description: 'Held: the webhook is paused or disabled, and gets the event when it is resumed with sendHeld.',
    }),
    reason: z
      .enum(['webhook_not_active', 'delivery_under_way', 'filter_failed'])
      .nullable()
      .meta({ description: 'Why it was skipped.' }),
  })
  .meta({ id: 'SentDelivery' })
export type SentDelivery = z.infer<typeof SentDelivery>

export const SentEvent = z
  .strictObject({
    id: EventId,
    queued: z.int().meta({ description: 'Deliveries that are on their way.' }),
    deliveries: z.array(SentDelivery),
  })
  .meta({ id: 'SentEvent' })
export type SentEvent = z.infer<typeof SentEvent>

const definition = {
  name: line(MAX_EVENT_NAME),
  category: line(MAX_CATEGORY),
  description: paragraph(MAX_DESCRIPTION),
  schema: jsonObject(16)
    .nullable()
    .meta({ description: 'JSON Schema (draft 2020-12) of the data; null: anything goes.' }),
  sample: jsonObject(16).nullable(),
}

export const CreateEventType = z
  .strictObject({
    type: EventType,
    name: definition.name.optional().meta({ description: 'Left out: the words of the type, such as "Order shipped".' }),
    category: definition.category.default(DEFAULT_CATEGORY),
    description: definition.description.default(''),
    schema: definition.schema.default(null),
    sample: definition.sample.default(null),
  })
  .meta({ id: 'CreateEventType' })
export type CreateEventType = z.infer<typeof CreateEventType>

export const UpdateEventType = z
  .strictObject(definition)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateEventType' })
export type UpdateEventType = z.infer<typeof UpdateEventType>

/** An event type to subscribe to: of the catalog, or (`custom`) of the organization. */
export const EventTypeInfo = z
  .strictObject({
    type: z.string(),
    name: z.string().meta({ example: 'User created' }),
    category: z.string(),
    description: z.string(),
    schema: z.record(z.string(), Json).nullable(),
    sample: z.record(z.string(), Json).nullable(),
    custom: z.boolean(),
    createdAt: Instant.nullable(),
  })
  .meta({ id: 'EventTypeInfo' })
export type EventTypeInfo = z.infer<typeof EventTypeInfo>

/** All types in one page: the catalog in its order, then the custom types by name. */
export const ListEventTypes = z.strictObject({ category: z.string().min(1).max(MAX_CATEGORY).optional() })
export const EventTypePage = pageOf(EventTypeInfo)
  .extend({
    categories: z
      .array(z.strictObject({ name: z.string(), types: z.int() }))
      .meta({ description: 'All categories, in the order in which they are shown, with the number of their types.' }),
  })
  .meta({ id: 'EventTypePage' })
export type EventTypePage = z.infer<typeof EventTypePage>
