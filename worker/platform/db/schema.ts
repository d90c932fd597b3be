import { sql } from 'drizzle-orm'
import { customType, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

import type { Json, JsonObject } from '../lib/json/json.ts'

// docs/data.md tells of each table what stands in it, for how long, and what is hashed or sealed.
// Times are integers, milliseconds since 1970. Tables marked WITHOUT ROWID in the migrations cost one
// row written per row: D1 bills each index as one more.

const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value),
  })

const bytes = customType<{
  data: Uint8Array<ArrayBuffer>
  driverData: number[] | ArrayBuffer | Uint8Array<ArrayBuffer>
}>({
  dataType: () => 'blob',
  toDriver: (value) => value,
  fromDriver: (value) => new Uint8Array(value as ArrayBuffer),
})

/** One row at most: the first-run setup is claimed by inserting it, in the batch that creates the first owner. */
export const installation = sqliteTable('installation', {
  id: integer().primaryKey(),
  organizationId: text('organization_id').notNull(),
  claimedAt: integer('claimed_at').notNull(),
})

/** WITHOUT ROWID. The hosts at which somebody has worked on webhooks, or was told to by the deployment: ours. */
export const ownHosts = sqliteTable('own_hosts', {
  host: text().primaryKey(),
  seenAt: integer('seen_at').notNull(),
})

/**
 * WITHOUT ROWID. One row for each version of KEY_PEPPERS and DATA_KEYS that this database was ever used with. It is how a
 * lost or changed secret is noticed. The fingerprint is one-way: it helps nobody to guess the secret.
 */
export const secretVersions = sqliteTable(
  'secret_versions',
  {
    name: text({ enum: ['KEY_PEPPERS', 'DATA_KEYS'] }).notNull(),
    version: integer().notNull(),
    fingerprint: text().notNull(),
    firstSeenAt: integer('first_seen_at').notNull(),
    /** When an operator declared this version lost; null: it is expected to be there while rows need it. */
    givenUpAt: integer('given_up_at'),
  },
  (table) => [primaryKey({ columns: [table.name, table.version] })],
)

// People and their sessions: the shapes better-auth asks for. A person may belong to several organizations,
// so these tables name none; membership does.

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
})

export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    activeOrganizationId: text('active_organization_id'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text(),
    password: text(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('accounts_user').on(table.userId)],
)

export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
)

export const organizations = sqliteTable('organizations', {
  id: text().primaryKey(),
  name: text().notNull(),
  slug: text().notNull().unique(),
  plan: text({ enum: ['free', 'standard', 'professional', 'business', 'enterprise'] })
    .notNull()
    .default('enterprise'),
  timeZone: text('time_zone').notNull().default('UTC'),
  /** The figures of an enterprise plan; null: not limited. */
  planPerMinute: integer('plan_per_minute'),
  planPerHour: integer('plan_per_hour'),
  planPerDay: integer('plan_per_day'),
  /** 1: a key may also be presented as ?api_key=. */
  keysInQuery: integer('keys_in_query').notNull().default(0),
  /** What happens to a key that a scanner found in public. */
  leakAction: text('leak_action', { enum: ['disable', 'flag'] })
    .notNull()
    .default('disable'),
  unusedAfterDays: integer('unused_after_days').notNull().default(30),
  /** After so many days with the same secret somebody is reminded; null: never. */
  rotationReminderDays: integer('rotation_reminder_days').default(90),
  expiryWarningDays: integer('expiry_warning_days').notNull().default(7),
  /** Where alerts are sent by email, besides the dashboard; null: nowhere. */
  alertEmail: text('alert_email'),
  /** 1: the log keeps headers and bodies of calls, redacted and capped; a key may say otherwise. */
  captureBodies: integer('capture_bodies').notNull().default(0),
  /** Names of headers and fields that are redacted besides the built-in ones. */
  redactNames: json<string[]>()('redact_names').notNull().default([]),
  /** Days that entries of the log, deliveries with their events, and the audit log are kept. */
  logRetentionDays: integer('log_retention_days').notNull().default(30),
  deliveryRetentionDays: integer('delivery_retention_days').notNull().default(30),
  auditRetentionDays: integer('audit_retention_days').notNull().default(365),
  /** 1: what is purged is put into an archive first. */
  archiveLogs: integer('archive_logs').notNull().default(1),
  /** Somebody watches the live log until then: new entries are passed on; null, or past: nobody. */
  watchedUntil: integer('watched_until'),
  /** Counts every change of these settings; ETag is made of it. */
  version: integer().notNull().default(1),
  createdAt: integer('created_at').notNull(),
})

