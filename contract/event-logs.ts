import { z } from 'zod'
import { Environment, EnvironmentQuery, KeyId, NamedEnvironment } from './api-keys.ts'
import { CapturedRequest, CapturedResponse } from './capture.ts'
import { Cursor, Instant, idOf, pageOf, pageSize, wholeInQuery } from './common.ts'
import { inOrder, NamedInstant } from './instant.ts'
import type { LogReason } from './outcomes.ts'

export const LOG_TYPES = ['api_call', 'webhook', 'auth'] as const
export type LogType = (typeof LOG_TYPES)[number]

const Reason = z.strictObject({
  missingScopes: z.array(z.string()).optional(),
  limit: z.enum(['minute', 'hour', 'day']).optional().meta({ description: 'The limit of the key that was reached.' }),
  plan: z.string().optional().meta({ description: "The organization's plan, where its limit was reached." }),
  credits: z.int().optional().meta({ description: 'Credits that were left.' }),
  cost: z.int().optional().meta({ description: 'What the call costs, where that is not 1.' }),
  address: z.string().nullable().optional().meta({ description: 'The address that the key does not allow.' }),
  environment: Environment.optional().meta({ description: 'The environment that the call named.' }),
  fields: z.array(z.string()).optional().meta({ description: 'Fields that were not valid; ten at most.' }),
  methods: z.array(z.string()).optional().meta({ description: 'Methods that the path takes.' }),
}) satisfies z.ZodType<LogReason>

export const LogEntry = z
  .strictObject({
    id: idOf('log', 'a log entry'),
    time: Instant,
    type: z.enum(LOG_TYPES),
    keyId: z.string().nullable(),
    keyName: z.string().nullable(),
    webhookId: z.string().nullable(),
    webhookName: z.string().nullable(),
    appId: z.string().nullable(),
    endpoint: z.string(),
    method: z.string(),
    status: z.int(),
    durationMs: z.number(),
    ip: z.string().nullable(),
    country: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string(),
    environment: Environment.nullable(),
    outcome: z.string().nullable().meta({
      description:
        '`ok`, the code of the problem that the call was answered with, or of a delivery what went wrong. Null for a failed call that was logged before outcomes were kept.',
      example: 'rate_limited',
    }),
    reason: Reason.nullable().meta({
      description: 'What was missing; null where the outcome says it all.',
      example: { limit: 'minute' },
    }),
  })
  .meta({ id: 'LogEntry' })
export type LogEntry = z.infer<typeof LogEntry>

/** One entry by itself: with headers and bodies where they are kept. */
export const FullLogEntry = z
  .strictObject({
    ...LogEntry.shape,
    request: CapturedRequest.optional().meta({ description: 'Left out where headers and bodies were not kept.' }),
    response: CapturedResponse.optional(),
  })
  .meta({ id: 'FullLogEntry' })
export type FullLogEntry = z.infer<typeof FullLogEntry>

/** The filters that the list, its export and its stream share. */
export const LogFilter = z.strictObject({
  type: z.enum(LOG_TYPES).optional(),
  range: z.enum(['today', '7d', '30d']).optional(),
  from: NamedInstant.optional(),
  to: NamedInstant.optional(),
  keyId: KeyId.optional(),
  webhookId: idOf('whk', 'a webhook').optional(),
  appId: idOf('app', 'an OAuth app').optional(),
  status: z
    .string()
    .regex(/^([1-5]\d\d|[1-5]xx|success|failed)$/, 'must be a code such as 404, a class such as 4xx, success or failed')
    .optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']).optional(),
  path: z.string().min(1).max(200).optional(),
  ip: z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address').optional(),
  environment: NamedEnvironment,
})
export type LogFilter = z.infer<typeof LogFilter>

/** The calls of one key: the key stands in the path. */
export const ListKeyLogs = z.strictObject({ limit: pageSize(50), cursor: Cursor, environment: NamedEnvironment })
export type ListKeyLogs = z.infer<typeof ListKeyLogs>

