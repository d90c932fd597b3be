import { z } from 'zod'
import { NamedEnvironment, Scope } from './api-keys.ts'
import { MAX_DESCRIPTION, MAX_NAME, MAX_SEARCH } from './common.data.ts'
import {
  Cursor,
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
import {
  ARGUMENT_PLACES,
  CIRCUIT_STATES,
  MAX_CORS_ENTRIES,
  MAX_IMPORTED,
  MAX_OPENAPI_KB,
  MAX_PREFIX,
  MAX_PREFIX_SEGMENTS,
  MAX_ROUTE_SCOPES,
  MAX_TOOL_DESCRIPTION,
  MAX_TOOL_SCHEMA_KB,
  MAX_UPSTREAM,
  normalPrefix,
  PREFIX_PATTERN,
  parametersOf,
  QUERY_STYLES,
  ROUTE_LIMITS,
  ROUTE_METHODS,
  ROUTE_SORTS,
  ROUTE_SOURCES,
  ROUTE_STATUSES,
  TOOL_NAME_PATTERN,
} from './gateway.data.ts'
import {
  HEADER_NAME_PATTERN,
  HEADER_VALUE_PATTERN,
  MAX_HEADER_NAME,
  MAX_HEADER_VALUE,
  MAX_HEADERS,
} from './webhooks.data.ts'

export const GatewayRouteId = idOf('rte', 'a gateway route')

const whole = ({ min, max }: { min: number; max: number }) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)

/** Slashes at the ends are dropped. */
export const Prefix = z
  .string()
  .overwrite(normalPrefix)
  .max(MAX_PREFIX, `must be at most ${MAX_PREFIX} characters`)
  .regex(PREFIX_PATTERN, 'must be a path such as forum/posts or forum/posts/{id}')
  .refine((text) => text.split('/').length <= MAX_PREFIX_SEGMENTS, `must have at most ${MAX_PREFIX_SEGMENTS} segments`)
  .refine((text) => text.split('/').every((part) => part !== '.' && part !== '..'), 'must not contain . or ..')
  .refine((text) => unique(parametersOf(text)), 'must not name a parameter twice')
  .meta({ example: 'forum/posts' })

/**
 * Header rules: a text sets the header, null removes it.
 */
const HeaderRules = z
  .record(
    z
      .string()
      .max(MAX_HEADER_NAME, `must have names of at most ${MAX_HEADER_NAME} characters`)
      .regex(HEADER_NAME_PATTERN, 'is not the name of a header'),
    z
      .string()
      .max(MAX_HEADER_VALUE, `must be at most ${MAX_HEADER_VALUE} characters`)
      .regex(HEADER_VALUE_PATTERN, 'must be visible ASCII characters')
      .nullable(),
  )
  .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `at most ${MAX_HEADERS} headers`)
export type HeaderRules = z.infer<typeof HeaderRules>

const Origin = z
  .string()
  .refine(
    (text) =>
      text === '*' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text),
    'must be an origin such as https://app.example.com, or *',
  )

const HeaderName = z
  .string()
  .max(MAX_HEADER_NAME, `must be at most ${MAX_HEADER_NAME} characters`)
  .regex(HEADER_NAME_PATTERN, 'is not the name of a header')

const entries = <T extends z.ZodType>(item: T) =>
  z.array(item).max(MAX_CORS_ENTRIES, `must be at most ${MAX_CORS_ENTRIES}`).refine(unique, 'must not name one twice')

/** Which pages of other origins may call a route, and what they may read. */
export const Cors = z
  .strictObject({
    origins: entries(Origin).min(1, 'name at least one origin'),
    methods: entries(z.enum(ROUTE_METHODS)).default([]).meta({ description: 'Empty: the methods of the route.' }),
    headers: entries(HeaderName).default([]).meta({
      description: 'Headers that a page may send; Authorization, X-API-Key and Content-Type always. Empty: any.',
    }),
    exposedHeaders: entries(HeaderName).default([]).meta({ description: 'Headers of answers that a page may read.' }),
    maxAgeSeconds: whole(ROUTE_LIMITS.corsMaxAgeSeconds).default(ROUTE_LIMITS.corsMaxAgeSeconds.default),
  })
  .meta({ id: 'GatewayCors' })
export type Cors = z.infer<typeof Cors>

/** Where an argument of a tool goes. Without an entry: path parameters by name; then the query for GET, HEAD and DELETE, else the JSON body. */
const ToolArgument = z.strictObject({
  in: z.enum(ARGUMENT_PLACES),
  name: z.string().min(1).max(200).optional().meta({ description: 'Its name there, if it is another one.' }),
  style: z.enum(QUERY_STYLES).optional(),
  explode: z.boolean().optional(),
})
export type ToolArgument = z.infer<typeof ToolArgument>