export const members = sqliteTable(
  'members',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    id: text().notNull(),
    role: text({ enum: ['owner', 'admin', 'developer', 'viewer'] }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId] }), index('members_user').on(table.userId)],
)

/** WITHOUT ROWID. A deleted key stays as a tombstone (deleted_at) so that its log keeps a name. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    reference: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    status: text({ enum: ['active', 'disabled', 'revoked'] }).notNull(),
    prefix: text().notNull(),
    lastCharacters: text('last_characters').notNull(),
    secretHash: bytes('secret_hash').notNull(),
    pepperVersion: integer('pepper_version').notNull(),
    /** The secret before the last regeneration, good until graceUntil. */
    previousHash: bytes('previous_hash'),
    previousPepperVersion: integer('previous_pepper_version'),
    graceUntil: integer('grace_until'),
    rotatedAt: integer('rotated_at'),
    /** The whole key, sealed; only of keys created as recoverable. */
    sealedKey: bytes('sealed_key'),
    scopes: json<string[]>()().notNull(),
    perMinute: integer('per_minute'),
    perHour: integer('per_hour'),
    perDay: integer('per_day'),
    allowedIps: json<string[]>()('allowed_ips').notNull(),
    consistency: text({ enum: ['edge', 'strict'] }).notNull(),
    metadata: json<JsonObject>()().notNull(),
    tags: json<string[]>()().notNull(),
    ownerId: text('owner_id'),
    expiresAt: integer('expires_at'),
    /** Credits as they were set when the key stood at creditsVersion; what is left of them, the guard knows. */
    credits: integer(),
    creditsVersion: integer('credits_version'),
    refillAmount: integer('refill_amount'),
    refillInterval: text('refill_interval', { enum: ['hour', 'day', 'week', 'month'] }),
    /** A new secret every so many days, by itself or by a reminder. */
    rotationDays: integer('rotation_days'),
    rotationGraceSeconds: integer('rotation_grace_seconds'),
    rotationAutomatic: integer('rotation_automatic').notNull().default(0),
    /** When a scanner reported the key as public, and where it stood. */
    leakedAt: integer('leaked_at'),
    leakSource: text('leak_source'),
    /** 1 or 0: whether the log keeps headers and bodies of this key's calls; null: as the organization says. */
    captureBodies: integer('capture_bodies'),
    /** Brought from another system: until its first use we hold its SHA-256 digest alone, under our pepper. */
    imported: text({ enum: ['digest', 'upgraded'] }),
    /** Counts every change; the guard never goes back to a smaller one, and ETag is made of it. */
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
    revokedAt: integer('revoked_at'),
    revokedBy: text('revoked_by'),
    deletedAt: integer('deleted_at'),
    /** Name and description, folded for search and sorting (lib/fold.ts); null: written before there was this column. */
    searchText: text('search_text'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('api_keys_reference').on(table.reference),
  ],
)

/** WITHOUT ROWID. Apart from api_keys, so that counting never touches a setting or its version. */
export const apiKeyUsage = sqliteTable(
  'api_key_usage',
  {
    organizationId: text('organization_id').notNull(),
    keyId: text('key_id').notNull(),
    calls: integer().notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
    /** Calls since the last regeneration, and how many of them still came with the secret before it. */
    rotationCalls: integer('rotation_calls').notNull().default(0),
    previousCalls: integer('previous_calls').notNull().default(0),
    /** The newest day (UTC) of its calls, and how many of that day came from which country. */
    countryDay: integer('country_day').notNull().default(0),
    countries: json<Record<string, number>>()().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId] })],
)

/** WITHOUT ROWID. Where to find the key of a text that is not of our format: HMAC of its SHA-256 digest. */
export const importedKeys = sqliteTable('imported_keys', {
  lookup: bytes().primaryKey(),
  organizationId: text('organization_id').notNull(),
  keyId: text('key_id').notNull(),
  reference: text().notNull(),
  pepperVersion: integer('pepper_version').notNull(),
})

/** WITHOUT ROWID. How imported keys begin: a text that begins otherwise is never looked up. */
export const importPrefixes = sqliteTable(
  'import_prefixes',
  { prefix: text().notNull(), organizationId: text('organization_id').notNull() },
  (table) => [primaryKey({ columns: [table.prefix, table.organizationId] })],
)

