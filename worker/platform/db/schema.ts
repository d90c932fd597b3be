import { sql } from 'drizzle-orm'
import { customType, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

import type { Json, JsonObject } from '../lib/json/json.ts'

// docs/data.md describes each table: its content, lifetime, and what is hashed or encrypted. Times are integers in
// milliseconds since 1970. Tables marked WITHOUT ROWID in the migrations cost one written row per row: D1 bills each
// index as one more.

const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value),
  })

/**
 * Text with one of some values. `cancelled` is read as `canceled`: migration 0017 renames stored values, but the
 * previous Worker writes the old spelling until the deployment that follows. `currentSpelling` does the same in a
 * query.
 */
const spelledText = <T extends string>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (value) => value.replace('cancelled', 'canceled') as T,
  })

/** A value in its own type: integer, real, text or blob. A blob column converts nothing (no affinity). */
const anyValue = customType<{ data: number | string | null; driverData: number | string | null }>({
  dataType: () => 'blob',
})

const bytes = customType<{
  data: Uint8Array<ArrayBuffer>
  driverData: number[] | ArrayBuffer | Uint8Array<ArrayBuffer>
}>({
  dataType: () => 'blob',
  toDriver: (value) => value,
  fromDriver: (value) => new Uint8Array(value as ArrayBuffer),
})

/** At most one row: inserting it claims the first-run setup, in the batch that creates the first owner. */
export const installation = sqliteTable('installation', {
  id: integer().primaryKey(),
  organizationId: text('organization_id').notNull(),
  claimedAt: integer('claimed_at').notNull(),
})

/** WITHOUT ROWID. Our own hosts: those where webhooks were managed, or that are configured. */
export const ownHosts = sqliteTable('own_hosts', {
  host: text().primaryKey(),
  seenAt: integer('seen_at').notNull(),
})

/**
 * WITHOUT ROWID. One row per version of KEY_PEPPERS and DATA_KEYS that this database was used with. It reveals a lost
 * or changed secret. The fingerprint is one-way and does not help to guess the secret.
 */
export const secretVersions = sqliteTable(
  'secret_versions',
  {
    name: text({ enum: ['KEY_PEPPERS', 'DATA_KEYS'] }).notNull(),
    version: integer().notNull(),
    fingerprint: text().notNull(),
    firstSeenAt: integer('first_seen_at').notNull(),
    /** When an operator declared this version lost; null: it must be configured while rows need it. */
    givenUpAt: integer('given_up_at'),
  },
  (table) => [primaryKey({ columns: [table.name, table.version] })],
)

// Users and their sessions, in the form that better-auth requires. A user may belong to several organizations, so these
// tables have no organization; members has it.

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
  /** Custom limits of an enterprise plan; null: not limited. */
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
  /** A key whose secret is this many days old raises a reminder; null: never. */
  rotationReminderDays: integer('rotation_reminder_days').default(90),
  expiryWarningDays: integer('expiry_warning_days').notNull().default(7),
  /** The email address for alerts, in addition to the dashboard; null: none. */
  alertEmail: text('alert_email'),
  /** 1: the log captures headers and bodies of calls, redacted and limited in size; a key may override this. */
  captureBodies: integer('capture_bodies').notNull().default(0),
  /** Names of headers and fields that are redacted in addition to the built-in ones. */
  redactNames: json<string[]>()('redact_names').notNull().default([]),
  /** Days that log entries, deliveries with their events, and audit entries are kept. */
  logRetentionDays: integer('log_retention_days').notNull().default(30),
  deliveryRetentionDays: integer('delivery_retention_days').notNull().default(30),
  auditRetentionDays: integer('audit_retention_days').notNull().default(365),
  /** 1: rows are archived before they are purged. */
  archiveLogs: integer('archive_logs').notNull().default(1),
  /** The live log has listeners until then, and new entries are sent to it; null, or past: no listeners. */
  watchedUntil: integer('watched_until'),
  /** Increases with each change of these settings; ETag is derived from it. */
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

