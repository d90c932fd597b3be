import { z } from 'zod'
import { Environment, NamedEnvironment, NewEnvironment } from './api-keys.ts'
import { MAX_NAME, MAX_SEARCH } from './common.data.ts'
import { Cursor, Instant, idOf, Json, jsonObject, line, pageOf, pageSize, sortBy, unique } from './common.ts'
import {
  ALL_PROVIDERS,
  CONNECTOR_PROVIDERS,
  CONNECTOR_SORTS,
  CONNECTOR_SOURCES,
  MESSAGE_PROVIDERS,
  STOP_REASONS,
} from './connectors.data.ts'
import { TEST_EVENT } from './events.data.ts'
import { EventType } from './events.ts'
import { HEALTHS, MAX_URL, WEBHOOK_STATUSES } from './webhooks.data.ts'
import { EventPattern, HealthReason, Held } from './webhooks.ts'

export const ConnectorId = idOf('con', 'a connector')

const settings = {
  name: line(MAX_NAME),
  url: z.string().trim().min(1, 'must not be empty').max(MAX_URL, `must be at most ${MAX_URL} characters`).meta({
    description:
      'The URL that the platform gave you. It contains a token: it is stored sealed, and masked in every answer.',
  }),
  events: z
    .array(EventPattern)
    .min(1, 'choose at least one event')
    .max(200, 'at most 200 events')
    .refine(unique, 'must not name an event twice'),
}

export const CreateConnector = z
  .strictObject({
    provider: z.enum(CONNECTOR_PROVIDERS, `must be one of ${CONNECTOR_PROVIDERS.join(', ')}`),
    ...settings,
    environment: NewEnvironment,
  })
  .meta({ id: 'CreateConnector' })
export type CreateConnector = z.infer<typeof CreateConnector>

export const UpdateConnector = z
  .strictObject(settings)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateConnector' })
export type UpdateConnector = z.infer<typeof UpdateConnector>

export const Connector = z
  .strictObject({
    id: ConnectorId,
    provider: z.enum(ALL_PROVIDERS),
    source: z.enum(CONNECTOR_SOURCES).meta({
      description: 'url: a person pasted its URL; hook: an app of the platform subscribed by itself (REST hook).',
    }),
    name: z.string(),
    url: z.string().meta({ description: 'Masked: it contains a token.' }),
    events: z.array(z.string()),
    environment: Environment,
    status: z.enum(WEBHOOK_STATUSES),
    reason: z
      .strictObject({ code: z.enum(STOP_REASONS), message: z.string() })
      .nullable()
      .meta({ description: 'Why nothing is sent to it, where no person paused it.' }),
    health: z.enum(HEALTHS),
    healthReason: HealthReason,
    readable: z.boolean().meta({
      description: "Whether its URL can be opened with today's DATA_KEYS. If not, save it again.",
    }),
    consecutiveFailures: z.int(),
    failingSince: Instant.nullable(),
    held: Held,
    deliveries: z.int().meta({ description: 'Deliveries that succeeded or failed, ever.' }),
    successRate: z.number().nullable(),
    lastEventAt: Instant.nullable().meta({ description: 'When an event was last sent to it.' }),
    lastSuccessAt: Instant.nullable(),
    lastFailureAt: Instant.nullable(),
    createdAt: Instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'Connector' })
export type Connector = z.infer<typeof Connector>

export type ConnectorSort = (typeof CONNECTOR_SORTS)[number]

export const ListConnectors = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  sort: sortBy(CONNECTOR_SORTS).default('-createdAt'),
  provider: z.enum(ALL_PROVIDERS).optional(),
  status: z.enum(WEBHOOK_STATUSES).optional(),
  environment: NamedEnvironment,
  q: z.string().trim().max(MAX_SEARCH).optional(),
})
export type ListConnectors = z.infer<typeof ListConnectors>
export const ConnectorPage = pageOf(Connector).meta({ id: 'ConnectorPage' })

/** What to show or send: the sample of an event type, or custom data. */
const sampleInput = {
  eventType: EventType.default(TEST_EVENT),
  data: jsonObject(256).optional().meta({ description: 'Left out: the sample of the event type.' }),
}
export const TestConnector = z.strictObject(sampleInput).meta({ id: 'TestConnector' })
export type TestConnector = z.infer<typeof TestConnector>

export const PreviewConnector = z
  .strictObject({ ...sampleInput, provider: z.enum(ALL_PROVIDERS, `must be one of ${ALL_PROVIDERS.join(', ')}`) })
  .meta({ id: 'PreviewConnector' })
export type PreviewConnector = z.infer<typeof PreviewConnector>

/** What a message says, in plain text, whatever the format of its platform. */
export const ConnectorMessage = z
  .strictObject({
    title: z.string(),
    text: z.string(),
    tone: z.enum(['info', 'good', 'warning', 'bad']),
    fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    link: z.strictObject({ label: z.string(), url: z.string() }).nullable(),
    time: z.string(),
    footer: z.string(),
  })
  .meta({ id: 'ConnectorMessage' })
export type ConnectorMessage = z.infer<typeof ConnectorMessage>

export const ConnectorPreview = z
  .strictObject({
    provider: z.enum(ALL_PROVIDERS),
    event: z.record(z.string(), Json).meta({ description: 'What goes in.' }),
    body: z.record(z.string(), Json).meta({ description: 'What would be sent.' }),
    message: ConnectorMessage.nullable().meta({
      description: `What it says, for ${MESSAGE_PROVIDERS.join(' and ')}.`,
    }),
  })
  .meta({ id: 'ConnectorPreview' })
export type ConnectorPreview = z.infer<typeof ConnectorPreview>

/** A subscription by a REST hook, as the app of a platform makes it. */
export const CreateHook = z
  .strictObject({
    targetUrl: settings.url,
    event: EventPattern.meta({ description: 'An event type, or a pattern such as user.* or *.' }),
  })
  .meta({ id: 'CreateHook' })
export type CreateHook = z.infer<typeof CreateHook>

export const Hook = z
  .strictObject({
    id: ConnectorId,
    event: z.string(),
    targetUrl: z.string().meta({ description: 'Masked: it contains a token.' }),
    provider: z.enum(ALL_PROVIDERS),
    environment: Environment,
    status: z.enum(WEBHOOK_STATUSES),
    createdAt: Instant,
  })
  .meta({ id: 'Hook' })
export type Hook = z.infer<typeof Hook>

export const HookSampleQuery = z.strictObject({
  event: EventPattern.meta({
    description:
      'The event type of the subscription. For a pattern: a sample of each of the first types that it covers.',
  }),
})
export type HookSampleQuery = z.infer<typeof HookSampleQuery>

/** An item as a REST hook delivers it. Its `id` is unique, and the same in each answer. */
export const HookItem = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    timestamp: Instant,
    environment: Environment,
    data: z.record(z.string(), Json),
  })
  .meta({ id: 'HookItem' })
export type HookItem = z.infer<typeof HookItem>
export const HookItems = z.array(HookItem).meta({ id: 'HookItems' })