/** Hints for agents, as the Model Context Protocol has them. */
const Annotations = z.strictObject({
  title: line(MAX_NAME).optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
})

/** A route as a tool for agents. It needs the scopes of the route, and costs what a call costs. */
export const RouteTool = z
  .strictObject({
    name: z
      .string()
      .regex(TOOL_NAME_PATTERN, 'must be a letter and up to 47 letters, digits, _ or -')
      .meta({ example: 'search_posts' }),
    description: paragraph(MAX_TOOL_DESCRIPTION).min(1, 'must not be empty: an agent chooses tools by it'),
    inputSchema: jsonObject(MAX_TOOL_SCHEMA_KB).meta({ description: 'JSON Schema of an object.' }),
    annotations: Annotations.default({}),
    approval: z.boolean().default(false).meta({ description: 'A person has to approve each call first.' }),
    arguments: z.record(z.string().max(200), ToolArgument).default({}),
  })
  .meta({ id: 'GatewayTool' })
export type RouteTool = z.infer<typeof RouteTool>

const settings = {
  name: line(MAX_NAME),
  description: paragraph(MAX_DESCRIPTION),
  prefix: Prefix.meta({
    description: 'The longest matching prefix decides about a call. `{name}` stands for any one segment.',
  }),
  exact: z.boolean().meta({ description: 'Only this path, not those below it.' }),
  upstream: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(MAX_UPSTREAM, `must be at most ${MAX_UPSTREAM} characters`)
    .meta({
      description:
        'Origin and path, such as https://api.example.com/v1; its path may contain parameters of the prefix. `service:NAME/path`: a service binding that the operator listed.',
      example: 'https://forum.example.com/v1/posts',
    }),
  methods: z
    .array(z.enum(ROUTE_METHODS))
    .min(1, 'choose at least one method')
    .refine(unique, 'must not name a method twice')
    .meta({ description: 'GET includes HEAD. `*`: any method.' }),
  scopes: z
    .array(Scope)
    .max(MAX_ROUTE_SCOPES, `must be at most ${MAX_ROUTE_SCOPES}`)
    .refine(unique, 'must not name a scope twice')
    .meta({ description: 'A caller needs all of them.' }),
  cost: whole(ROUTE_LIMITS.cost).meta({ description: 'How many calls, and credits, one call counts as.' }),
  timeoutSeconds: whole(ROUTE_LIMITS.timeoutSeconds).meta({ description: 'Until the upstream begins to answer.' }),
  idleTimeoutSeconds: whole(ROUTE_LIMITS.idleTimeoutSeconds).meta({
    description: 'Longest pause within an answer. Event streams and WebSockets may pause for longer.',
  }),
  stripPrefix: z.boolean().meta({ description: 'The upstream gets the path without the prefix.' }),
  retry: z
    .boolean()
    .meta({ description: 'A GET, HEAD or OPTIONS that the upstream did not answer is sent once more.' }),
  rateLimitPerMinute: whole(ROUTE_LIMITS.rateLimitPerMinute)
    .nullable()
    .meta({ description: 'Calls of everybody together in any 60 s; null: only the limits of credentials.' }),
  maxConcurrency: whole(ROUTE_LIMITS.maxConcurrency).nullable().meta({ description: 'Calls in progress at a time.' }),
  requestHeaders: HeaderRules.meta({
    description: 'Set (text) or removed (null) in the request to the upstream. Values are encrypted at rest.',
  }),
  responseHeaders: HeaderRules.meta({ description: 'The same for answers.' }),
  cors: Cors.nullable(),
  tool: RouteTool.nullable(),
}

export const CreateGatewayRoute = z
  .strictObject({
    name: settings.name,
    description: settings.description.default(''),
    prefix: settings.prefix,
    exact: settings.exact.default(false),
    upstream: settings.upstream,
    methods: settings.methods.default(['*']),
    scopes: settings.scopes.default([]),
    cost: settings.cost.default(ROUTE_LIMITS.cost.default),
    timeoutSeconds: settings.timeoutSeconds.default(ROUTE_LIMITS.timeoutSeconds.default),
    idleTimeoutSeconds: settings.idleTimeoutSeconds.default(ROUTE_LIMITS.idleTimeoutSeconds.default),
    stripPrefix: settings.stripPrefix.default(true),
    retry: settings.retry.default(true),
    rateLimitPerMinute: settings.rateLimitPerMinute.default(null),
    maxConcurrency: settings.maxConcurrency.default(null),
    requestHeaders: settings.requestHeaders.default({}),
    responseHeaders: settings.responseHeaders.default({}),
    cors: settings.cors.default(null),
    tool: settings.tool.default(null),
    status: z.enum(ROUTE_STATUSES).default('active'),
  })
  .meta({ id: 'CreateGatewayRoute' })
