import { z } from 'zod'
import { Environment, NamedEnvironment, NewEnvironment } from './api-keys.ts'
import { batchJob } from './batch-jobs.ts'
import { MAX_DESCRIPTION, MAX_NAME, MAX_SEARCH } from './common.data.ts'
import { bulkResultOf, Cursor, chosenIds, Instant, idOf, Json, line, pageOf, pageSize, paragraph } from './common.ts'
import { EventType } from './events.ts'
import {
  HMAC_ALGORITHMS,
  HMAC_ENCODINGS,
  INCOMING_ACTIONS,
  INCOMING_PER_MINUTE,
  INCOMING_STATUSES,
  INCOMING_TARGETS,
  MAX_MAPPED_FIELDS,
  MAX_MAPPING_TEXT,
  MAX_REPLAYED,
  MAX_SENDER_HEADER,
  MAX_SENDER_SECRET,
  MAX_SHOWN_KB,
  REPLAYABLE_VERDICTS,
  REQUEST_RESULTS,
  REQUEST_VERDICTS,
  SECRET_ENCODINGS,
  TOLERANCE_SECONDS,
  VERIFICATION_KINDS,
} from './incoming.data.ts'
import { inOrder, NamedInstant } from './instant.ts'
import { FIELD_NAME_PATTERN, REFUSED_FIELD_NAMES } from './modules.data.ts'
import { ModuleSlug } from './modules.ts'
import { RecordId } from './records.ts'
import { HEADER_NAME_PATTERN, HEADER_VALUE_PATTERN } from './webhooks.data.ts'

export const IncomingId = idOf('inc', 'an incoming webhook')
export const IncomingRequestId = idOf('inr', 'a request')

const FieldName = z
  .string()
  .regex(FIELD_NAME_PATTERN, 'must be the name of a field')
  .refine((name) => !REFUSED_FIELD_NAMES.includes(name), 'is a name that cannot be used')
  .meta({ example: 'email' })

const Expression = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(MAX_MAPPING_TEXT, `must be at most ${MAX_MAPPING_TEXT} characters`)
  .meta({
    description:
      'A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.',
    example: 'data.object.email',
  })

/** Where the value of a field comes from. A text alone is `{ "value": text }`. */
const MappedField = z.union([
  Expression,
  z
    .strictObject({
      value: Expression.optional(),
      default: Json.optional().meta({ description: 'Taken where the payload has no value.' }),
      list: z.boolean().default(false).meta({ description: 'One value, or none, becomes a list too.' }),
    })
    .refine(({ value, default: instead }) => value !== undefined || instead !== undefined, {
      path: ['value'],
      message: 'is required without a default',
    }),
])

const Mapping = z
  .record(FieldName, MappedField)
  .refine((all) => Object.keys(all).length <= MAX_MAPPED_FIELDS, `must have at most ${MAX_MAPPED_FIELDS} fields`)
  .meta({
    description: 'Fields by their names, each with a path or a JSONata expression.',
    example: { email: 'data.object.email', name: { value: 'data.object.name', default: 'Unknown' } },
  })
export type Mapping = z.infer<typeof Mapping>

const FieldMapping = z
  .record(z.string().min(1).max(MAX_MAPPING_TEXT), FieldName)
  .refine((all) => Object.keys(all).length <= MAX_MAPPED_FIELDS, `must have at most ${MAX_MAPPED_FIELDS} fields`)
  .meta({
    description: 'The same from the side of the payload: its names, or paths, with the field of each.',
    example: { email: 'email', company: 'company_name' },
  })

const SenderHeader = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_SENDER_HEADER, `must be at most ${MAX_SENDER_HEADER} characters`)
  .regex(HEADER_NAME_PATTERN, 'must be the name of a header')
  .meta({ example: 'X-Signature' })

const SenderSecret = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_SENDER_SECRET, `must be at most ${MAX_SENDER_SECRET} characters`)
  .regex(HEADER_VALUE_PATTERN, 'must be visible ASCII characters')