/** WITHOUT ROWID. A deleted key stays as a tombstone (deleted_at), so that its log keeps a name. */
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
    /** The secret before the last regeneration, valid until graceUntil. */
    previousHash: bytes('previous_hash'),
    previousPepperVersion: integer('previous_pepper_version'),
    graceUntil: integer('grace_until'),
    rotatedAt: integer('rotated_at'),
    /** The whole key, encrypted; only for keys created as recoverable. */
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
    /** The credits that were set when the key was at creditsVersion; only the guard knows how many are left. */
    credits: integer(),
    creditsVersion: integer('credits_version'),
    refillAmount: integer('refill_amount'),
    refillInterval: text('refill_interval', { enum: ['hour', 'day', 'week', 'month'] }),
    /** Days between rotations, done automatically or by reminder. */
    rotationDays: integer('rotation_days'),
    rotationGraceSeconds: integer('rotation_grace_seconds'),
    rotationAutomatic: integer('rotation_automatic').notNull().default(0),
    /** When a scanner reported the key as public, and where it was found. */
    leakedAt: integer('leaked_at'),
    leakSource: text('leak_source'),
    /** 1 or 0: whether the log captures headers and bodies of this key's calls; null: the organization's setting. */
    captureBodies: integer('capture_bodies'),
    /** The key that it was minted from, and the ids of all keys above it, the top one first; null and []: none. */
    parentId: text('parent_id'),
    ancestors: json<string[]>()().notNull().default([]),
    /** Imported from another system: until the first use, only a peppered hash of its SHA-256 digest is stored. */
    imported: text({ enum: ['digest', 'upgraded'] }),
    /** Increases with each change; the guard never goes back to a smaller one, and ETag is derived from it. */
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
    revokedAt: integer('revoked_at'),
    revokedBy: text('revoked_by'),
    deletedAt: integer('deleted_at'),
    /** Name, description and owner, folded for search and sorting (lib/fold.ts); null: to be filled by a job. */
    searchText: text('search_text'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('api_keys_reference').on(table.reference),
    index('api_keys_parent').on(table.organizationId, table.parentId).where(sql`parent_id IS NOT NULL`),
    index('api_keys_owner').on(table.organizationId, table.ownerId).where(sql`owner_id IS NOT NULL`),
    index('api_keys_expires')
      .on(table.organizationId, table.environment, table.expiresAt)
      .where(sql`expires_at IS NOT NULL AND status = 'active' AND deleted_at IS NULL`),
    index('api_keys_grace')
      .on(table.organizationId, table.environment, table.graceUntil)
      .where(sql`grace_until IS NOT NULL AND status = 'active' AND deleted_at IS NULL`),
    index('api_keys_rotation')
      .on(
        table.organizationId,
        table.environment,
        sql`CASE WHEN rotated_at IS NULL THEN created_at ELSE rotated_at END + rotation_days * 86400000`,
      )
      .where(sql`rotation_days IS NOT NULL AND status = 'active' AND deleted_at IS NULL`),
  ],
)

/**
 * WITHOUT ROWID. An index of the tags of keys. Triggers on `api_keys` keep it (migration 0019), so that it is also right
 * for keys that the previous Worker writes during a deployment.
 */
export const apiKeyTags = sqliteTable(
  'api_key_tags',
  { organizationId: text('organization_id').notNull(), tag: text().notNull(), keyId: text('key_id').notNull() },
  (table) => [primaryKey({ columns: [table.organizationId, table.tag, table.keyId] })],
)

/** WITHOUT ROWID. Scopes that an organization defined. Keys hold scopes by name, whether they are defined or not. */
export const customScopes = sqliteTable(
  'custom_scopes',
  {
    organizationId: text('organization_id').notNull(),
    scope: text().notNull(),
    label: text().notNull(),
    description: text().notNull(),
    group: text('group_name').notNull(),
    /** Increases with each change; ETag is derived from it. */
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.scope] })],
)

/** WITHOUT ROWID. Separate from api_keys, so that counting never changes a setting or its version. */
export const apiKeyUsage = sqliteTable(
  'api_key_usage',
  {
    organizationId: text('organization_id').notNull(),
    keyId: text('key_id').notNull(),
    calls: integer().notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
    /** Calls since the last regeneration, and how many of them used the previous secret. */
    rotationCalls: integer('rotation_calls').notNull().default(0),
    previousCalls: integer('previous_calls').notNull().default(0),
    /** The newest day (UTC) with calls, and the number of its calls by country. */
    countryDay: integer('country_day').notNull().default(0),
    countries: json<Record<string, number>>()().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId] })],
)

/** WITHOUT ROWID. Lookup of imported keys by the HMAC of their SHA-256 digest. */
export const importedKeys = sqliteTable('imported_keys', {
  lookup: bytes().primaryKey(),
  organizationId: text('organization_id').notNull(),
  keyId: text('key_id').notNull(),
  reference: text().notNull(),
  pepperVersion: integer('pepper_version').notNull(),
})

/** WITHOUT ROWID. Prefixes of imported keys: a text with another prefix is never looked up. */
export const importPrefixes = sqliteTable(
  'import_prefixes',
  { prefix: text().notNull(), organizationId: text('organization_id').notNull() },
  (table) => [primaryKey({ columns: [table.prefix, table.organizationId] })],
)

/** WITHOUT ROWID. Calls of a key by day and country of the caller, except the newest day, which is in api_key_usage. */
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

/** WITHOUT ROWID and no further index: one written row per logged call. */
export const eventLogs = sqliteTable(
  'event_logs',
  {
    organizationId: text('organization_id').notNull(),
    time: integer().notNull(),
    id: text().notNull(),
    type: text({ enum: ['api_call', 'webhook', 'auth', 'incoming', 'gateway', 'tool'] }).notNull(),
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
    /** 1 if the call used the secret before the last regeneration. */
    previousSecret: integer('previous_secret').notNull().default(0),
    /** Why the call failed: the problem's code. NULL for a successful call, and for entries older than this column. */
    outcome: text(),
    /** What was missing, as a small JSON object such as {"limit":"minute"}. NULL if nothing more is known. */
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.time, table.id] })],
)

/** Latency as 16 counters (event-logs/histogram.ts), so that rows can be added. */
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

