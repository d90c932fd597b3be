import { routePattern } from '../../../../contract/gateway.data.ts'
import type { GatewayRoute, HeaderRules } from '../../../../contract/gateway.ts'
import { scopeCovers } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Config } from '../../../platform/env.ts'
import { HIDDEN } from '../../../platform/outbound/header-rules.ts'
import type { RouteChange, RouteRow } from '../rows/route-store.ts'
import { openRequestHeaders } from './request-headers.ts'

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** The same rules with their values hidden: a value may be a credential. */
const hidden = (rules: HeaderRules): HeaderRules =>
  Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, value === null ? null : HIDDEN]))

/** A route as the API shows it; values of its request headers only for those who may change it. */
export async function presentRoute(
  config: Pick<Config, 'dataKeys'>,
  actor: Actor,
  row: RouteRow,
): Promise<GatewayRoute> {
  const opened = await openRequestHeaders(config, row.requestHeaders)
  const mayChange = actor.scopes.some((held) => scopeCovers(held, 'gateway:write'))
  const exact = row.exact === 1
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    prefix: row.prefix,
    exact,
    pattern: routePattern({ prefix: row.prefix, exact }),
    upstream: row.upstream,
    methods: row.methods,
    scopes: row.scopes,
    cost: row.cost,
    timeoutSeconds: row.timeoutSeconds,
    idleTimeoutSeconds: row.idleTimeoutSeconds,
    stripPrefix: row.stripPrefix === 1,
    retry: row.retry === 1,
    rateLimitPerMinute: row.perMinute,
    maxConcurrency: row.maxConcurrency,
    requestHeaders: mayChange ? (opened ?? {}) : hidden(opened ?? {}),
    responseHeaders: row.responseHeaders,
    cors: row.cors,
    tool: toolOf(row),
    status: row.status,
    circuit: row.circuit,
    circuitOpenUntil: instant(row.circuitOpenUntil),
    source: row.source,
    operation: row.operation,
    unreadable: opened === null,
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
  }
}

const toolOf = ({ toolName, tool }: Pick<RouteRow, 'toolName' | 'tool'>): GatewayRoute['tool'] =>
  toolName !== null && tool ? { name: toolName, ...tool } : null

const flag = (value: number | undefined) => (value === undefined ? undefined : value === 1)

/** The settings of a route that audit entries contain: of headers only the names. */
export const auditedRoute = (row: RouteChange) => ({
  name: row.name,
  description: row.description,
  prefix: row.prefix,
  exact: flag(row.exact),
  upstream: row.upstream,
  methods: row.methods,
  scopes: row.scopes,
  cost: row.cost,
  timeoutSeconds: row.timeoutSeconds,
  idleTimeoutSeconds: row.idleTimeoutSeconds,
  stripPrefix: flag(row.stripPrefix),
  retry: flag(row.retry),
  rateLimitPerMinute: row.perMinute,
  maxConcurrency: row.maxConcurrency,
  responseHeaders: row.responseHeaders && hidden(row.responseHeaders),
  cors: row.cors,
  tool: row.toolName === undefined && row.tool === undefined ? undefined : auditedTool(row),
  status: row.status,
  operation: row.operation,
})

/** A tool without its schema, which may be large. */
const auditedTool = ({ toolName, tool }: RouteChange) =>
  tool
    ? { name: toolName, description: tool.description, annotations: tool.annotations, approval: tool.approval }
    : null
