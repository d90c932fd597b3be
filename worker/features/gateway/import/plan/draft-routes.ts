import { MAX_DESCRIPTION } from '../../../../../contract/common.data.ts'
import { MAX_ROUTE_SCOPES } from '../../../../../contract/gateway.data.ts'
import { CreateGatewayRoute, type ImportGatewayRoutes } from '../../../../../contract/gateway.ts'
import { objectAt, textAt } from '../document/json-access.ts'
import type { Resolver } from '../document/resolver.ts'
import type { Operation } from '../operations/list-operations.ts'
import { isAbsolute, serversOf } from '../operations/servers.ts'
import { shortened } from '../tool/convert-schema.ts'
import { KnownPatterns } from '../tool/known-patterns.ts'
import { toolNameOf } from '../tool/tool-name.ts'
import { oneLine, type ToolRead, toolOf } from '../tool/tool-of.ts'
import { routePathOf } from './path-of.ts'

/** What a document says of itself. */
export type DocumentFacts = { title: string; version: string; servers: string[] }

export function factsOf(resolver: Resolver): DocumentFacts {
  const info = objectAt(resolver.root, 'info')
  return {
    title: oneLine(textAt(info, 'title') ?? '') || 'Untitled',
    version: shortened(textAt(info, 'version') ?? '', 100),
    servers: serversOf(resolver, resolver.root) ?? [],
  }
}

/** The route that an operation would be, without its tool's name; null: why it cannot be one stands in `problems`. */
export type Draft = {
  operation: Operation
  input: CreateGatewayRoute | null
  /** The name that its tool would like to have. */
  toolName: string | null
  problems: string[]
}

export type DraftOptions = Pick<
  ImportGatewayRoutes,
  'prefix' | 'upstream' | 'scopes' | 'cost' | 'rateLimitPerMinute' | 'approval'
> & {
  wantsTool: (key: string) => boolean
}

/** Makes routes of operations. */
export function draftRoutes(resolver: Resolver, operations: readonly Operation[], options: DraftOptions): Draft[] {
  const { servers } = factsOf(resolver)
  const patterns = new KnownPatterns()
  const seen = new Set<string>()
  return operations.map((operation) => {
    const draft = draftOf(resolver, operation, servers, options, patterns)
    const { input } = draft
    if (!input) return draft
    const place = `${operation.method} ${input.prefix.replaceAll(/\{[^}]*\}/g, '{}')}`
    if (seen.has(place))
      return { ...draft, input: null, problems: ['Another operation of the document has the same path and method.'] }
    seen.add(place)
    return draft
  })
}

function draftOf(
  resolver: Resolver,
  operation: Operation,
  servers: readonly string[],
  options: DraftOptions,
  patterns: KnownPatterns,
): Draft {
  const skipped = (problem: string): Draft => ({ operation, input: null, toolName: null, problems: [problem] })
  const { method } = operation
  if (method === 'TRACE') return skipped('Routes do not take TRACE.')
  const path = routePathOf(options.prefix, operation.path)
  if (!path.ok) return skipped(path.problem)
  const server = options.upstream ?? (operation.servers ?? servers).find(isAbsolute)
  if (server === undefined) return skipped('The document names no server with a whole URL: enter an upstream.')
  const scopes = options.scopes ?? operation.scopes
  if (scopes.length > MAX_ROUTE_SCOPES) return skipped(`It needs more than ${MAX_ROUTE_SCOPES} scopes.`)

  const read: ToolRead = options.wantsTool(operation.key)
    ? toolOf(operation, path.names, resolver, patterns, options.approval)
    : { tool: null, notes: [] }
  const toolName = read.tool ? toolNameOf(operation) : null
  const { cost, rateLimitPerMinute } = options
  const settings = {
    name: oneLine(operation.summary) || oneLine(operation.operationId ?? '') || oneLine(operation.key),
    description: shortened(operation.description, MAX_DESCRIPTION),
    prefix: path.prefix,
    exact: true,
    upstream: server.replace(/\/+$/, '') + path.upstreamPath,
    methods: [method],
    scopes,
    ...(cost === undefined ? {} : { cost }),
    ...(rateLimitPerMinute === undefined ? {} : { rateLimitPerMinute }),
  }
  const notes = [
    ...(options.scopes ? [] : operation.scopeNotes),
    ...(operation.deprecated ? ['It is deprecated.'] : []),
    ...(options.wantsTool(operation.key) ? [...operation.notes, ...read.notes] : []),
  ]
  const parsed = CreateGatewayRoute.safeParse({ ...settings, tool: read.tool && { ...read.tool, name: toolName } })
  if (parsed.success) return { operation, input: parsed.data, toolName, problems: notes }
  const bare = CreateGatewayRoute.safeParse(settings)
  const faults = (error: typeof parsed.error) =>
    error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')
  if (!bare.success) return skipped(faults(bare.error))
  return {
    operation,
    input: bare.data,
    toolName: null,
    problems: [...notes, `No tool was made: ${faults(parsed.error)}.`],
  }
}