/** WITHOUT ROWID. The finest rollup: calls by hour, caller, route and outcome. */
export const usageHourly = sqliteTable(
  'usage_hourly',
  {
    organizationId: text('organization_id').notNull(),
    hour: integer().notNull(),
    type: text({ enum: ['api_call', 'webhook', 'auth', 'incoming', 'gateway', 'tool'] }).notNull(),
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
 * WITHOUT ROWID. All calls of an organization in one hour. Statistics read it, so their cost does not depend on the
 * number of keys and routes. The newest hour of an organization has a row only if it has many rollups; see
 * event-logs/hour-store.ts.
 */
export const usageHours = sqliteTable(
  'usage_hours',
  {
    organizationId: text('organization_id').notNull(),
    type: text({ enum: ['api_call', 'webhook', 'auth', 'incoming', 'gateway', 'tool'] }).notNull(),
    hour: integer().notNull(),
    calls: integer().notNull(),
    errors: integer().notNull(),
    /** Those of `errors` that were answered with a status of 500 or more. */
    serverErrors: integer('server_errors').notNull().default(0),
    /** Attempts with which a delivery failed. Only rows of the type `webhook` have any. */
    failedDeliveries: integer('failed_deliveries').notNull().default(0),
    durationMs: real('duration_ms').notNull(),
    ...histogram(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.type, table.hour] })],
)

/** The name of a key or a route, its calls, its errors. */
export type Top = [name: string, calls: number, errors: number]

/** WITHOUT ROWID. The most called keys and routes of a past day, most calls first. */
export const usageTops = sqliteTable(
  'usage_tops',
  {
    organizationId: text('organization_id').notNull(),
    /** The instant at which the day began in the organization's time zone. */
    day: integer().notNull(),
    /** The instant at which it ended; null: 24 hours later, for a UTC day written before this column existed. */
    until: integer(),
    keys: json<Top[]>()().notNull(),
    routes: json<Top[]>()().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day] })],
)

/**
 * WITHOUT ROWID. Counts of calls without a log entry: `rejected` (credentials refused by checksum, so the organization
 * is unknown) and `dropped` (entries that the queue did not accept). organization_id '-' is the installation.
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

/** WITHOUT ROWID. Captured headers and bodies of a call: already redacted, at most 16 KB per body. */
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

/** WITHOUT ROWID. Archives of purged rows: each is one object of gzipped JSON lines. */
export const archives = sqliteTable(
  'archives',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    kind: text({ enum: ['event_logs', 'deliveries', 'audit_logs'] }).notNull(),
    /** The times of its first and its last row. */
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

/** WITHOUT ROWID. Queue messages already counted in log_counters: counters have no id that would reveal a duplicate. */
export const logBatches = sqliteTable('log_batches', {
  id: text().primaryKey(),
  organizationId: text('organization_id').notNull(),
  at: integer().notNull(),
})

/**
 * WITHOUT ROWID. A redelivered queue message whose batch was interrupted, while it is processed alone. The row is
 * deleted when processing ends, so a row that remains shows that the message ended the runtime.
 */
export const interruptedMessages = sqliteTable('interrupted_messages', {
  /** The queue's id of the message. */
  id: text().primaryKey(),
  /** How often processing it alone started without ending. */
  tries: integer().notNull(),
  at: integer().notNull(),
})

/** WITHOUT ROWID. Written in the same batch as the change that it records. */
export const auditLogs = sqliteTable(
  'audit_logs',
  {
    organizationId: text('organization_id').notNull(),
    time: integer().notNull(),
    id: text().notNull(),
    actorType: text('actor_type', { enum: ['user', 'api_key', 'system'] }).notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    action: spelledText<string>()().notNull(),
    targetType: text('target_type').notNull(),
    targetId: text('target_id').notNull(),
    targetName: text('target_name').notNull(),
    before: json<Json>()('before'),
    after: json<Json>()('after'),
    ip: text(),
    requestId: text('request_id'),
    /** The environment of the changed key or webhook; null for what has no environment. */
    environment: text({ enum: ['live', 'test'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.time, table.id] }),
    index('audit_logs_target').on(table.organizationId, table.targetId, table.time, table.id),
    index('audit_logs_test').on(table.organizationId, table.time, table.id).where(sql`environment = 'test'`),
  ],
)

/**
 * WITHOUT ROWID. The first answer to an Idempotency-Key, encrypted under a key that is derived from that header's
 * value.
 */
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

/** WITHOUT ROWID. Alerts; at most one open alert per cause, with a count. */
export const alerts = sqliteTable(
  'alerts',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    severity: text({ enum: ['info', 'warning', 'critical'] }).notNull(),
    /** Identifies the cause, such as key_unused:key_01k... */
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
    /** When it was sent by email; null: not sent. */
    emailedAt: integer('emailed_at'),
    /** When it was published as raised; null: not published, or published as resolved. */
    publishedAt: integer('published_at'),
    /**
     * The environment of the key or webhook that it is about; null if it is about the organization or an IP address.
     */
    environment: text({ enum: ['live', 'test'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('alerts_open').on(table.organizationId, table.cause).where(sql`status = 'open'`),
    index('alerts_to_publish').on(table.lastAt).where(sql`status = 'open' AND published_at IS NULL`),
    index('alerts_ended').on(table.resolvedAt).where(sql`status = 'resolved' AND published_at IS NOT NULL`),
  ],
)

/** WITHOUT ROWID. Alert rules that an organization changed, by kind; no row: the defaults. */
export const alertRules = sqliteTable(
  'alert_rules',
  {
    organizationId: text('organization_id').notNull(),
    kind: text().notNull(),
    enabled: integer().notNull(),
    /** The number (or the multiple of the baseline) within the window that raises an alert; null: the default. */
    threshold: integer(),
    windowSeconds: integer('window_seconds'),
    /** 1: also sent by email, also published as an event. */
    byEmail: integer('by_email').notNull(),
    asEvent: integer('as_event').notNull(),
    /** No alert of this kind is raised until then; null: not muted. */
    mutedUntil: integer('muted_until'),
    version: integer().notNull().default(1),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.kind] })],
)

