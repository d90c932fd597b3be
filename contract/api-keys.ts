import { z } from 'zod'
import {
  BY_DAY_DAYS,
  DEFAULT_RATE_LIMIT,
  GRACE_SECONDS,
  KEY_SORTS,
  KEY_STATUSES,
  MAX_CREDITS,
  MAX_KEYS_BY_DAY,
  MAX_METADATA_KB,
  MAX_OWNER_ID,
  MAX_RATE_LIMIT,
  MAX_ROTATION_DAYS,
  MAX_TAG,
  MAX_TAGS,
  REFILL_INTERVALS,
  STANDARD_KEY_USAGE_DAYS,
} from './api-keys.data.ts'
import { ENVIRONMENTS, idPattern, MAX_DESCRIPTION, MAX_NAME, MAX_SEARCH } from './common.data.ts'
import {
  bulkResultOf,
  Cursor,
  chosenIds,
  Instant,
  idOf,
  Json,
  jsonObject,
  LimitState,
  line,
  pageOf,
  pageSize,
  paragraph,
  sortBy,
  unique,
  wholeInQuery,
} from './common.ts'
import { NamedInstant } from './instant.ts'
import { OAUTH_SUBJECT_TYPES } from './oauth.data.ts'
import { SCOPE_PATTERN } from './scopes.data.ts'

export const Environment = z.enum(ENVIRONMENTS)
export type Environment = z.infer<typeof Environment>

/** The environment that a call is about, in its query. */
export const NamedEnvironment = Environment.optional().meta({
  description:
    'A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named.',
})
/** The query of a route that addresses objects of an environment by id. */
export const EnvironmentQuery = z.strictObject({ environment: NamedEnvironment })

/** The environment of something that is created, in its body. */
export const NewEnvironment = Environment.optional().meta({
  description:
    'Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.',
})

export const KeyStatus = z.enum(KEY_STATUSES)
export type KeyStatus = z.infer<typeof KeyStatus>

export const KeyId = idOf('key', 'an API key')
const ONE_KEY = idPattern('key').source.slice(1, -1)

export const Scope = z.string().max(81).regex(SCOPE_PATTERN, 'must look like resource:action, resource:* or *')

const limit = (max: number) =>
  z.int('must be a whole number').min(1, 'must be at least 1').max(max, `must be at most ${max}`).nullable()

/** Calls allowed in any 60 s, 1 h and 24 h; null: no limit of that length. */
export const RateLimit = z
  .strictObject({
    perMinute: limit(MAX_RATE_LIMIT.perMinute).default(null),
    perHour: limit(MAX_RATE_LIMIT.perHour).default(null),
    perDay: limit(MAX_RATE_LIMIT.perDay).default(null),
  })
  .meta({ id: 'RateLimit' })
export type RateLimit = z.infer<typeof RateLimit>

/** The limits that are named; the others stay as they are. */
/** Changes the given limits of a rate limit. */
export const ChangedRateLimit = z.strictObject({
  perMinute: limit(MAX_RATE_LIMIT.perMinute).optional(),
  perHour: limit(MAX_RATE_LIMIT.perHour).optional(),
  perDay: limit(MAX_RATE_LIMIT.perDay).optional(),
})

const AllowedIp = z
  .string()
  .max(64)
  .refine(
    (text) => z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(text).success,
    'must be an IPv4 or IPv6 address, or a range such as 203.0.113.0/24',
  )

export type RefillInterval = (typeof REFILL_INTERVALS)[number]

const CreditCount = z
  .int('must be a whole number')
  .min(0, 'must be at least 0')
  .max(MAX_CREDITS, `must be at most ${MAX_CREDITS}`)

/** Refill of credits: at the start of each interval (UTC; weeks on Monday) the number left is set to `amount`. */
export const Refill = z
  .strictObject({ amount: CreditCount.min(1, 'must be at least 1'), interval: z.enum(REFILL_INTERVALS) })
  .meta({ id: 'Refill' })
export type Refill = z.infer<typeof Refill>

/** Calls that a key can spend in total; one call costs one credit, unless a verification names another cost. */
export const Credits = z.strictObject({ remaining: CreditCount, refill: Refill.nullable().default(null) }).meta({
  id: 'Credits',
})
export type Credits = z.infer<typeof Credits>