const secrets = {
  secret: SenderSecret.optional().meta({
    description: 'What you and the sender share. Never shown again; left out in a change of the same kind: it stays.',
  }),
  previousSecret: SenderSecret.nullable().optional().meta({
    description: 'Accepted too, while the sender changes to a new secret. Null takes it away.',
  }),
}
const toleranceSeconds = z
  .int('must be a whole number')
  .min(TOLERANCE_SECONDS.min, `must be at least ${TOLERANCE_SECONDS.min}`)
  .max(TOLERANCE_SECONDS.max, `must be at most ${TOLERANCE_SECONDS.max}`)
  .default(TOLERANCE_SECONDS.default)

/** How a sender proves who it is. */
export const VerificationInput = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('header'), header: SenderHeader, ...secrets }),
      z.strictObject({
        kind: z.literal('hmac'),
        header: SenderHeader,
        algorithm: z.enum(HMAC_ALGORITHMS).default('sha256'),
        encoding: z.enum(HMAC_ENCODINGS).default('hex'),
        prefix: z.string().max(50).regex(HEADER_VALUE_PATTERN).default('').meta({
          description: 'What stands before the signature in the header, such as `sha256=`.',
        }),
        secretEncoding: z.enum(SECRET_ENCODINGS).default('text'),
        ...secrets,
      }),
      z.strictObject({ kind: z.literal('standard'), toleranceSeconds, ...secrets }),
      z.strictObject({ kind: z.literal('github'), ...secrets }),
      z.strictObject({ kind: z.literal('stripe'), toleranceSeconds, ...secrets }),
      z.strictObject({ kind: z.literal('shopify'), ...secrets }),
      z.strictObject({ kind: z.literal('slack'), toleranceSeconds, ...secrets }),
    ],
    `must have one of these kinds: ${VERIFICATION_KINDS.join(', ')}`,
  )
  .meta({ id: 'VerificationInput' })
export type VerificationInput = z.infer<typeof VerificationInput>

/** The same as the API shows it: without secrets. */
export const Verification = z
  .strictObject({
    kind: z.enum(VERIFICATION_KINDS),
    header: z.string().optional(),
    algorithm: z.enum(HMAC_ALGORITHMS).optional(),
    encoding: z.enum(HMAC_ENCODINGS).optional(),
    prefix: z.string().optional(),
    secretEncoding: z.enum(SECRET_ENCODINGS).optional(),
    toleranceSeconds: z.int().optional(),
    hasSecret: z.boolean(),
    hasPreviousSecret: z.boolean(),
  })
  .meta({ id: 'Verification' })
export type Verification = z.infer<typeof Verification>

/** Where the id of a delivery is, for senders that no preset knows. */
export const SenderId = z
  .strictObject({
    header: SenderHeader.optional(),
    path: z.string().min(1).max(MAX_MAPPING_TEXT).optional().meta({ example: 'id' }),
  })
  .refine(({ header, path }) => (header === undefined) !== (path === undefined), 'must name a header or a path')
export type SenderId = z.infer<typeof SenderId>

/** An incoming webhook. */
export const IncomingWebhook = z
  .strictObject({
    id: IncomingId,
    name: z.string(),
    description: z.string(),
    environment: Environment,
    url: z.string().meta({ description: 'Where senders post to. Its token is only shown when it is made.' }),
    target: z.enum(INCOMING_TARGETS),
    module: z.string().nullable(),
    action: z.enum(INCOMING_ACTIONS).nullable(),
    upsertField: z.string().nullable(),
    mapping: Mapping,
    eventType: z.string().nullable(),
    verification: Verification,
    senderId: SenderId.nullable(),
    rateLimitPerMinute: z.int().nullable(),
    status: z.enum(INCOMING_STATUSES),
    lastReceivedAt: Instant.nullable(),
    createdAt: Instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'IncomingWebhook' })
export type IncomingWebhook = z.infer<typeof IncomingWebhook>

/** With its token, after creation and regeneration alone. */
export const IncomingWebhookWithToken = z
  .strictObject({ ...IncomingWebhook.shape, token: z.string() })
  .meta({ id: 'IncomingWebhookWithToken' })
export type IncomingWebhookWithToken = z.infer<typeof IncomingWebhookWithToken>