/**
 * WITHOUT ROWID. How often something happened in a minute that raises an alert only in large numbers, such as a refused
 * call of a key.
 */
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

/** WITHOUT ROWID. The routes that a key calls, and since when: a job writes them from the rollups, once a day. */
export const keyRoutes = sqliteTable(
  'key_routes',
  {
    organizationId: text('organization_id').notNull(),
    keyId: text('key_id').notNull(),
    route: text().notNull(),
    /** Days (UTC) as the ms at which they begin. */
    firstDay: integer('first_day').notNull(),
    lastDay: integer('last_day').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId, table.route] })],
)

/** WITHOUT ROWID. Hints of the dashboard that a user or a key has hidden. */
export const dismissals = sqliteTable(
  'dismissals',
  {
    organizationId: text('organization_id').notNull(),
    actorId: text('actor_id').notNull(),
    what: text().notNull(),
    dismissedAt: integer('dismissed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.actorId, table.what] })],
)

/** WITHOUT ROWID. The last run of each job; `cursor` is where the next run continues. */
export const jobRuns = sqliteTable('job_runs', {
  job: text().primaryKey(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  cursor: text(),
  result: json<JsonObject>()(),
  /** Consecutive runs that neither ended nor failed, because the runtime ended. */
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
    /** Of a connector: also why its provider's answer paused it (PAUSE_REASONS in contract/connectors.data.ts). */
    disabledReason: text('disabled_reason', {
      enum: [
        'too_many_failures',
        'no_success',
        'gone',
        'channel_archived',
        'channel_not_found',
        'webhook_removed',
        'not_allowed',
      ],
    }),
    /** Custom headers as encrypted JSON: they may contain credentials. */
    sealedHeaders: bytes('sealed_headers').notNull(),
    sealedSecret: bytes('sealed_secret').notNull(),
    /** The encrypted secret before the last rotation; it also signs until previousUntil. */
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
    /**
     * Failed attempts since the last success, and the time of the first of them. Not settings: they do not change
     * version.
     */
    consecutiveFailures: integer('consecutive_failures').notNull().default(0),
    failingSince: integer('failing_since'),
    /**
     * Since when its endpoint takes longer than a second to answer (ms); null: not known to be slow. Not a setting
     * either. Its deliveries use the queue `deliveries-slow`.
     */
    slowSince: integer('slow_since'),
    /** Increases with each change of a setting; ETag is derived from it. */
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
    /**
     * Name, description and URL, folded for search and sorting (lib/fold.ts); null: written before this column existed.
     */
    searchText: text('search_text'),
    /** The provider of a connector; null: it is a webhook. A connector's `url` is masked, and `sealedSecret` is the address. */
    provider: text(),
    /** Of a REST hook: identifies its target and event, so that the same pair exists once. */
    hookKey: text('hook_key'),
    /** The origin at which a connector was created, for links to the dashboard. */
    dashboardOrigin: text('dashboard_origin'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('webhooks_hook')
      .on(table.organizationId, table.hookKey)
      .where(sql`hook_key IS NOT NULL AND deleted_at IS NULL`),
  ],
)

/**
 * WITHOUT ROWID. Separate from webhooks, and counted with the log: one written row per batch of attempts, not per
 * attempt.
 */
export const webhookUsage = sqliteTable(
  'webhook_usage',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    attempts: integer().notNull(),
    succeeded: integer().notNull(),
    lastTriggeredAt: integer('last_triggered_at').notNull(),
    /** When the latest attempt that succeeded, and the latest that failed, ended; null: none. */
    lastSuccessAt: integer('last_success_at'),
    lastFailureAt: integer('last_failure_at'),
    /** Finished deliveries by outcome. `attempts` and `succeeded` count each attempt. */
    deliveriesSucceeded: integer('deliveries_succeeded').notNull().default(0),
    deliveriesFailed: integer('deliveries_failed').notNull().default(0),
    /** Outcomes of the last 20 finished deliveries, newest first: a dot for a success, an x for a failure. */
    recent: text().notNull().default(''),
    /** Finished deliveries in each of the last 24 hours (hours since 1970): succeeded, failed. */
    hours: json<Record<string, [succeeded: number, failed: number]>>()().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.webhookId] })],
)

