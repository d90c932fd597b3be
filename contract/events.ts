import { z } from 'zod'
import { Environment, NamedEnvironment } from './api-keys.ts'
import { Cursor, Instant, idOf, Json, jsonObject, line, pageOf, pageSize, paragraph } from './common.ts'
import { EVENT_TYPE_PATTERN } from './event-pattern.ts'
import { inOrder, NamedInstant } from './instant.ts'
import { DELIVERY_STATUSES, type DeliveryStatus } from './webhooks.data.ts'

export const EventId = idOf('evt', 'an event')

/** Events of one batch. */
export const MAX_BATCH = 100

export const EventType = z
  .string()
  .max(100, 'must be at most 100 characters')
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

/** Over a service binding nobody is signed in: the event says whose it is, and bears its idempotency key. */
export const PublishEventCall = PublishEvent.extend({
  organizationId: idOf('org', 'an organization'),
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
    .optional(),
  validate: z.boolean().default(false),
})
export type PublishEventCall = z.input<typeof PublishEventCall>

/** `validate=true`: refuse data that the type's JSON Schema refuses, and types that nobody defined. */
export const PublishQuery = z.strictObject({
  validate: z.enum(['true', 'false'], 'must be true or false').default('false'),
})

/** Accepted: stored, with `deliveries` deliveries. Those to webhooks that are paused or disabled are held. */
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

/** How many deliveries of an event have each status. */
export const DeliveryCounts = z
  .strictObject({
    pending: z.int(),
    delivering: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    held: z.int(),
    cancelled: z.int(),
  } satisfies Record<DeliveryStatus, z.ZodType>)
  .meta({ id: 'DeliveryCounts' })
export type DeliveryCounts = z.infer<typeof DeliveryCounts>

/** A delivery of an event, as the event lists it. */
export const EventDelivery = z
  .strictObject({
    id: idOf('dlv', 'a delivery'),
    webhookId: idOf('whk', 'a webhook'),
    webhookName: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int(),
  })
  .meta({ id: 'EventDelivery' })
export type EventDelivery = z.infer<typeof EventDelivery>

export const Event = z
  .strictObject({
    ...PublishedEvent.shape,
    data: z.record(z.string(), Json),
    orderingKey: z.string().nullable(),
    deliveryCounts: DeliveryCounts,
    deliveryList: z.array(EventDelivery).meta({ description: 'Its deliveries, one for each webhook.' }),
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof Event>

/** An event in a list: without its data, its deliveries as counts alone. */
export const EventSummary = Event.omit({ data: true, deliveryList: true }).meta({ id: 'EventSummary' })
export type EventSummary = z.infer<typeof EventSummary>

export const ListEvents = z
  .strictObject({
    limit: pageSize(20),
    cursor: Cursor,
    type: z.string().min(1).max(100).optional(),
    environment: NamedEnvironment,
    from: NamedInstant.optional(),
    to: NamedInstant.optional(),
  })
  .refine(inOrder.check, inOrder.words)
export type ListEvents = z.infer<typeof ListEvents>

export const EventPage = pageOf(EventSummary).meta({ id: 'EventPage' })

const definition = {
  category: line(40),
  description: paragraph(500),
  schema: jsonObject(16)
    .nullable()
    .meta({ description: 'JSON Schema (draft 2020-12) of the data; null: anything goes.' }),
  sample: jsonObject(16).nullable(),
}

export const CreateEventType = z
  .strictObject({
    type: EventType,
    category: definition.category.default('Custom'),
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

/** An event that can be listened to: of the catalog, or (`custom`) the organization's own. */
export const EventTypeInfo = z
  .strictObject({
    type: z.string(),
    category: z.string(),
    description: z.string(),
    schema: z.record(z.string(), Json).nullable(),
    sample: z.record(z.string(), Json).nullable(),
    custom: z.boolean(),
    createdAt: Instant.nullable(),
  })
  .meta({ id: 'EventTypeInfo' })
export type EventTypeInfo = z.infer<typeof EventTypeInfo>

/** All of them in one page: the catalog in its order, then the organization's own by name. */
export const ListEventTypes = z.strictObject({ category: z.string().min(1).max(40).optional() })
export const EventTypePage = pageOf(EventTypeInfo).meta({ id: 'EventTypePage' })