const settings = {
  name: line(MAX_NAME),
  description: paragraph(MAX_DESCRIPTION),
  target: z.enum(INCOMING_TARGETS).meta({ description: 'A record of a module, or an event.' }),
  module: ModuleSlug.nullable().meta({ description: 'Of a record, and required there.' }),
  action: z.enum(INCOMING_ACTIONS).meta({
    description: 'Of a record: create it, update the one with the value of `upsertField`, or whichever fits.',
  }),
  upsertField: FieldName.nullable().meta({ description: 'A unique field. Required to update and to upsert.' }),
  mapping: Mapping,
  fieldMapping: FieldMapping,
  eventType: EventType.nullable().meta({ description: 'Of an event, and required there.' }),
  verification: VerificationInput,
  senderId: SenderId.nullable().meta({
    description: 'For the kinds none, header and hmac: where the id of a delivery is, so that a repeat does nothing.',
  }),
  rateLimitPerMinute: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(INCOMING_PER_MINUTE.max, `must be at most ${INCOMING_PER_MINUTE.max}`)
    .nullable()
    .meta({ description: 'Requests in any 60 s; null: only the limit of the plan.' }),
}

const mappings = {
  mapping: settings.mapping.optional(),
  fieldMapping: settings.fieldMapping.optional(),
  field_mapping: settings.fieldMapping.optional().meta({ description: 'The same as fieldMapping.' }),
}
const oneMapping = (input: { [name in keyof typeof mappings]?: unknown }) =>
  [input.mapping, input.fieldMapping, input.field_mapping].filter((one) => one !== undefined).length < 2
const ONE_MAPPING = { path: ['mapping'], message: 'cannot stand beside fieldMapping' }

export const CreateIncomingWebhook = z
  .strictObject({
    name: settings.name,
    description: settings.description.default(''),
    environment: NewEnvironment,
    target: settings.target.default('record'),
    module: settings.module.optional(),
    action: settings.action.default('create'),
    upsertField: settings.upsertField.optional(),
    ...mappings,
    eventType: settings.eventType.optional(),
    verification: settings.verification.default({ kind: 'none' }),
    senderId: settings.senderId.default(null),
    rateLimitPerMinute: settings.rateLimitPerMinute.default(INCOMING_PER_MINUTE.default),
    status: z.enum(INCOMING_STATUSES).default('active'),
  })
  .refine(oneMapping, ONE_MAPPING)
  .meta({ id: 'CreateIncomingWebhook' })
export type CreateIncomingWebhook = z.infer<typeof CreateIncomingWebhook>

export const UpdateIncomingWebhook = z
  .strictObject({
    name: settings.name.optional(),
    description: settings.description.optional(),
    target: settings.target.optional(),
    module: settings.module.optional(),
    action: settings.action.optional(),
    upsertField: settings.upsertField.optional(),
    ...mappings,
    eventType: settings.eventType.optional(),
    verification: settings.verification.optional(),
    senderId: settings.senderId.optional(),
    rateLimitPerMinute: settings.rateLimitPerMinute.optional(),
  })
  .refine(oneMapping, ONE_MAPPING)
  .meta({ id: 'UpdateIncomingWebhook' })
export type UpdateIncomingWebhook = z.infer<typeof UpdateIncomingWebhook>

export const ListIncomingWebhooks = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  environment: NamedEnvironment,
  status: z.enum(INCOMING_STATUSES).optional(),
  q: z.string().trim().max(MAX_SEARCH).optional().meta({ description: 'Text in the name.' }),
})
export type ListIncomingWebhooks = z.infer<typeof ListIncomingWebhooks>
export const IncomingWebhookPage = pageOf(IncomingWebhook).meta({ id: 'IncomingWebhookPage' })

const FieldErrors = z.array(z.strictObject({ path: z.string(), message: z.string() }))