/** WITHOUT ROWID. Custom event types of an organization, in addition to the catalog. */
export const eventTypes = sqliteTable(
  'event_types',
  {
    organizationId: text('organization_id').notNull(),
    type: text().notNull(),
    /** Empty: it has no name of its own. */
    name: text().notNull().default(''),
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

/** WITHOUT ROWID. Published events, written in one transaction with their deliveries. */
export const events = sqliteTable(
  'events',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    type: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    time: integer().notNull(),
    orderingKey: text('ordering_key'),
    /** The number of webhooks that get it. */
    deliveries: integer().notNull(),
    /** Digests of the idempotency key, and of what was published with it. */
    idempotencyHash: text('idempotency_hash'),
    requestHash: text('request_hash'),
    /** JSON text as it is sent; it is not parsed here. */
    data: text().notNull(),
    /** The call that published it. NULL for an event that no call published, and for one from before this column. */
    requestId: text('request_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('events_idempotency')
      .on(table.organizationId, table.idempotencyHash)
      .where(sql`idempotency_hash IS NOT NULL`),
  ],
)

/**
 * WITHOUT ROWID. One event for one webhook. The last attempt is stored in the row itself, so that a delivery that
 * succeeds at once costs three written rows: this one, its claim, its outcome.
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
    status: spelledText<'pending' | 'delivering' | 'succeeded' | 'failed' | 'held' | 'canceled'>()().notNull(),
    attempts: integer().notNull().default(0),
    /** The number of attempts before it was last sent again by hand: the retry schedule counts from there. */
    scheduleFrom: integer('schedule_from').notNull().default(0),
    /** The earliest time of the next attempt; null: now. */
    nextAt: integer('next_at'),
    /** When the sweeper looks at it; null at first, and for finished deliveries, so that the index stays small. */
    dueAt: integer('due_at'),
    leaseUntil: integer('lease_until'),
    /** The holder of the lease. */
    leaseToken: text('lease_token'),
    /** How often a lease expired without an outcome: the runtime ended while the delivery was processed. */
    interruptions: integer().notNull().default(0),
    /** How many of these happened while no other delivery was processed. */
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

/** WITHOUT ROWID. All attempts but the last one of a delivery. */
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

/** WITHOUT ROWID. Jobs that send many deliveries again, in batches. */
export const retryJobs = sqliteTable(
  'retry_jobs',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    id: text().notNull(),
    status: spelledText<'running' | 'done' | 'canceled'>()().notNull(),
    filter: json<JsonObject>()().notNull(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    /** The last item that it has processed, oldest first. */
    cursor: text(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    finishedAt: integer('finished_at'),
    /** `retry`: sends deliveries of a webhook again; `replay`: handles requests of an incoming webhook again. */
    kind: text({ enum: ['retry', 'replay'] })
      .notNull()
      .default('retry'),
    /** Of a replay: how many of `done` were refused again. */
    refused: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.webhookId, table.id] }),
    index('retry_jobs_running').on(table.status).where(sql`status = 'running'`),
  ],
)

/** The fields of a module, as its feature stores them. */
type ModuleFields = {
  key: string
  name: string
  label: string
  type: 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'email' | 'url' | 'select' | 'json' | 'reference'
  required: boolean
  unique: boolean
  indexed: boolean
  options?: string[] | undefined
  module?: string | undefined
  isBuilding?: true | undefined
  isChecking?: true | undefined
  problem?: string | undefined
}[]

/** WITHOUT ROWID. Modules: the definitions of records. Both environments share them. */
export const modules = sqliteTable(
  'modules',
  {
    organizationId: text('organization_id').notNull(),
    slug: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    fields: json<ModuleFields>()().notNull(),
    /** How many keys of fields were given so far. */
    fieldKeys: integer('field_keys').notNull(),
    /** Whether it is demonstration data. */
    demo: integer({ mode: 'boolean' }).notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.slug] })],
)

/** WITHOUT ROWID. Records of modules; `data` has values by the keys of fields. */
export const records = sqliteTable(
  'records',
  {
    organizationId: text('organization_id').notNull(),
    moduleId: text('module_id').notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    id: text().notNull(),
    data: json<JsonObject>()().notNull(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.moduleId, table.environment, table.id] })],
)

/**
 * WITHOUT ROWID. A row for each record and each of its unique or indexed fields. `value` is an empty blob where the record
 * has none, which sorts after all values. `tie` is empty for the value of a unique field, so that the primary key admits
 * it once; else it is the id of the record.
 */
export const recordIndex = sqliteTable(
  'record_index',
  {
    organizationId: text('organization_id').notNull(),
    moduleId: text('module_id').notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    field: text().notNull(),
    value: anyValue().notNull(),
    tie: text().notNull(),
    recordId: text('record_id').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.moduleId, table.environment, table.field, table.value, table.tie],
    }),
  ],
)

/** WITHOUT ROWID. What a job still has to delete: all of a deleted module (`field` empty), or one index of a module. */
export const modulePurges = sqliteTable(
  'module_purges',
  {
    organizationId: text('organization_id').notNull(),
    moduleId: text('module_id').notNull(),
    field: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.moduleId, table.field] })],
)

/**
 * WITHOUT ROWID. An index of a field that a job builds over existing records: those up to a place (`environment`, `after`)
 * have their row, `done` of them.
 */
export const moduleBuilds = sqliteTable(
  'module_builds',
  {
    organizationId: text('organization_id').notNull(),
    moduleId: text('module_id').notNull(),
    field: text().notNull(),
    slug: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    after: text().notNull(),
    done: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.moduleId, table.field] })],
)

/** The mapping of an incoming webhook, as its feature stores it. */
type StoredMapping = Record<string, { value?: string | undefined; default?: Json | undefined; list?: true | undefined }>

/** How an incoming webhook verifies its senders, without secrets. */
type StoredVerification = {
  kind: 'none' | 'header' | 'hmac' | 'standard' | 'github' | 'stripe' | 'shopify' | 'slack'
  header?: string | undefined
  algorithm?: 'sha256' | 'sha1' | 'sha512' | undefined
  encoding?: 'hex' | 'base64' | undefined
  prefix?: string | undefined
  secretEncoding?: 'text' | 'base64' | 'hex' | undefined
  toleranceSeconds?: number | undefined
}