const rangeAlone = 'cannot stand beside from or to'

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** The whole log that passes the filters, newest first, as it stood when it was asked for. */
export const ExportEventLogs = z
  .strictObject({
    ...LogFilter.shape,
    format: z.enum(EXPORT_FORMATS, 'must be csv or jsonl').default('csv'),
  })
  .refine((query) => !(query.range && (query.from || query.to)), { path: ['range'], message: rangeAlone })
  .refine(inOrder.check, inOrder.words)
export type ExportEventLogs = z.infer<typeof ExportEventLogs>

/** The columns of the CSV, in their order. */
export const LOG_COLUMNS = [
  'Date/Time',
  'Event Type',
  'API Key',
  'Endpoint',
  'Method',
  'Status',
  'Response Time',
  'IP',
  'Outcome',
  'Reason',
] as const

export const ListEventLogs = z
  .strictObject({ ...LogFilter.shape, limit: pageSize(50), cursor: Cursor })
  .refine((query) => !(query.range && (query.from || query.to)), { path: ['range'], message: rangeAlone })
  .refine(inOrder.check, inOrder.words)
export type ListEventLogs = z.infer<typeof ListEventLogs>

export const LogPage = pageOf(LogEntry).meta({ id: 'LogPage' })

const counted = { calls: z.int(), errors: z.int() }
const ByDay = z.array(z.strictObject({ day: z.string().meta({ example: '2026-11-21' }), ...counted }))
const ByKey = z.array(z.strictObject({ id: z.string(), name: z.string().nullable(), ...counted }))
const ByEndpoint = z.array(z.strictObject({ endpoint: z.string(), ...counted }))

export const Stats = z
  .strictObject({
    timeZone: z.string().meta({ description: 'Where days begin: that of the organization.' }),
    calls: z.strictObject({ today: z.int(), week: z.int(), month: z.int() }),
    errorRate: z
      .number()
      .nullable()
      .meta({ description: 'Share of the month that failed, 0 to 1; null without calls.' }),
    averageMs: z.number().nullable(),
    p95Ms: z.number().nullable().meta({ description: 'Read from a histogram: the upper bound of its bucket.' }),
    mostUsedKey: z.strictObject({ id: z.string(), name: z.string().nullable(), ...counted }).nullable(),
    topKeys: ByKey,
    topEndpoints: ByEndpoint,
    hourly: z
      .array(z.strictObject({ hour: Instant, calls: z.int(), errors: z.int() }))
      .meta({ description: 'The last 24 hours, oldest first, hours without calls included.' }),
    byDay: ByDay.meta({ description: 'The last 30 days, oldest first.' }),
    byHourOfDay: z
      .array(z.strictObject({ hour: z.int(), calls: z.int() }))
      .meta({ description: 'The calls of the last 30 days by the hour of the day, 0 to 23.' }),
  })
  .meta({ id: 'Stats' })
export type Stats = z.infer<typeof Stats>

/** Figures of one environment: those of a key are of its own, those of a person of both unless one is named. */
export const StatsOverviewQuery = EnvironmentQuery

export const UsageOverQuery = z.strictObject({
  environment: NamedEnvironment,
  days: wholeInQuery(1, 60).default(30),
})
export type UsageOverQuery = z.infer<typeof UsageOverQuery>

/** The API calls of an organization over some days, from roll-ups alone. */
export const UsageOver = z
  .strictObject({
    days: z.int(),
    timeZone: z.string(),
    ...counted,
    successful: z.int(),
    averageMs: z.number().nullable(),
    p95Ms: z.number().nullable(),
    byDay: ByDay,
    byKey: ByKey.meta({ description: 'The 20 most used.' }),
    byEndpoint: ByEndpoint.meta({ description: 'The 20 most called.' }),
  })
  .meta({ id: 'UsageOver' })
export type UsageOver = z.infer<typeof UsageOver>