/** One call to an incoming webhook. */
export const IncomingRequest = z
  .strictObject({
    id: IncomingRequestId,
    webhookId: IncomingId,
    environment: Environment,
    receivedAt: Instant,
    verdict: z.enum(REQUEST_VERDICTS).meta({
      description:
        'accepted: it became a record or an event; refused: nothing was written; repeated: the sender sent it before; challenge: the sender checked the URL.',
    }),
    outcome: z.string().meta({ description: '`ok`, or the code of the problem that the sender got.', example: 'ok' }),
    reason: z.string().nullable().meta({ description: 'Why it was refused.' }),
    errors: FieldErrors.meta({ description: 'What was wrong, by field.' }),
    result: z.enum(REQUEST_RESULTS).nullable(),
    module: z.string().nullable(),
    recordId: RecordId.nullable(),
    eventId: z.string().nullable(),
    senderId: z.string().nullable().meta({ description: 'The id that the sender gave this delivery.' }),
    contentType: z.string().nullable(),
    sizeBytes: z.int(),
    ip: z.string().nullable(),
    requestId: z.string().nullable().meta({ description: 'The id of the call in the event log.' }),
    firstId: IncomingRequestId.nullable().meta({ description: 'Of a repeat, and of a replay: the request before.' }),
    replay: z.boolean().meta({ description: 'Somebody replayed `firstId`.' }),
    replayable: z.boolean().meta({ description: 'Its body was kept, since its signature was right.' }),
  })
  .meta({ id: 'IncomingRequest' })
export type IncomingRequest = z.infer<typeof IncomingRequest>

/** What a call to an incoming webhook was for. */
export const CalledIncoming = z
  .strictObject({
    webhookId: IncomingId,
    webhookName: z.string(),
    request: IncomingRequest.nullable().meta({
      description: 'What the call left. Null: it was refused before it was looked at, or its request is removed.',
    }),
  })
  .meta({ id: 'CalledIncoming' })
export type CalledIncoming = z.infer<typeof CalledIncoming>

/** A request with what was sent. Secrets are redacted. */
export const IncomingRequestDetail = z
  .strictObject({
    ...IncomingRequest.shape,
    headers: z.record(z.string(), z.string()),
    body: z
      .string()
      .nullable()
      .meta({ description: `As it was sent, at most ${MAX_SHOWN_KB} KB. Null: not kept.` }),
    bodyTruncated: z.boolean(),
    payload: Json.nullable().meta({ description: 'The body as mappings see it. Null where it was not kept.' }),
    mapped: z.record(z.string(), Json).nullable().meta({
      description: 'What it was mapped to. Null for those who may not read records, or events.',
    }),
  })
  .meta({ id: 'IncomingRequestDetail' })
export type IncomingRequestDetail = z.infer<typeof IncomingRequestDetail>

export const ListIncomingRequests = z
  .strictObject({
    limit: pageSize(50),
    cursor: Cursor,
    environment: NamedEnvironment,
    verdict: z.enum(REQUEST_VERDICTS).optional(),
    result: z.enum(REQUEST_RESULTS).optional(),
    from: NamedInstant.optional(),
    to: NamedInstant.optional(),
  })
  .refine(inOrder.check, inOrder.words)
export type ListIncomingRequests = z.infer<typeof ListIncomingRequests>
export const IncomingRequestPage = pageOf(IncomingRequest).meta({ id: 'IncomingRequestPage' })

/** Requests to handle again: up to 100 by their ids, at once; or all that match, by a job. */
export const ReplayIncomingRequests = z
  .strictObject({
    ids: chosenIds(IncomingRequestId, { noun: 'request', one: 'a request', many: 'requests' })
      .max(MAX_REPLAYED)
      .optional(),
    verdict: z.enum(REPLAYABLE_VERDICTS).optional().meta({
      description:
        'All requests with this verdict whose body was kept, by a job. Refused ones that were accepted since, by a replay or because the sender sent them again, are left out.',
    }),
    result: z.enum(REQUEST_RESULTS).optional().meta({ description: 'Of accepted ones: only those with this result.' }),
    from: NamedInstant.optional(),
    to: NamedInstant.optional(),
    dryRun: z.boolean().default(false).meta({ description: 'Only count what would be replayed.' }),
  })
  .refine(({ ids, verdict }) => (ids === undefined) !== (verdict === undefined), {
    path: ['verdict'],
    message: 'or ids is required, and not both',
  })
  .refine(({ ids, from, to, dryRun }) => !ids || (from === undefined && to === undefined && !dryRun), {
    path: ['ids'],
    message: 'cannot be used together with a filter',
  })
  .refine(({ verdict, result }) => result === undefined || verdict === 'accepted', {
    path: ['result'],
    message: 'is only of accepted requests',
  })
  .refine(inOrder.check, inOrder.words)
  .meta({ id: 'ReplayIncomingRequests' })