/** WITHOUT ROWID. Incoming webhooks: URLs that make records or events of what others post to them. */
export const incomingWebhooks = sqliteTable(
  'incoming_webhooks',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    status: text({ enum: ['active', 'paused'] }).notNull(),
    target: text({ enum: ['record', 'event'] }).notNull(),
    module: text(),
    action: text({ enum: ['create', 'update', 'upsert'] }),
    upsertField: text('upsert_field'),
    mapping: json<StoredMapping>()().notNull(),
    eventType: text('event_type'),
    verification: json<StoredVerification>()().notNull(),
    /** The secrets of the sender as an encrypted JSON list, the current one first; null: none. */
    sealedSecrets: bytes('sealed_secrets'),
    senderId: json<{ header?: string | undefined; path?: string | undefined }>()('sender_id'),
    perMinute: integer('per_minute'),
    /** The public part of the token. Its guard is named by it. */
    reference: text().notNull(),
    secretHash: bytes('secret_hash').notNull(),
    pepperVersion: integer('pepper_version').notNull(),
    lastCharacters: text('last_characters').notNull(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    updatedAt: integer('updated_at').notNull(),
    /** A deleted one stays for a while, so that its guard knows that it is deleted. */
    deletedAt: integer('deleted_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('incoming_webhooks_reference').on(table.reference),
  ],
)

/** WITHOUT ROWID. Calls to incoming webhooks. The body is last, so that lists do not read it. */
export const incomingRequests = sqliteTable(
  'incoming_requests',
  {
    organizationId: text('organization_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    id: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    verdict: text({ enum: ['accepted', 'refused', 'repeated', 'challenge'] }).notNull(),
    /** `ok`, or the code of the problem. */
    outcome: text().notNull(),
    reason: text(),
    errors: json<{ path: string; message: string }[]>()(),
    result: text({ enum: ['created', 'updated', 'unchanged', 'published'] }),
    module: text(),
    recordId: text('record_id'),
    eventId: text('event_id'),
    senderId: text('sender_id'),
    contentType: text('content_type'),
    sizeBytes: integer('size_bytes').notNull(),
    ip: text(),
    requestId: text('request_id'),
    /** The request that this one repeats or replays. */
    firstId: text('first_id'),
    replay: integer().notNull().default(0),
    /** Redacted. */
    headers: json<Record<string, string>>()().notNull(),
    /** What the payload was mapped to. */
    mapped: json<JsonObject>()(),
    /** As it was received; null unless its signature was right. */
    body: bytes(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.webhookId, table.id] }),
    uniqueIndex('incoming_requests_sender')
      .on(table.organizationId, table.webhookId, table.senderId)
      .where(sql`sender_id IS NOT NULL AND verdict = 'accepted'`),
    // What can be replayed, and what was.
    index('incoming_requests_refused')
      .on(table.organizationId, table.webhookId, table.id)
      .where(sql`verdict = 'refused' AND body IS NOT NULL`),
    index('incoming_requests_replayed')
      .on(table.organizationId, table.webhookId, table.firstId)
      .where(sql`replay = 1 AND verdict = 'accepted'`),
  ],
)

/**
 * WITHOUT ROWID. An OAuth app of an organization. Apps whose client ID is the URL of their metadata, and apps that
 * registered themselves, have a row in each organization that allowed them. A deleted app stays for a while, so that its
 * guard knows that it is deleted.
 */
export const oauthApps = sqliteTable(
  'oauth_apps',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    clientId: text('client_id').notNull(),
    name: text().notNull(),
    description: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    type: text({ enum: ['confidential', 'public'] }).notNull(),
    source: text({ enum: ['organization', 'document', 'registration'] }).notNull(),
    status: text({ enum: ['active', 'disabled'] }).notNull(),
    redirectUris: json<string[]>()('redirect_uris').notNull(),
    scopes: json<string[]>()().notNull(),
    grantTypes: json<('authorization_code' | 'client_credentials')[]>()('grant_types').notNull(),
    /** 1: an authorization needs a code challenge (RFC 7636). */
    requirePkce: integer('require_pkce').notNull(),
    /** 1: the organization vouches for the app. */
    verified: integer().notNull(),
    websiteUrl: text('website_url'),
    privacyPolicyUrl: text('privacy_policy_url'),
    logoUrl: text('logo_url'),
    /** The limits of each grant. */
    perMinute: integer('per_minute'),
    perHour: integer('per_hour'),
    perDay: integer('per_day'),
    /** Days after which a user has to allow the app again. */
    maxDays: integer('max_days').notNull(),
    /** Public keys for private_key_jwt, as a list of JWKs. */
    publicKeys: json<{ kty: string; [member: string]: Json }[]>()('public_keys').notNull(),
    /** The client secret, hashed; null: a public app. */
    secretHash: bytes('secret_hash'),
    pepperVersion: integer('pepper_version'),
    lastCharacters: text('last_characters'),
    previousHash: bytes('previous_hash'),
    previousPepperVersion: integer('previous_pepper_version'),
    previousUntil: integer('previous_until'),
    rotatedAt: integer('rotated_at'),
    /** Whose rights bound what the app can do by itself: who created it, or last changed its scopes. */
    holderType: text('holder_type', { enum: ['person', 'key', 'system'] }).notNull(),
    holderId: text('holder_id').notNull(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    deletedAt: integer('deleted_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('oauth_apps_client').on(table.clientId, table.organizationId),
  ],
)

/**
 * WITHOUT ROWID. What somebody allowed an app: at most one active grant for an app and a subject. Its guard is named by
 * the reference. A revoked grant stays for a while.
 */
export const oauthGrants = sqliteTable(
  'oauth_grants',
  {
    organizationId: text('organization_id').notNull(),
    appId: text('app_id').notNull(),
    id: text().notNull(),
    reference: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    subjectType: text('subject_type', { enum: ['person', 'external', 'app'] }).notNull(),
    subject: text().notNull(),
    subjectName: text('subject_name').notNull(),
    /** Only ever appended to: access tokens name scopes by their place here. */
    scopes: json<string[]>()().notNull(),
    status: text({ enum: ['active', 'revoked'] }).notNull(),
    /** Families and single access tokens that were revoked, and until when (ms) an access token of them could be valid. */
    ended: json<[reference: string, until: number][]>()().notNull(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    lastAllowedAt: integer('last_allowed_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    revokedAt: integer('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.appId, table.id] }),
    uniqueIndex('oauth_grants_reference').on(table.reference),
    // Also finds the grants of a person.
    uniqueIndex('oauth_grants_subject')
      .on(table.organizationId, table.subjectType, table.subject, table.appId)
      .where(sql`status = 'active'`),
  ],
)

