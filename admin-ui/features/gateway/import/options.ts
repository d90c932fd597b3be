import type { GatewayImport, ImportGatewayRoutes } from '../../../../client/src/generated.ts'
import { normalPrefix, ROUTE_LIMITS } from '../../../../contract/gateway.data.ts'

type Operation = GatewayImport['operations'][number]

export const TOOL_CHOICES = ['all', 'reading', 'none'] as const
export const APPROVAL_CHOICES = ['destructive', 'writes', 'never'] as const

/** How operations become routes, while the user types. */
export type Options = {
  prefix: string
  /** Empty: the first server of the document. */
  upstream: string
  tools: (typeof TOOL_CHOICES)[number]
  approval: (typeof APPROVAL_CHOICES)[number]
  /** Empty: no limit. */
  rateLimitPerMinute: string
  /** Scopes that the document names and the organization does not define are created. */
  createScopes: boolean
}

export const STANDARD: Options = {
  prefix: '',
  upstream: '',
  tools: 'all',
  approval: 'destructive',
  rateLimitPerMinute: '',
  createScopes: true,
}

const isReading = ({ method }: Operation): boolean => method === 'GET' || method === 'HEAD'

/** Whether an operation can become a route. */
export const isImportable = ({ action }: Operation): boolean => action !== 'skip'

/** The keys of the operations that become tools, of those that are chosen. */
function toolsOf(operations: readonly Operation[], { tools }: Options): boolean | string[] {
  if (tools !== 'reading') return tools === 'all'
  return operations.filter(isReading).map(({ key }) => key)
}

/**
 * What the API takes.
 * @param chosen the operations to import; null: all, for a preview
 * @param known the operations of the last preview: they say which of them only read
 */
export function importOf(
  document: string,
  options: Options,
  chosen: readonly Operation[] | null,
  known: readonly Operation[],
): ImportGatewayRoutes {
  const upstream = options.upstream.trim()
  const limit = options.rateLimitPerMinute.trim()
  return {
    document,
    prefix: normalPrefix(options.prefix),
    ...(upstream ? { upstream } : {}),
    ...(chosen ? { operations: chosen.map(({ key }) => key) } : {}),
    tools: toolsOf(chosen ?? known, options),
    approval: options.approval,
    createScopes: options.createScopes,
    ...(limit && isLimit(limit) ? { rateLimitPerMinute: Number(limit) } : {}),
  }
}

/** Whether a text is a rate limit. */
export const isLimit = (text: string): boolean =>
  /^\d+$/.test(text.trim()) &&
  Number(text) >= ROUTE_LIMITS.rateLimitPerMinute.min &&
  Number(text) <= ROUTE_LIMITS.rateLimitPerMinute.max

/** The scopes of chosen operations that the organization does not define yet. */
export const newScopesOf = (operations: readonly Operation[]): string[] =>
  [...new Set(operations.flatMap(({ newScopes }) => newScopes))].sort()