export type ReplayIncomingRequests = z.infer<typeof ReplayIncomingRequests>
export const ReplayedIncomingRequests = bulkResultOf(IncomingRequestId).meta({ id: 'ReplayedIncomingRequests' })
export type ReplayedIncomingRequests = z.infer<typeof ReplayedIncomingRequests>

/** A job that replays requests. `refused`: how many of `done` were refused again. */
export const ReplayJob = z
  .strictObject({ ...batchJob('How many of them were handled again.'), refused: z.int() })
  .meta({ id: 'ReplayJob' })
export type ReplayJob = z.infer<typeof ReplayJob>

/** `job` is null after a dry run, and if nothing matches. */
export const ReplayAccepted = z
  .strictObject({ count: z.int(), job: ReplayJob.nullable() })
  .meta({ id: 'ReplayAccepted' })
export type ReplayAccepted = z.infer<typeof ReplayAccepted>

/** The latest jobs of an incoming webhook, newest first. */
export const ReplayJobPage = pageOf(ReplayJob).meta({ id: 'ReplayJobPage' })

/** What a mapping makes of a sample. Nothing is written. */
export const PreviewMapping = z
  .strictObject({
    target: settings.target.default('record'),
    module: settings.module.optional(),
    mapping: settings.mapping,
    sample: Json.meta({ description: 'A payload.' }),
  })
  .meta({ id: 'PreviewMapping' })
export type PreviewMapping = z.infer<typeof PreviewMapping>

/** The same for an incoming webhook that is saved: with its mapping or another, a sample or a captured request. */
export const PreviewIncomingWebhook = z
  .strictObject({
    mapping: settings.mapping.optional().meta({ description: 'Left out: that of the incoming webhook.' }),
    sample: Json.optional().meta({ description: 'A payload.' }),
    requestId: IncomingRequestId.optional().meta({ description: 'A request whose body was kept, instead.' }),
  })
  .refine(({ sample, requestId }) => (sample === undefined) !== (requestId === undefined), {
    path: ['sample'],
    message: 'or requestId is required, and not both',
  })
  .meta({ id: 'PreviewIncomingWebhook' })
export type PreviewIncomingWebhook = z.infer<typeof PreviewIncomingWebhook>

export const MappingPreview = z
  .strictObject({
    fields: z.record(z.string(), Json).meta({ description: 'Values by the names of fields.' }),
    errors: FieldErrors.meta({ description: 'By the name of the field.' }),
  })
  .meta({ id: 'MappingPreview' })
export type MappingPreview = z.infer<typeof MappingPreview>

/** The answer to a sender. A repeat gets the first one again. */
export const ReceivedAnswer = z
  .strictObject({
    id: IncomingRequestId,
    result: z.enum(REQUEST_RESULTS),
    recordId: RecordId.nullable(),
    eventId: z.string().nullable(),
    repeated: z.boolean(),
  })
  .meta({ id: 'ReceivedAnswer' })
export type ReceivedAnswer = z.infer<typeof ReceivedAnswer>

/** What some senders ask when a URL is entered: Microsoft Graph by POST, WebSub and Meta by GET. */
export const ChallengeQuery = z.strictObject({
  validationToken: z.string().min(1).max(1000).optional(),
})

const Challenge = z.string().min(1).max(1000)

/** WebSub and Meta name their challenge `hub.challenge`, Dropbox `challenge`. */
export const SubscribeQuery = z
  .strictObject({
    'hub.mode': z.string().max(100).optional(),
    'hub.challenge': Challenge.optional(),
    'hub.verify_token': z.string().max(1000).optional(),
    'hub.topic': z.string().max(2000).optional(),
    'hub.lease_seconds': z.string().max(20).optional(),
    challenge: Challenge.optional(),
  })
  .refine((query) => query['hub.challenge'] !== undefined || query.challenge !== undefined, {
    path: ['hub.challenge'],
    message: 'is required: senders post to this URL',
  })
