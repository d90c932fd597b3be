import { z } from 'zod'
import { Environment, EnvironmentQuery, KeyId, NamedEnvironment } from './api-keys.ts'
import { CapturedRequest, CapturedResponse } from './capture.ts'
import { Cursor, Instant, idOf, pageOf, pageSize, wholeInQuery } from './common.ts'
import { EXPORT_FORMATS, LOG_METHODS, LOG_STATUS_PATTERN, LOG_TYPES } from './event-logs.data.ts'
import { DateOrInstant, inOrder, NamedInstant, TimeZone } from './instant.ts'
import type { LogReason } from './outcomes.data.ts'

export type LogType = (typeof LOG_TYPES)[number]

const Reason = z.strictObject({
  missingScopes: z.array(z.string()).optional(),
  limit: z.enum(['minute', 'hour', 'day']).optional().meta({ description: 'The limit of the key that was reached.' }),
  parent: z.boolean().optional().meta({ description: 'The limit or the credits are those of a key above it.' }),
  plan: z.string().optional().meta({ description: "The organization's plan, where its limit was reached." }),
  credits: z.int().optional().meta({ description: 'Credits that were left.' }),
  cost: z.int().optional().meta({ description: 'What the call costs, where that is not 1.' }),
  address: z.string().nullable().optional().meta({ description: 'The address that the key does not allow.' }),
  environment: Environment.optional().meta({ description: 'The environment that the call named.' }),
  fields: z.array(z.string()).optional().meta({ description: 'Fields that were not valid; ten at most.' }),
  methods: z.array(z.string()).optional().meta({ description: 'Methods that the path takes.' }),
  upstreamStatus: z.int().optional().meta({ description: 'The status with which the upstream of a route answered.' }),
  waitedSeconds: z.number().optional().meta({ description: 'How long the call waited for the upstream, seconds.' }),
  tool: z.string().optional().meta({ description: 'The tool that was called.' }),
  attempt: z.int().optional().meta({
    description: 'Of an attempt to deliver: its number, from 1. Left out of a first attempt that succeeded.',
  }),
  attemptsLeft: z.int().optional().meta({ description: 'Attempts that were left after a failed one.' }),
  retryAt: Instant.nullable().optional().meta({
    description: 'When the next attempt was due; null: the delivery has failed for good.',
  }),
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
    appName: z.string().nullable(),
    endpoint: z.string(),
    method: z.string(),
    status: z.int(),
    durationMs: z.number(),
    ip: z.string().nullable(),
    country: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string(),
    deliveryId: z
      .string()
      .nullable()
      .meta({ description: 'The delivery of which this is an attempt; null for all other entries.' }),
    environment: Environment.nullable(),
    outcome: z.string().nullable().meta({
      description:
        '`ok`, the code of the problem that the call was answered with, or of a delivery what went wrong. Null for a failed call that was logged before outcomes were kept.',
      example: 'rate_limited',
    }),
    reason: Reason.nullable().meta({
      description: 'What was missing, or what followed from an attempt; null where the outcome says it all.',
      example: { limit: 'minute' },
    }),
  })
  .meta({ id: 'LogEntry' })
export type LogEntry = z.infer<typeof LogEntry>

/** A single entry, with headers and bodies if they were captured. */
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
  webhookId: idOf('(?:whk|con)', 'a webhook or a connector', 'whk').optional(),
  appId: idOf('app', 'an OAuth app').optional(),
  status: z
    .string()
    .regex(LOG_STATUS_PATTERN, 'must be a code such as 404, a class such as 4xx, success, failed or refused')
    .optional(),
  method: z.enum(LOG_METHODS).optional(),
  path: z.string().min(1).max(200).optional(),
  ip: z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address').optional(),
  environment: NamedEnvironment,
})
export type LogFilter = z.infer<typeof LogFilter>

/** The calls of one key; the key is in the path. */
export const ListKeyLogs = z.strictObject({ limit: pageSize(50), cursor: Cursor, environment: NamedEnvironment })
export type ListKeyLogs = z.infer<typeof ListKeyLogs>

const rangeAlone = 'cannot stand beside from or to'

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** All log entries that match the filters, newest first, as of the time of the request. */
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
  .strictObject({
    ...LogFilter.shape,
    requestId: idOf('req', 'a request')
      .optional()
      .meta({ description: 'The entries of one call, by its X-Request-Id.' }),
    limit: pageSize(50),
    cursor: Cursor,
  })
  .refine((query) => !(query.range && (query.from || query.to)), { path: ['range'], message: rangeAlone })
  .refine(inOrder.check, inOrder.words)
export type ListEventLogs = z.infer<typeof ListEventLogs>

export const LogPage = pageOf(LogEntry).meta({ id: 'LogPage' })

export const LogHistogramQuery = z
  .strictObject(LogFilter.shape)
  .refine((query) => !(query.range && (query.from || query.to)), { path: ['range'], message: rangeAlone })
  .refine(inOrder.check, inOrder.words)