/** WITHOUT ROWID. Calls of a key by day and country of the caller, but for its newest day: that stands with its usage. */
export const usageCountries = sqliteTable(
  'usage_countries',
  {
    organizationId: text('organization_id').notNull(),
    keyId: text('key_id').notNull(),
    day: integer().notNull(),
    country: text().notNull(),
    calls: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId, table.day, table.country] })],
)

/** WITHOUT ROWID, no further index: one row written per call logged. */
export const eventLogs = sqliteTable(
  'event_logs',
  {
    organizationId: text('organization_id').notNull(),
    time: integer().notNull(),
    id: text().notNull(),
    type: text({ enum: ['api_call', 'webhook', 'auth'] }).notNull(),
    environment: text({ enum: ['live', 'test'] }),
    keyId: text('key_id'),
    webhookId: text('webhook_id'),
    appId: text('app_id'),
    route: text().notNull(),
    endpoint: text().notNull(),
    method: text().notNull(),
    status: integer().notNull(),
    durationMs: real('duration_ms').notNull(),
    ip: text(),
    country: text(),
    userAgent: text('user_agent'),
    requestId: text('request_id').notNull(),
    /** 1 when the call came with the secret before the last regeneration. */
    previousSecret: integer('previous_secret').notNull().default(0),
    /** Why the call failed: the problem's code. NULL for one that did not, and for entries older than this column. */
    outcome: text(),
    /** What was missing, as a small JSON object such as {"limit":"minute"}. NULL where nothing more is known. */
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.time, table.id] })],
)

/** Latency as 16 counters (event-logs/histogram.ts), so that rows can be added up. */
const histogram = () => ({
  b0: integer().notNull(),
  b1: integer().notNull(),
  b2: integer().notNull(),
  b3: integer().notNull(),
  b4: integer().notNull(),
  b5: integer().notNull(),
  b6: integer().notNull(),
  b7: integer().notNull(),
  b8: integer().notNull(),
  b9: integer().notNull(),
  b10: integer().notNull(),
  b11: integer().notNull(),
  b12: integer().notNull(),
  b13: integer().notNull(),
  b14: integer().notNull(),
  b15: integer().notNull(),
})

/** WITHOUT ROWID. The finest roll-up: who called what, with which outcome, in which hour. */
export const usageHourly = sqliteTable(
  'usage_hourly',
  {
    organizationId: text('organization_id').notNull(),
    hour: integer().notNull(),
    type: text({ enum: ['api_call', 'webhook', 'auth'] }).notNull(),
    environment: text().notNull(),
    keyId: text('key_id').notNull(),
    route: text().notNull(),
    statusClass: integer('status_class').notNull(),
    calls: integer().notNull(),
    durationMs: real('duration_ms').notNull(),
    ...histogram(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.organizationId,
        table.hour,
        table.type,
        table.environment,
        table.keyId,
        table.route,
        table.statusClass,
      ],
    }),
  ],
)

/**
 * WITHOUT ROWID. All calls of an organization in one hour: what statistics read, however many keys and routes there are.
 * The newest hour of an organization has its row only when it has many roll-ups; see event-logs/hour-store.ts.
 */
export const usageHours = sqliteTable(
  'usage_hours',
  {
    organizationId: text('organization_id').notNull(),
    type: text({ enum: ['api_call', 'webhook', 'auth'] }).notNull(),
    hour: integer().notNull(),
    calls: integer().notNull(),
    errors: integer().notNull(),
    durationMs: real('duration_ms').notNull(),
    ...histogram(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.type, table.hour] })],
)

/** Of a key or a route: its name, calls, errors. */
export type Top = [name: string, calls: number, errors: number]

/** WITHOUT ROWID. The keys and routes most called on one day that is over, most calls first. */
export const usageTops = sqliteTable(
  'usage_tops',
  {
    organizationId: text('organization_id').notNull(),
    /** The instant at which the day began in the organization's time zone. */
    day: integer().notNull(),
    /** The instant at which it ended; null: 24 hours later, a day in UTC written before there was this column. */
    until: integer(),
    keys: json<Top[]>()().notNull(),
    routes: json<Top[]>()().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day] })],
)

/**
 * WITHOUT ROWID. What has no row of its own in the log: `rejected` (credentials that arithmetic refused, no
 * organization known) and `dropped` (entries the queue would not take). organization_id '-' is the installation.
 */