/** A new secret every `everyDays` days: automatically (then the key must be recoverable), or by a reminder. */
export const Rotation = z
  .strictObject({
    everyDays: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(MAX_ROTATION_DAYS, `must be at most ${MAX_ROTATION_DAYS}`),
    automatic: z.boolean().default(false),
    graceSeconds: z
      .int('must be a whole number')
      .min(GRACE_SECONDS.min, `must be at least ${GRACE_SECONDS.min}`)
      .max(GRACE_SECONDS.max, `must be at most ${GRACE_SECONDS.max} (7 days)`)
      .default(GRACE_SECONDS.default)
      .meta({ description: 'How long the old secret stays good after an automatic rotation.' }),
  })
  .meta({ id: 'Rotation' })
export type Rotation = z.infer<typeof Rotation>

const settings = {
  name: line(MAX_NAME),
  description: paragraph(MAX_DESCRIPTION),
  scopes: z
    .array(Scope)
    .min(1, 'choose at least one scope')
    .max(100, 'at most 100 scopes')
    .refine(unique, 'must not name a scope twice'),
  rateLimit: RateLimit,
  allowedIps: z.array(AllowedIp).max(100, 'at most 100 addresses').refine(unique, 'must not name an address twice'),
  expiresAt: NamedInstant.nullable(),
  consistency: z.enum(['edge', 'strict']),
  metadata: jsonObject(MAX_METADATA_KB),
  tags: z.array(line(MAX_TAG)).max(MAX_TAGS, `at most ${MAX_TAGS} tags`).refine(unique, 'must not name a tag twice'),
  ownerId: line(MAX_OWNER_ID).nullable(),
  credits: Credits.nullable().meta({ description: 'Null: as many calls as the limits allow.' }),
  rotation: Rotation.nullable(),
  captureBodies: z.boolean().nullable().meta({
    description: 'Whether the log keeps headers and bodies of its calls; null: as the organization says.',
  }),
}

export const CreateApiKey = z
  .strictObject({
    name: settings.name,
    description: settings.description.default(''),
    environment: NewEnvironment,
    recoverable: z.boolean().default(false).meta({
      description: 'Keep the key sealed, so that it can be shown again to whoever may; false: it is shown once.',
    }),
    scopes: settings.scopes,
    rateLimit: settings.rateLimit.default(DEFAULT_RATE_LIMIT),
    allowedIps: settings.allowedIps.default([]),
    expiresAt: settings.expiresAt.default(null),
    consistency: settings.consistency.default('edge'),
    metadata: settings.metadata.default({}),
    tags: settings.tags.default([]),
    ownerId: settings.ownerId.default(null),
    credits: settings.credits.default(null),
    rotation: settings.rotation.default(null),
    captureBodies: settings.captureBodies.default(null),
  })
  .refine((key) => !key.rotation?.automatic || key.recoverable, {
    path: ['rotation', 'automatic'],
    message: 'requires a recoverable key: otherwise no one could read the new secret',
  })
  .meta({ id: 'CreateApiKey' })
export type CreateApiKey = z.infer<typeof CreateApiKey>
export type CreateApiKeyInput = z.input<typeof CreateApiKey>

/** A key below another one. What is left out is that of the parent; nothing can be more than the parent has. */
export const CreateChildKey = z
  .strictObject({
    name: settings.name,
    description: settings.description.default(''),
    recoverable: z.boolean().default(false).meta({
      description: 'Keep the key sealed, so that it can be shown again to whoever may; false: it is shown once.',
    }),
    scopes: settings.scopes.meta({ description: 'Scopes that the parent holds, or narrower ones.' }),
    rateLimit: ChangedRateLimit.default({}).meta({
      description: 'At most the limits of the parent; those left out are the same. Calls also count for the parent.',
    }),
    allowedIps: settings.allowedIps.optional().meta({
      description: 'Addresses within those of the parent. Left out: those of the parent.',
    }),
    expiresAt: settings.expiresAt.optional().meta({
      description: 'Not after the parent. Left out: when the parent expires.',
    }),
    metadata: settings.metadata.default({}),
    tags: settings.tags.default([]),
    ownerId: settings.ownerId.optional().meta({ description: 'Left out: the owner of the parent.' }),
    credits: settings.credits.default(null).meta({
      description: 'A budget of its own, at most what the parent has left. Calls are also charged to the parent.',
    }),
    rotation: settings.rotation.default(null),
    captureBodies: settings.captureBodies.default(null),
  })
  .refine((key) => !key.rotation?.automatic || key.recoverable, {
    path: ['rotation', 'automatic'],
    message: 'requires a recoverable key: otherwise no one could read the new secret',
  })
  .meta({ id: 'CreateChildKey' })