/** A refresh token that was replaced: its hash and its successor in base64, and when it was replaced (ms). */
export type RecentRefresh = { hash: string; pepperVersion: number; at: number; successor: string }

/**
 * WITHOUT ROWID. One authorization: a code, then the chain of refresh tokens that grew from it. Only the newest refresh
 * token is stored (hashed), and for a minute those before, with the successor of each.
 */
export const oauthFamilies = sqliteTable(
  'oauth_families',
  {
    organizationId: text('organization_id').notNull(),
    appId: text('app_id').notNull(),
    id: text().notNull(),
    grantId: text('grant_id').notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    /** The public part of its code and of its refresh tokens. */
    reference: text().notNull(),
    /** The authorization request: accepting it again gives the same code. */
    requestId: text('request_id').notNull(),
    scopes: json<string[]>()().notNull(),
    resource: text(),
    redirectUri: text('redirect_uri').notNull(),
    /** Whether the token request has to repeat the redirect URI (RFC 6749, section 4.1.3). */
    redirectNamed: integer('redirect_named').notNull(),
    codeChallenge: text('code_challenge'),
    codeHash: bytes('code_hash').notNull(),
    codePepperVersion: integer('code_pepper_version').notNull(),
    codeExpiresAt: integer('code_expires_at').notNull(),
    codeUsedAt: integer('code_used_at'),
    refreshHash: bytes('refresh_hash'),
    refreshPepperVersion: integer('refresh_pepper_version'),
    refreshExpiresAt: integer('refresh_expires_at'),
    /** When refreshing ends for good. */
    absoluteUntil: integer('absolute_until').notNull(),
    /** When the newest refresh token was issued. */
    rotatedAt: integer('rotated_at'),
    /** Refresh tokens that were replaced within the last minute: each hashed, with its successor sealed under itself. */
    recent: json<RecentRefresh[]>()().notNull(),
    endedAt: integer('ended_at'),
    endedReason: text('ended_reason'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.appId, table.id] }),
    uniqueIndex('oauth_families_reference').on(table.reference),
    uniqueIndex('oauth_families_request').on(table.requestId),
    index('oauth_families_grant').on(table.organizationId, table.grantId),
  ],
)

/** WITHOUT ROWID. Access tokens, for lists and for revoking one: they are verified without a row. */
export const oauthTokens = sqliteTable(
  'oauth_tokens',
  {
    organizationId: text('organization_id').notNull(),
    appId: text('app_id').notNull(),
    id: text().notNull(),
    grantId: text('grant_id').notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    /** The family; empty for a token that the app got for itself. */
    family: text().notNull(),
    /** What the token names itself by. */
    serial: text().notNull(),
    scopes: json<string[]>()().notNull(),
    resource: text(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.appId, table.id] })],
)

/** What an app says about itself, in its metadata document or in its registration. */
export type ClientFacts = {
  name: string | null
  redirectUris: string[]
  /** How it proves who it is at the token endpoint; `none`: a public app. */
  authMethod: 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt'
  websiteUrl: string | null
  privacyPolicyUrl: string | null
  logoUrl: string | null
  /** As a list of JWKs. */
  publicKeys: { kty: string; [member: string]: Json }[]
}

/** WITHOUT ROWID. Facts about apps that belong to no organization: metadata documents that were fetched, and registrations. */
export const oauthClients = sqliteTable('oauth_clients', {
  clientId: text('client_id').primaryKey(),
  source: text({ enum: ['document', 'registration'] }).notNull(),
  metadata: json<ClientFacts>()().notNull(),
  secretHash: bytes('secret_hash'),
  pepperVersion: integer('pepper_version'),
  /** Of a document: when this copy was fetched. */
  createdAt: integer('created_at').notNull(),
  /** Of a document: when it has to be fetched again. Of a registration: when it ends, unless it was used. */
  freshUntil: integer('fresh_until').notNull(),
  /** Of a document: when it was last fetched again, or that was tried. Of a registration: when somebody last allowed it. */
  usedAt: integer('used_at'),
})

/** WITHOUT ROWID. Client assertions that were used (RFC 7523, section 3: jti), until they expire. */
export const oauthAssertions = sqliteTable(
  'oauth_assertions',
  {
    clientId: text('client_id').notNull(),
    jti: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.jti] })],
)