export const logCounters = sqliteTable(
  'log_counters',
  {
    organizationId: text('organization_id').notNull(),
    hour: integer().notNull(),
    kind: text({ enum: ['rejected', 'dropped'] }).notNull(),
    calls: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.hour, table.kind] })],
)

/** WITHOUT ROWID. What a call carried, where it was captured: already redacted, at most 16 KB a body. */
export const eventLogBodies = sqliteTable(
  'event_log_bodies',
  {
    organizationId: text('organization_id').notNull(),
    time: integer().notNull(),
    id: text().notNull(),
    request: json<JsonObject>()().notNull(),
    response: json<JsonObject>()().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.time, table.id] })],
)

/** WITHOUT ROWID. What was archived before it was purged: one object of gzipped JSON lines each. */
export const archives = sqliteTable(
  'archives',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    kind: text({ enum: ['event_logs', 'deliveries', 'audit_logs'] }).notNull(),
    /** Of the first and of the last row in it. */
    fromTime: integer('from_time').notNull(),
    toTime: integer('to_time').notNull(),
    rows: integer().notNull(),
    bytes: integer().notNull(),
    /** Its name in the bucket. */
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
)

/** WITHOUT ROWID. A queue message already counted in log_counters: counters have no id of their own to ignore twice. */
export const logBatches = sqliteTable('log_batches', {
  id: text().primaryKey(),
  organizationId: text('organization_id').notNull(),
  at: integer().notNull(),
})

/**
 * WITHOUT ROWID. A queue message that came again after its batch was cut off, while it is processed alone. The row is
 * removed when the processing ends, so one that stays tells that the message ended the runtime.
 */
export const interruptedMessages = sqliteTable('interrupted_messages', {
  /** The queue's id of the message. */
  id: text().primaryKey(),
  /** How often it was processed alone without an end. */
  tries: integer().notNull(),
  at: integer().notNull(),
})

/** WITHOUT ROWID. Written in the same batch as the change it tells of. */
export const auditLogs = sqliteTable(
  'audit_logs',
  {
    organizationId: text('organization_id').notNull(),
    time: integer().notNull(),
    id: text().notNull(),
    actorType: text('actor_type', { enum: ['user', 'api_key', 'system'] }).notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    action: text().notNull(),
    targetType: text('target_type').notNull(),
    targetId: text('target_id').notNull(),
    targetName: text('target_name').notNull(),
    before: json<Json>()('before'),
    after: json<Json>()('after'),
    ip: text(),
    requestId: text('request_id'),
    /** Of the key or webhook that was changed; null for what belongs to no environment. */
    environment: text({ enum: ['live', 'test'] }),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.time, table.id] })],
)

/** WITHOUT ROWID. The first answer to an Idempotency-Key, sealed under a key that only that header's value gives. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    organizationId: text('organization_id').notNull(),
    keyHash: text('key_hash').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer().notNull(),
    answer: bytes().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyHash] })],
)

/** WITHOUT ROWID. Something that somebody should know; at most one open alert for each cause, counted up. */
export const alerts = sqliteTable(
  'alerts',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    severity: text({ enum: ['info', 'warning', 'critical'] }).notNull(),
    /** What makes two alerts the same, such as key_unused:key_01k... */
    cause: text().notNull(),
    targetType: text('target_type').notNull(),
    targetId: text('target_id').notNull(),
    targetName: text('target_name').notNull(),
    details: json<JsonObject>()().notNull(),
    count: integer().notNull().default(1),
    status: text({ enum: ['open', 'resolved'] }).notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
    resolvedAt: integer('resolved_at'),
    resolvedBy: text('resolved_by'),
    /** When it was sent by email; null: not, or not yet. */
    emailedAt: integer('emailed_at'),
    /** When webhooks were told by an event that it is open; null: not told, or told that it is over. */
    publishedAt: integer('published_at'),
    /** Of the key or webhook that it is about; null when it is about the organization or an address. */
    environment: text({ enum: ['live', 'test'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('alerts_open').on(table.organizationId, table.cause).where(sql`status = 'open'`),
    index('alerts_to_publish').on(table.lastAt).where(sql`status = 'open' AND published_at IS NULL`),
    index('alerts_ended').on(table.resolvedAt).where(sql`status = 'resolved' AND published_at IS NOT NULL`),
  ],
)

/** WITHOUT ROWID. What an organization changed of the rule that alerts of a kind follow; no row: as built in. */
export const alertRules = sqliteTable(
  'alert_rules',
  {
    organizationId: text('organization_id').notNull(),
    kind: text().notNull(),
    enabled: integer().notNull(),
    /** From how many (or how many times the usual) within the window on it is told; null: as built in. */
    threshold: integer(),
    windowSeconds: integer('window_seconds'),
    /** 1: also sent by email, also published as an event. */
    byEmail: integer('by_email').notNull(),
    asEvent: integer('as_event').notNull(),
    /** Nothing is told until then; null: not muted. */
    mutedUntil: integer('muted_until'),
    version: integer().notNull().default(1),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.kind] })],
)