export type CreateChildKey = z.infer<typeof CreateChildKey>
export type CreateChildKeyInput = z.input<typeof CreateChildKey>

export const UpdateApiKey = z
  .strictObject({
    ...settings,
    rateLimit: ChangedRateLimit,
    credits: z
      .strictObject({ remaining: CreditCount.optional(), refill: Refill.nullable().optional() })
      .nullable()
      .meta({ description: 'Without `remaining` what is left stays as it is.' }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateApiKey' })
export type UpdateApiKey = z.infer<typeof UpdateApiKey>

export const ApiKey = z
  .strictObject({
    id: KeyId,
    name: z.string(),
    description: z.string(),
    environment: Environment,
    parentId: KeyId.nullable().meta({ description: 'The key that it was minted from.' }),
    status: KeyStatus.meta({ description: 'Of itself, or of a key above it that is not active.' }),
    prefix: z.string().meta({ example: 'sk_live_abc' }),
    masked: z.string().meta({ example: 'sk_live_abc...xyz' }),
    recoverable: z.boolean(),
    scopes: z.array(z.string()),
    rateLimit: z.strictObject({
      perMinute: z.int().nullable(),
      perHour: z.int().nullable(),
      perDay: z.int().nullable(),
    }),
    allowedIps: z.array(z.string()),
    expiresAt: Instant.nullable(),
    consistency: z.enum(['edge', 'strict']),
    lastUsedAt: Instant.nullable(),
    usageCount: z.int(),
    unused: z
      .boolean()
      .meta({ description: 'No call for as long as the organization has set: 30 days, unless it says otherwise.' }),
    createdAt: Instant,
    createdBy: z.string().nullable(),
    revokedAt: Instant.nullable(),
    revokedBy: z.string().nullable(),
    metadata: z.record(z.string(), Json),
    tags: z.array(z.string()),
    ownerId: z.string().nullable(),
    credits: z
      .strictObject({ remaining: z.int(), refill: Refill.nullable(), refillsAt: Instant.nullable() })
      .nullable()
      .meta({ description: 'What is left at this moment.' }),
    rotation: Rotation.nullable(),
    rotatedAt: Instant.nullable().meta({ description: 'When it last got a new secret; null: still the first.' }),
    rotationDueAt: Instant.nullable().meta({ description: 'When its schedule asks for the next one.' }),
    graceEndsAt: Instant.nullable().meta({
      description: 'Until when the secret before the last regeneration works; null: it does not.',
    }),
    captureBodies: settings.captureBodies,
    leakedAt: Instant.nullable().meta({ description: 'When a scanner reported it as public.' }),
    leakSource: z.string().nullable(),
    imported: z
      .enum(['digest', 'upgraded'])
      .nullable()
      .meta({ description: 'Brought from another system; upgraded at its first use.' }),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>

/** The only answer that contains the key itself. */
export const ApiKeyWithSecret = z
  .strictObject({ ...ApiKey.shape, key: z.string().meta({ description: 'Shown in this answer alone.' }) })
  .meta({ id: 'ApiKeyWithSecret' })
export type ApiKeyWithSecret = z.infer<typeof ApiKeyWithSecret>

export const RegenerateApiKey = z
  .strictObject({
    graceSeconds: z
      .int('must be a whole number')
      .refine(
        (value) => value === 0 || (value >= GRACE_SECONDS.min && value <= GRACE_SECONDS.max),
        `must be 0, or from ${GRACE_SECONDS.min} to ${GRACE_SECONDS.max} (7 days)`,
      )
      .default(0)
      .meta({ description: 'How long the old secret stays good: 0 for not at all, else 1 minute to 7 days.' }),
  })
  .meta({ id: 'RegenerateApiKey' })
export type RegenerateApiKey = z.infer<typeof RegenerateApiKey>

/** `endsAt`: after the present end, and at most 7 days after the regeneration. */
export const ExtendGrace = z
  .strictObject({
    endsAt: NamedInstant.meta({
      description: 'Until when the old secret stays good instead: at most 7 days after the regeneration.',
    }),
  })
  .meta({ id: 'ExtendGrace' })
export type ExtendGrace = z.infer<typeof ExtendGrace>

/** How far a rotation has come: which secret is used, and by whom the old one. */
export const GraceState = z
  .strictObject({
    rotatedAt: Instant.nullable().meta({ description: 'When the key last got a new secret; null: still the first.' }),
    endsAt: Instant.nullable().meta({ description: 'Until when the old secret works; null: it does not.' }),
    latestEnd: Instant.nullable().meta({ description: 'How far the end can be moved; null without a grace period.' }),
    calls: z.int().meta({ description: 'Calls since the last regeneration.' }),
    previousCalls: z.int().meta({ description: 'Those of them that still came with the old secret.' }),
    lastPreviousCall: z
      .strictObject({
        id: z.string(),
        time: Instant,
        method: z.string(),
        endpoint: z.string(),
        ip: z.string().nullable(),
        country: z.string().nullable(),
        userAgent: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          'The last call with the old secret, for a caller with `logs:read`; null also where it is not among the newest entries of the log.',
      }),
  })
  .meta({ id: 'GraceState' })
export type GraceState = z.infer<typeof GraceState>

export const RevealedKey = z.strictObject({ key: z.string() }).meta({ id: 'RevealedKey' })

export const BULK_ACTIONS = ['revoke', 'disable', 'enable', 'delete'] as const
export const BulkApiKeys = z
  .strictObject({
    ids: chosenIds(KeyId, { noun: 'key', one: 'a key', many: 'keys' }),
    action: z.enum(BULK_ACTIONS),
  })
  .meta({ id: 'BulkApiKeys' })
export type BulkApiKeys = z.infer<typeof BulkApiKeys>

export const BulkResult = bulkResultOf(KeyId).meta({ id: 'BulkResult' })
export type BulkResult = z.infer<typeof BulkResult>

export const UsageQuery = z
  .strictObject({
    environment: NamedEnvironment,
    days: wholeInQuery(1, 90)
      .optional()
      .meta({
        description: `The last days, including today; ${STANDARD_KEY_USAGE_DAYS} where hours are not given either.`,
      }),
    hours: wholeInQuery(1, 72)
      .optional()
      .meta({ description: 'The last hours instead, including this one. Countries are counted by days all the same.' }),
  })
  .refine(({ days, hours }) => days === undefined || hours === undefined, {
    path: ['hours'],
    message: 'cannot stand beside days',
  })
export type UsageQuery = z.infer<typeof UsageQuery>

const counted = { calls: z.int(), errors: z.int() }

/** Statistics of one key over hours, or whole days in the organization's time zone, from rollups only. */
export const KeyUsage = z
  .strictObject({
    days: z.int().meta({ description: 'Days that the statistics touch.' }),
    buckets: z
      .array(z.strictObject({ start: Instant, successful: z.int(), clientErrors: z.int(), serverErrors: z.int() }))
      .meta({
        description:
          'Calls by hour, where hours were asked for, else by day: those with a status below 400, from 400 to 499, and of 500 and more. Oldest first, those without calls included.',
      }),
    total: z.int(),
    errors: z.int(),
    averageMs: z.number().nullable(),
    p95Ms: z.number().nullable(),
    byDay: z.array(z.strictObject({ day: z.string(), ...counted })),
    byEndpoint: z.array(z.strictObject({ endpoint: z.string(), ...counted, averageMs: z.number() })),
    byStatus: z.array(z.strictObject({ status: z.string(), calls: z.int() })),
    byCountry: z
      .array(z.strictObject({ country: z.string(), calls: z.int() }))
      .meta({ description: 'ISO 3166 codes, the most frequent first; ZZ where the country is not known.' }),
    limits: z.array(LimitState).meta({ description: 'What is left of each limit at this moment.' }),
    rotation: z
      .strictObject({ rotatedAt: Instant, graceEndsAt: Instant.nullable(), calls: z.int(), previousCalls: z.int() })
      .nullable()
      .meta({ description: 'Calls since the last regeneration, and how many still came with the old secret.' }),
  })
  .meta({ id: 'KeyUsage' })
export type KeyUsage = z.infer<typeof KeyUsage>

const KEY_IDS = new RegExp(`^${ONE_KEY}(,${ONE_KEY}){0,${MAX_KEYS_BY_DAY - 1}}$`)

export const KeysByDayQuery = z.strictObject({
  environment: NamedEnvironment,
  ids: z
    .string()
    .regex(KEY_IDS, `must be 1 to ${MAX_KEYS_BY_DAY} ids of API keys, with commas between them`)
    .meta({ description: 'Ids of keys, with commas between them. One that does not exist is left out of the answer.' }),
})
export type KeysByDayQuery = z.infer<typeof KeysByDayQuery>

/** The calls of some keys on the last days, in the organization's time zone. */
export const KeysByDay = z
  .strictObject({
    timeZone: z.string(),
    days: z.array(z.string().meta({ example: '2026-11-21' })).meta({
      description: `The last ${BY_DAY_DAYS} days, oldest first; the last one is today.`,
    }),
    data: z.array(
      z.strictObject({ id: KeyId, calls: z.array(z.int()).meta({ description: 'A number for each day.' }) }),
    ),
  })
  .meta({ id: 'KeysByDay' })
export type KeysByDay = z.infer<typeof KeysByDay>

export type KeySort = (typeof KEY_SORTS)[number]

export const ListApiKeys = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  sort: sortBy(KEY_SORTS).default('-createdAt'),
  status: KeyStatus.optional(),
  environment: NamedEnvironment,
  tag: line(MAX_TAG).optional().meta({ description: 'Only keys with exactly this tag.' }),
  ownerId: line(MAX_OWNER_ID).optional().meta({ description: 'Only keys with exactly this owner.' }),
  parentId: KeyId.optional().meta({ description: 'Only keys that were minted from this key.' }),
  q: z.string().trim().max(MAX_SEARCH).optional().meta({
    description: 'Text in the name, description or owner, or in the visible prefix or id of the key.',
  }),
})
export type ListApiKeys = z.infer<typeof ListApiKeys>

export const ApiKeyPage = pageOf(ApiKey).meta({ id: 'ApiKeyPage' })

export const VERDICT_CODES = [
  'ok',
  'malformed',
  'unknown',
  'revoked',
  'disabled',
  'expired',
  'ip_denied',
  'scope_missing',
  'rate_limited',
  'no_credits',
] as const
export type VerdictCode = (typeof VERDICT_CODES)[number]

/**
 * A text that an end client sent: it is truncated for the log, so that a long text does not make the verification fail.
 */
const clientText = (min: number, empty = '') =>
  z
    .string()
    .min(min, empty)
    .max(8192)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters')

export const VerifyApiKey = z
  .strictObject({
    key: z.string().min(1, 'must not be empty').max(512).meta({
      description: 'The key, or an access token of an OAuth app, as it was presented to you.',
    }),
    scopes: z.array(Scope).max(100).default([]),
    ip: z
      .union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address')
      .optional()
      .meta({ description: "The end client's address: without it a key bound to addresses is refused." }),
    cost: z.int().min(0).max(1_000_000).default(1),
    explain: z.boolean().default(false),
    endpoint: clientText(1, 'must not be empty').optional().meta({
      description:
        'The path that the end client called on your API, such as /v1/orders/42. The log shows it without its query; statistics count it as /v1/orders/{id}. A whole address is taken too, and only its path is kept.',
      example: '/v1/orders/42',
    }),
    method: z
      .string()
      .regex(/^[A-Za-z]{1,16}$/, 'must be an HTTP method such as GET')
      .optional()
      .meta({ description: 'The method of that call.', example: 'GET' }),
    country: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9]$/, 'must be a country code of two letters such as DE')
      .optional()
      .meta({ description: 'The country that the end client called from (ISO 3166-1 alpha-2).', example: 'DE' }),
    userAgent: clientText(0).optional().meta({
      description: 'The User-Agent of that call. At most 200 characters of it are kept.',
    }),
  })
  .meta({ id: 'VerifyApiKey' })
export type VerifyApiKey = z.infer<typeof VerifyApiKey>
export type VerifyApiKeyInput = z.input<typeof VerifyApiKey>

export const Verdict = z
  .strictObject({
    valid: z.boolean(),
    code: z.enum(VERDICT_CODES),
    keyId: KeyId.optional(),
    oauth: z
      .strictObject({
        appId: z.string(),
        grantId: z.string(),
        subject: z.strictObject({ type: z.enum(OAUTH_SUBJECT_TYPES), id: z.string() }),
      })
      .optional()
      .meta({ description: 'Of an access token, in place of `keyId`: the app, and who allowed it what.' }),
    organizationId: z.string().optional(),
    ownerId: z.string().nullable().optional(),
    scopes: z.array(z.string()).optional(),
    environment: Environment.optional(),
    metadata: z.record(z.string(), Json).optional(),
    limits: z.array(LimitState).optional(),
    credits: z.int().optional().meta({ description: 'What is left, when the key has credits.' }),
    retryAfterSeconds: z.int().optional(),
    checks: z
      .array(z.strictObject({ check: z.enum(VERDICT_CODES), passed: z.boolean(), detail: z.string() }))
      .optional(),
  })
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof Verdict>