/** WITHOUT ROWID. How an organization lets apps in; missing: the defaults. */
export const oauthSettings = sqliteTable('oauth_settings', {
  organizationId: text('organization_id').primaryKey(),
  loginUrl: text('login_url'),
  consent: text({ enum: ['gatehouse', 'host'] }).notNull(),
  registration: integer().notNull(),
  version: integer().notNull().default(1),
})

type MethodOfRoute = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | '*'

/** Pages of other origins that may call a route. */
export type RouteCors = {
  origins: string[]
  methods: MethodOfRoute[]
  headers: string[]
  exposedHeaders: string[]
  maxAgeSeconds: number
}

/** A route as a tool for agents, without its name. */
export type RouteToolFacts = {
  description: string
  inputSchema: JsonObject
  annotations: {
    title?: string | undefined
    readOnlyHint?: boolean | undefined
    destructiveHint?: boolean | undefined
    idempotentHint?: boolean | undefined
    openWorldHint?: boolean | undefined
  }
  approval: boolean
  arguments: Record<
    string,
    {
      in: 'path' | 'query' | 'header' | 'body'
      name?: string | undefined
      style?: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | undefined
      explode?: boolean | undefined
    }
  >
}

/**
 * WITHOUT ROWID. A route of the gateway. It belongs to no environment: calls with test keys go to the same upstream, which is
 * told the environment.
 */
export const gatewayRoutes = sqliteTable(
  'gateway_routes',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    prefix: text().notNull(),
    /** 1: only this path, not those below it. */
    exact: integer().notNull(),
    upstream: text().notNull(),
    methods: json<MethodOfRoute[]>()().notNull(),
    scopes: json<string[]>()().notNull(),
    cost: integer().notNull(),
    timeoutSeconds: integer('timeout_seconds').notNull(),
    idleTimeoutSeconds: integer('idle_timeout_seconds').notNull(),
    stripPrefix: integer('strip_prefix').notNull(),
    retry: integer().notNull(),
    perMinute: integer('per_minute'),
    maxConcurrency: integer('max_concurrency'),
    /** Header rules for requests, sealed; null: none. */
    requestHeaders: bytes('request_headers'),
    responseHeaders: json<Record<string, string | null>>()('response_headers').notNull(),
    cors: json<RouteCors>()(),
    status: text({ enum: ['active', 'disabled'] }).notNull(),
    circuit: text({ enum: ['closed', 'open', 'half_open'] }).notNull(),
    circuitOpenUntil: integer('circuit_open_until'),
    source: text({ enum: ['manual', 'openapi'] }).notNull(),
    /** Of an imported route: its operation, such as `GET /posts/{id}`. */
    operation: text(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by'),
    toolName: text('tool_name'),
    /** The tool of the route. Last, because it is large and calls of the gateway do not read it. */
    tool: json<RouteToolFacts>()(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('gateway_routes_tool').on(table.organizationId, table.toolName).where(sql`tool_name IS NOT NULL`),
  ],
)

/** WITHOUT ROWID. Counts changes of an organization's routes, so that an isolate reads its routes only after a change. */
export const gatewayGenerations = sqliteTable('gateway_generations', {
  organizationId: text('organization_id').primaryKey(),
  generation: integer().notNull(),
})

/** WITHOUT ROWID. Hosts whose root is the gateway of an organization. */
export const gatewayHosts = sqliteTable('gateway_hosts', {
  host: text().primaryKey(),
  organizationId: text('organization_id').notNull(),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by'),
})

/** WITHOUT ROWID. Keys that sign the identities that upstreams get. */
export const signingKeys = sqliteTable('signing_keys', {
  kid: text().primaryKey(),
  publicKey: json<JsonObject>()('public_key').notNull(),
  /** PKCS #8, sealed. Null once it no longer signs. */
  privateKey: bytes('private_key'),
  createdAt: integer('created_at').notNull(),
  /** It is published from the start, signs from then on (ms) ... */
  signsFrom: integer('signs_from').notNull(),
  /** ... until then, and is published until then. */
  signsUntil: integer('signs_until').notNull(),
  publishedUntil: integer('published_until').notNull(),
})

/** WITHOUT ROWID. A tool call that needs a person's approval. */
export const approvals = sqliteTable(
  'approvals',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    environment: text({ enum: ['live', 'test'] }).notNull(),
    status: text({ enum: ['pending', 'approved', 'denied', 'expired', 'used'] }).notNull(),
    tool: text().notNull(),
    title: text().notNull(),
    routeId: text('route_id'),
    /** Redacted, for people. */
    arguments: json<JsonObject>()().notNull(),
    /** Of the tool, its version and the validated arguments in canonical form. */
    callHash: text('call_hash').notNull(),
    callerType: text('caller_type', { enum: ['api_key', 'oauth_token'] }).notNull(),
    /** The key, or the grant. */
    callerId: text('caller_id').notNull(),
    callerName: text('caller_name').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    decidedAt: integer('decided_at'),
    decidedBy: text('decided_by'),
    reason: text(),
    usedAt: integer('used_at'),
    requestId: text('request_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('approvals_open_call')
      .on(table.organizationId, table.callerId, table.callHash)
      .where(sql`status IN ('pending', 'approved')`),
    index('approvals_open')
      .on(table.organizationId, table.status, table.id)
      .where(sql`status IN ('pending', 'approved')`),
  ],
)