/** WITHOUT ROWID. How often something that alone is no alert happened in a minute, such as a refused call of a key. */
export const alertCounters = sqliteTable(
  'alert_counters',
  {
    organizationId: text('organization_id').notNull(),
    kind: text().notNull(),
    targetId: text('target_id').notNull(),
    minute: integer().notNull(),
    calls: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.kind, table.targetId, table.minute] })],
)

/** WITHOUT ROWID. Which routes a key calls, and since when: written by a job from the roll-ups, once a day. */
export const keyRoutes = sqliteTable(
  'key_routes',
  {
    organizationId: text('organization_id').notNull(),
    keyId: text('key_id').notNull(),
    route: text().notNull(),
    /** Days (UTC) as the ms they begin at. */
    firstDay: integer('first_day').notNull(),
    lastDay: integer('last_day').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId, table.route] })],
)

/** WITHOUT ROWID. What each job of the cron trigger did last; `cursor` is where a run that was cut off goes on. */
export const jobRuns = sqliteTable('job_runs', {
  job: text().primaryKey(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  cursor: text(),
  result: json<JsonObject>()(),
  /** Runs in a row that neither ended nor failed: the runtime ended under them. */
  interruptions: integer().notNull().default(0),
})

/** WITHOUT ROWID. A deleted webhook stays as a tombstone without its secrets, so that its deliveries keep a name. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    url: text().notNull(),
    events: json<string[]>()().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    status: text({ enum: ['active', 'paused', 'disabled'] }).notNull(),
    disabledReason: text('disabled_reason', { enum: ['too_many_failures', 'no_success', 'gone'] }),
    /** Custom headers as JSON, sealed: they may hold credentials. */
    sealedHeaders: bytes('sealed_headers').notNull(),
    sealedSecret: bytes('sealed_secret').notNull(),
    /** The secret before the last rotation, sealed; it signs too until previousUntil. */
    previousSecret: bytes('previous_secret'),
    previousUntil: integer('previous_until'),
    contentType: text('content_type', {
      enum: ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded'],
    }).notNull(),
    timeoutSeconds: integer('timeout_seconds').notNull(),
    maxRetries: integer('max_retries').notNull(),
    disableAfterFailures: integer('disable_after_failures'),
    rateLimitPerSecond: integer('rate_limit_per_second'),
    maxConcurrency: integer('max_concurrency'),
    ordered: integer().notNull(),
    filter: json<JsonObject>()(),
    transform: text(),
    /** Failed attempts since the last success, and when the first of them was. Not settings: they leave version alone. */
    consecutiveFailures: integer('consecutive_failures').notNull().default(0),
    failingSince: integer('failing_since'),
    /**
     * Since when its endpoint takes longer than a second to answer (ms); null: it is not known to. Not a setting either.
     * Deliveries to it go through the queue `deliveries-slow`.
     */
    slowSince: integer('slow_since'),
    /** Counts every change of a setting; ETag is made of it. */
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
    /** Name, description and URL, folded for search and sorting (lib/fold.ts); null: written before there was this column. */
    searchText: text('search_text'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
)

/** WITHOUT ROWID. Apart from webhooks, and counted with the log: one row per batch of attempts, not per attempt. */
export const webhookUsage = sqliteTable(
  'webhook_usage',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    attempts: integer().notNull(),
    succeeded: integer().notNull(),
    lastTriggeredAt: integer('last_triggered_at').notNull(),
    /** Deliveries that ended, by their outcome. `attempts` and `succeeded` count each attempt. */
    deliveriesSucceeded: integer('deliveries_succeeded').notNull().default(0),
    deliveriesFailed: integer('deliveries_failed').notNull().default(0),
    /** The 20 deliveries that ended last, newest first: a dot for one that succeeded, an x for one that failed. */
    recent: text().notNull().default(''),
    /** Deliveries that ended in each of the last 24 hours (hours since 1970): how many succeeded, how many failed. */
    hours: json<Record<string, [succeeded: number, failed: number]>>()().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.webhookId] })],
)