export type LogHistogramQuery = z.infer<typeof LogHistogramQuery>

/** Entries of the log over time, by how they ended. */
export const LogHistogram = z
  .strictObject({
    start: Instant,
    end: Instant.meta({ description: 'Exclusive; of the last bucket, which may lie in the future.' }),
    bucketSeconds: z.int().meta({
      description: 'The length of a bucket. Buckets of days are an hour longer or shorter where clocks change.',
      example: 3600,
    }),
    buckets: z
      .array(z.strictObject({ start: Instant, successful: z.int(), clientErrors: z.int(), serverErrors: z.int() }))
      .meta({ description: 'At most 90, oldest first; those without entries included.' }),
    total: z.int().meta({ description: 'The entries that were counted.' }),
    exact: z.boolean().meta({
      description:
        'False where entries were counted by whole hours, so that up to an hour around the range is included.',
    }),
    partial: z.boolean().meta({ description: 'Whether older entries of the range were not counted.' }),
    countedFrom: Instant.nullable().meta({ description: 'Entries before were not counted; null: all were.' }),
  })
  .meta({ id: 'LogHistogram' })
export type LogHistogram = z.infer<typeof LogHistogram>

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

/** Statistics of one environment: for a key its own, for a user both unless one is named. */
export const StatsOverviewQuery = EnvironmentQuery

/** Days of a report without `start`. */
export const STANDARD_USAGE_DAYS = 30

export const UsageOverQuery = z
  .strictObject({
    environment: NamedEnvironment,
    days: wholeInQuery(1, 60)
      .optional()
      .meta({
        description: `The last days, including today; ${STANDARD_USAGE_DAYS} where neither days nor start is given.`,
      }),
    start: DateOrInstant.optional().meta({
      description:
        'The first day, or the instant from which calls count. An instant counts from the beginning of its hour.',
    }),
    end: DateOrInstant.optional().meta({
      description:
        'The last day, which counts in full, or the instant until which calls count: to the end of its hour. Left out: now.',
    }),
    timeZone: TimeZone.optional().meta({
      description:
        'Where days begin; left out: as for the organization. An hour of the statistics counts to the day in which it begins.',
    }),
  })
  .refine(({ days, start, end }) => days === undefined || (start === undefined && end === undefined), {
    path: ['days'],
    message: 'cannot stand beside start or end',
  })
  .refine(({ start, end }) => start !== undefined || end === undefined, {
    path: ['start'],
    message: 'must be given with end',
  })
export type UsageOverQuery = z.infer<typeof UsageOverQuery>

/** How calls ended: with a status below 400, from 400 to 499, or of 500 and more. */
const outcomes = { calls: z.int(), successful: z.int(), clientErrors: z.int(), serverErrors: z.int() }
const latency = {
  averageMs: z.number().nullable().meta({ description: 'Null without calls.' }),
  p95Ms: z.number().nullable().meta({ description: 'Read from a histogram: interpolated within its bucket.' }),
}
const span = {
  start: Instant,
  end: Instant.meta({ description: 'Exclusive.' }),
}

export const UsageBucket = z
  .strictObject({
    ...span,
    complete: z.boolean().meta({ description: 'False while this hour or day is not over.' }),
    ...outcomes,
    ...latency,
  })
  .meta({ id: 'UsageBucket' })
export type UsageBucket = z.infer<typeof UsageBucket>

const Deliveries = z.strictObject({
  delivered: z.int(),
  failed: z.int().meta({ description: 'Deliveries without attempts left.' }),
})

/** The API calls of an organization over some days or hours, from rollups only. */
export const UsageOver = z
  .strictObject({
    ...span,
    days: z.int().meta({ description: 'Days that it touches.' }),
    timeZone: z.string(),
    ...outcomes,
    errors: z.int().meta({ description: 'Client errors and server errors together.' }),
    ...latency,
    deliveries: Deliveries,
    previous: z.strictObject({ ...span, ...outcomes, ...latency, deliveries: Deliveries }).meta({
      description: 'The same figures of the period before, up to as far as this period has come.',
    }),
    bucket: z.enum(['hour', 'day']).meta({ description: 'The length of a bucket: hours under three days.' }),
    buckets: z.array(UsageBucket).meta({
      description: 'Oldest first, up to now; those without calls included. Its ends may be cut by the period.',
    }),
    peakHour: z
      .strictObject({ start: Instant, calls: z.int() })
      .nullable()
      .meta({ description: 'The hour with most calls; null without calls.' }),
    byDay: ByDay,
    byKey: ByKey.meta({ description: 'The 20 most used.' }),
    byEndpoint: ByEndpoint.meta({ description: 'The 20 most called.' }),
    topsComplete: z.boolean().meta({
      description:
        'False where so many keys and endpoints were called in hours without a daily sum that only the newest are in byKey and byEndpoint.',
    }),
  })
  .meta({ id: 'UsageOver' })
export type UsageOver = z.infer<typeof UsageOver>