export type CreateGatewayRoute = z.infer<typeof CreateGatewayRoute>
export type CreateGatewayRouteInput = z.input<typeof CreateGatewayRoute>

/** Changes only what is given. */
export const UpdateGatewayRoute = z
  .strictObject({ ...settings, status: z.enum(ROUTE_STATUSES) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateGatewayRoute' })
export type UpdateGatewayRoute = z.infer<typeof UpdateGatewayRoute>

export const GatewayRoute = z
  .strictObject({
    id: GatewayRouteId,
    name: z.string(),
    description: z.string(),
    prefix: z.string(),
    exact: z.boolean(),
    pattern: z.string().meta({ description: 'How the log names its calls.' }),
    upstream: z.string(),
    methods: z.array(z.enum(ROUTE_METHODS)),
    scopes: z.array(z.string()),
    cost: z.int(),
    timeoutSeconds: z.int(),
    idleTimeoutSeconds: z.int(),
    stripPrefix: z.boolean(),
    retry: z.boolean(),
    rateLimitPerMinute: z.int().nullable(),
    maxConcurrency: z.int().nullable(),
    requestHeaders: z
      .record(z.string(), z.string().nullable())
      .meta({ description: 'Values are shown only to those who may change the route.' }),
    responseHeaders: z.record(z.string(), z.string().nullable()),
    cors: Cors.nullable(),
    tool: RouteTool.nullable(),
    status: z.enum(ROUTE_STATUSES),
    circuit: z.enum(CIRCUIT_STATES),
    circuitOpenUntil: Instant.nullable().meta({ description: 'When the next call may try the upstream.' }),
    source: z.enum(ROUTE_SOURCES),
    operation: z.string().nullable().meta({ description: 'Of an imported route: its operation in the document.' }),
    unreadable: z.boolean().meta({ description: 'Its request headers cannot be decrypted: enter them again.' }),
    createdAt: Instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'GatewayRoute' })
export type GatewayRoute = z.infer<typeof GatewayRoute>
export const GatewayRoutePage = pageOf(GatewayRoute).meta({ id: 'GatewayRoutePage' })

export const ListGatewayRoutes = z.strictObject({
  limit: pageSize(50),
  cursor: Cursor,
  search: z.string().trim().min(1).max(MAX_SEARCH).optional(),
  status: z.enum(ROUTE_STATUSES).optional(),
  tool: z.enum(['true', 'false']).optional().meta({ description: 'Only routes that are tools, or are not.' }),
  sort: sortBy(ROUTE_SORTS).default('prefix'),
})
export type ListGatewayRoutes = z.infer<typeof ListGatewayRoutes>

/** A test call: what a caller would send below the prefix. */
export const TestGatewayRoute = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']).optional(),
    path: z.string().max(2000).default('').meta({ description: 'What follows the prefix, with its query.' }),
    params: z.record(z.string(), z.string().max(500)).default({}),
    headers: z
      .record(
        z.string().max(MAX_HEADER_NAME).regex(HEADER_NAME_PATTERN),
        z.string().max(MAX_HEADER_VALUE).regex(HEADER_VALUE_PATTERN),
      )
      .default({}),
    body: z.string().max(100_000).nullable().default(null),
  })
  .meta({ id: 'TestGatewayRoute' })
export type TestGatewayRoute = z.infer<typeof TestGatewayRoute>

export const GatewayTestResult = z
  .strictObject({
    ok: z.boolean().meta({ description: 'The upstream answered with a status below 500.' }),
    url: z.string(),
    method: z.string(),
    status: z.int().nullable().meta({ description: 'Null: there was no answer.' }),
    durationMs: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable().meta({ description: 'The beginning of the answer; null if it is not text.' }),
    truncated: z.boolean(),
    problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'GatewayTestResult' })
export type GatewayTestResult = z.infer<typeof GatewayTestResult>