/** WITHOUT ROWID. Event types that an organization defined itself, beside the catalog. */
export const eventTypes = sqliteTable(
  'event_types',
  {
    organizationId: text('organization_id').notNull(),
    type: text().notNull(),
    category: text().notNull(),
    description: text().notNull(),
    schema: json<JsonObject>()(),
    sample: json<JsonObject>()(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.type] })],
)

/** WITHOUT ROWID. What was published, written with its deliveries in one transaction. */
export const events = sqliteTable(
  'events',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    type: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    time: integer().notNull(),
    orderingKey: text('ordering_key'),
    /** How many webhooks it goes to. */
    deliveries: integer().notNull(),
    /** Digests of the idempotency key, and of what was published under it. */
    idempotencyHash: text('idempotency_hash'),
    requestHash: text('request_hash'),
    /** JSON text as it is sent: nothing here looks inside. */
    data: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('events_idempotency')
      .on(table.organizationId, table.idempotencyHash)
      .where(sql`idempotency_hash IS NOT NULL`),
  ],
)

/**
 * WITHOUT ROWID. One event on its way to one webhook. The last attempt stands in the row itself, so that a delivery that
 * succeeds at once costs three rows written: this one, its claim, its outcome.
 */
export const deliveries = sqliteTable(
  'deliveries',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    id: text().notNull(),
    eventId: text('event_id').notNull(),
    eventType: text('event_type').notNull(),
    /** `held`: its event was published while the webhook was paused or disabled. */
    status: text({ enum: ['pending', 'delivering', 'succeeded', 'failed', 'held', 'cancelled'] }).notNull(),
    attempts: integer().notNull().default(0),
    /** Attempts before it was last sent again by hand: the schedule counts from there. */
    scheduleFrom: integer('schedule_from').notNull().default(0),
    /** The next attempt comes no sooner; null: as soon as can be. */
    nextAt: integer('next_at'),
    /** When the sweeper should look at it; null at first, and for what is over, so that the index stays small. */
    dueAt: integer('due_at'),
    leaseUntil: integer('lease_until'),
    /** Who holds the lease. */
    leaseToken: text('lease_token'),
    /** How often a lease ran out without an outcome: the runtime ended while the delivery was processed. */
    interruptions: integer().notNull().default(0),
    /** How many of these happened while no other delivery was processed beside it. */
    interruptedAlone: integer('interrupted_alone').notNull().default(0),
    orderingKey: text('ordering_key'),
    /** The ordering key while the delivery is open and its webhook is ordered. */
    lane: text(),
    startedAt: integer('started_at'),
    durationMs: integer('duration_ms'),
    responseStatus: integer('response_status'),
    errorKind: text('error_kind', {
      enum: ['timeout', 'connection', 'redirect', 'status', 'blocked', 'transform', 'interrupted', 'filter', 'secrets'],
    }),
    errorMessage: text('error_message'),
    /** Request and response of the last attempt, JSON text. */
    exchange: text(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.webhookId, table.id] }),
    index('deliveries_due').on(table.dueAt).where(sql`due_at IS NOT NULL`),
    index('deliveries_lane')
      .on(table.organizationId, table.webhookId, table.lane, table.id)
      .where(sql`lane IS NOT NULL`),
    index('deliveries_held').on(table.organizationId, table.webhookId, table.id).where(sql`status = 'held'`),
  ],
)

/** WITHOUT ROWID. Attempts before the last one of a delivery. */
export const attempts = sqliteTable(
  'attempts',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    deliveryId: text('delivery_id').notNull(),
    number: integer().notNull(),
    startedAt: integer('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    responseStatus: integer('response_status'),
    errorKind: text('error_kind', {
      enum: ['timeout', 'connection', 'redirect', 'status', 'blocked', 'transform', 'interrupted', 'filter', 'secrets'],
    }),
    errorMessage: text('error_message'),
    exchange: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.webhookId, table.deliveryId, table.number] })],
)

/** WITHOUT ROWID. Deliveries being sent again by filter, a piece at a time. */
export const retryJobs = sqliteTable(
  'retry_jobs',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    id: text().notNull(),
    status: text({ enum: ['running', 'done', 'cancelled'] }).notNull(),
    filter: json<JsonObject>()().notNull(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    /** The delivery that it has come to, oldest first. */
    cursor: text(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    finishedAt: integer('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.webhookId, table.id] }),
    index('retry_jobs_running').on(table.status).where(sql`status = 'running'`),
  ],
)
