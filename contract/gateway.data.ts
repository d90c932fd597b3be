/** Methods that a route can take. `*`: any method, also those that are not in this list. */
export const ROUTE_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', '*'] as const
export type RouteMethod = (typeof ROUTE_METHODS)[number]

export const ROUTE_STATUSES = ['active', 'disabled'] as const
export type RouteStatus = (typeof ROUTE_STATUSES)[number]

/**
 * The circuit breaker of a route. `open`: the upstream keeps failing, so calls are refused at once; `half_open`: single calls
 * try whether it works again.
 */
export const CIRCUIT_STATES = ['closed', 'open', 'half_open'] as const
export type CircuitState = (typeof CIRCUIT_STATES)[number]

/** Where a route comes from: somebody entered it, or an OpenAPI document was imported. */
export const ROUTE_SOURCES = ['manual', 'openapi'] as const
export type RouteSource = (typeof ROUTE_SOURCES)[number]

export const ROUTE_SORTS = ['prefix', 'name', 'createdAt'] as const

/** The range of each numeric setting of a route, and its default. */
export const ROUTE_LIMITS = {
  cost: { min: 1, max: 1000, default: 1 },
  timeoutSeconds: { min: 1, max: 300, default: 30 },
  idleTimeoutSeconds: { min: 1, max: 600, default: 60 },
  rateLimitPerMinute: { min: 1, max: 1_000_000 },
  maxConcurrency: { min: 1, max: 1000 },
  corsMaxAgeSeconds: { min: 0, max: 86_400, default: 600 },
} as const

/** Routes that an organization may have. */
export const MAX_ROUTES = 500
export const MAX_PREFIX = 200
export const MAX_PREFIX_SEGMENTS = 16
export const MAX_UPSTREAM = 1000
export const MAX_ROUTE_SCOPES = 20
export const MAX_CORS_ENTRIES = 50
/** Hosts of its own that an organization may have. */
export const MAX_GATEWAY_HOSTS = 20

/** A tool's name: clients put the name of the server before it, and some allow 64 characters in all. */
export const TOOL_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,47}$/
export const MAX_TOOL_DESCRIPTION = 1000
/** Maximum size of a tool's input schema as compact JSON. */
export const MAX_TOOL_SCHEMA_KB = 16

/** Where an argument of a tool goes in the request to the upstream. */
export const ARGUMENT_PLACES = ['path', 'query', 'header', 'body'] as const
/** How a list or an object is written in a query (OpenAPI 3.1, parameter styles). */
export const QUERY_STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const

/** Maximum size of an OpenAPI document, as text. */
export const MAX_OPENAPI_KB = 1024
/** Operations that one import can make routes of. */
export const MAX_IMPORTED = 200

/**
 * A path prefix: segments of unreserved characters, or `{name}` for any one segment. Without slashes at its ends; empty:
 * every path.
 */
export const PREFIX_PATTERN =
  /^(?:(?:[A-Za-z0-9._~!$&'()*+,=:@-]+|\{[A-Za-z_][A-Za-z0-9_]{0,39}\})(?:\/(?:[A-Za-z0-9._~!$&'()*+,=:@-]+|\{[A-Za-z_][A-Za-z0-9_]{0,39}\}))*)?$/

/** A prefix in the form in which it is stored: without slashes at its ends. */
export const normalPrefix = (text: string): string => text.trim().replace(/^\/+|\/+$/g, '')

/** The names of the parameters in a prefix or in the path of an upstream, in their order. */
export const parametersOf = (text: string): string[] =>
  [...text.matchAll(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].flatMap(([, name]) => name ?? [])

/** How the log and statistics name a route: its public path; `/*` if paths below it match too. */
export const routePattern = ({ prefix, exact }: { prefix: string; exact: boolean }): string =>
  `/gateway${prefix === '' ? '' : `/${prefix}`}${exact ? '' : '/*'}`

/** First segments on a host of an organization that are not its gateway's. */
export const RESERVED_ON_OWN_HOST = ['.well-known', 'mcp', 'oauth'] as const