/** An OpenAPI document, and which of its operations become routes. */
export const ImportGatewayRoutes = z
  .strictObject({
    document: z
      .string()
      .min(1, 'must not be empty')
      .max(MAX_OPENAPI_KB * 1024, `must be at most ${MAX_OPENAPI_KB} KB`)
      .meta({ description: 'OpenAPI 3.0 or 3.1, as JSON or YAML.' }),
    prefix: Prefix.default(''),
    upstream: settings.upstream.optional().meta({ description: 'Instead of the first server of the document.' }),
    operations: z
      .array(z.string().max(500))
      .max(MAX_IMPORTED, `at most ${MAX_IMPORTED} operations`)
      .optional()
      .meta({ description: 'Their keys from the preview, such as `GET /posts/{id}`. Left out: all.' }),
    tools: z
      .union([z.boolean(), z.array(z.string().max(500)).max(MAX_IMPORTED)])
      .default(false)
      .meta({ description: 'Also make tools of them: all, or the operations with these keys.' }),
    scopes: z
      .array(Scope)
      .max(MAX_ROUTE_SCOPES)
      .optional()
      .meta({ description: 'For every route, instead of the scopes that the document names.' }),
    createScopes: z.boolean().default(false).meta({
      description: 'Also define scopes that the organization does not define yet. Needs `organization:write`.',
    }),
    cost: settings.cost.optional(),
    rateLimitPerMinute: settings.rateLimitPerMinute.optional(),
    approval: z
      .enum(['never', 'destructive', 'writes'])
      .default('destructive')
      .meta({ description: 'Which tools need an approval.' }),
  })
  .meta({ id: 'ImportGatewayRoutes' })
export type ImportGatewayRoutes = z.infer<typeof ImportGatewayRoutes>

export const ImportQuery = z.strictObject({
  preview: z.enum(['true', 'false']).default('false').meta({ description: 'Only say what would be done.' }),
})

/** What became, or would become, of one operation. */
export const ImportedOperation = z
  .strictObject({
    key: z.string(),
    operationId: z.string().nullable(),
    summary: z.string(),
    method: z.string(),
    path: z.string(),
    action: z.enum(['create', 'update', 'unchanged', 'skip']),
    routeId: GatewayRouteId.nullable(),
    route: CreateGatewayRoute.nullable(),
    newScopes: z.array(z.string()).meta({ description: 'Scopes that the organization does not define yet.' }),
    problems: z.array(z.string()).meta({ description: 'Why it is skipped, or what was left out.' }),
  })
  .meta({ id: 'ImportedOperation' })
export type ImportedOperation = z.infer<typeof ImportedOperation>

export const GatewayImport = z
  .strictObject({
    title: z.string(),
    version: z.string(),
    servers: z.array(z.string()),
    upstream: z.string().nullable(),
    operations: z.array(ImportedOperation),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    newScopes: z.array(z.string()).meta({
      description: 'All scopes that the organization does not define yet: with `createScopes` they are defined.',
    }),
  })
  .meta({ id: 'GatewayImport' })
export type GatewayImport = z.infer<typeof GatewayImport>

/** A host whose root is the gateway of the organization. */
export const GatewayHost = z
  .strictObject({ host: z.string(), url: z.string(), createdAt: Instant, createdBy: z.string().nullable() })
  .meta({ id: 'GatewayHost' })
export type GatewayHost = z.infer<typeof GatewayHost>
export const GatewayHosts = z
  .strictObject({
    data: z.array(GatewayHost),
    available: z.array(z.string()).meta({ description: 'Hosts that the operator listed and nobody has claimed.' }),
    localhost: z.boolean().meta({ description: 'Local development: any name below localhost can be added.' }),
  })
  .meta({ id: 'GatewayHosts' })
export type GatewayHosts = z.infer<typeof GatewayHosts>
export const AddGatewayHost = z
  .strictObject({
    host: z
      .string()
      .trim()
      .toLowerCase()
      .max(253, 'must be at most 253 characters')
      .regex(
        /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:\d{1,5})?$/,
        'must be a host name such as api.example.com',
      ),
  })
  .meta({ id: 'AddGatewayHost' })
export type AddGatewayHost = z.infer<typeof AddGatewayHost>

export const GatewayUsageQuery = z.strictObject({
  environment: NamedEnvironment,
  days: wholeInQuery(1, 90).default(30).meta({ description: 'The last days, including today.' }),
})
export type GatewayUsageQuery = z.infer<typeof GatewayUsageQuery>

/** Figures of a route over a period. */
export const GatewayRouteUsage = z
  .strictObject({
    calls: z.int(),
    failed: z.int(),
    averageMs: z.number().nullable(),
    p95Ms: z.number().nullable(),
    days: z.array(z.strictObject({ time: Instant, calls: z.int(), failed: z.int() })),
    outcomes: z.array(z.strictObject({ outcome: z.string(), calls: z.int() })),
  })
  .meta({ id: 'GatewayRouteUsage' })
export type GatewayRouteUsage = z.infer<typeof GatewayRouteUsage>

/** The public keys that sign identities for upstreams (RFC 7517). */
export const Jwks = z.strictObject({ keys: z.array(z.object({ kid: z.string() }).catchall(Json)) }).meta({ id: 'Jwks' })
