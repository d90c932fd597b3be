import type { CreateGatewayRoute, RouteTool, UpdateGatewayRoute } from '../../../../contract/gateway.ts'
import type { Config } from '../../../platform/env.ts'
import type { RouteChange, RouteRow } from '../rows/route-store.ts'
import { sealRequestHeaders } from './request-headers.ts'

type Input = CreateGatewayRoute | UpdateGatewayRoute

const flagOf = (value: boolean | undefined) => (value === undefined ? undefined : Number(value))

/** A tool without its name, which has a column of its own. Its parts are always in the same order, to be compared as text. */
const toolFacts = ({ description, inputSchema, annotations, approval, arguments: places }: RouteTool) => ({
  description,
  inputSchema,
  annotations,
  approval,
  arguments: places,
})

/** The columns for what an input sets, except request headers. */
export function columnsOf(input: Input): RouteChange {
  const { exact, stripPrefix, retry, rateLimitPerMinute, requestHeaders: _, tool, ...same } = input
  const columns: { [F in keyof RouteRow]?: RouteRow[F] | undefined } = {
    ...same,
    exact: flagOf(exact),
    stripPrefix: flagOf(stripPrefix),
    retry: flagOf(retry),
    perMinute: rateLimitPerMinute,
    ...(tool !== undefined && { toolName: tool?.name ?? null, tool: tool && toolFacts(tool) }),
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

/** A new route as it is stored. */
export async function newRouteRow(
  config: Pick<Config, 'dataKeys'>,
  input: CreateGatewayRoute,
  facts: Pick<RouteRow, 'organizationId' | 'id' | 'createdAt' | 'createdBy'> &
    Partial<Pick<RouteRow, 'source' | 'operation'>>,
): Promise<RouteRow> {
  const { name, description, prefix, upstream, methods, scopes, cost, timeoutSeconds, idleTimeoutSeconds } = input
  const { maxConcurrency, responseHeaders, cors, status } = input
  return {
    source: 'manual',
    operation: null,
    ...facts,
    name,
    description,
    prefix,
    exact: Number(input.exact),
    upstream,
    methods,
    scopes,
    cost,
    timeoutSeconds,
    idleTimeoutSeconds,
    stripPrefix: Number(input.stripPrefix),
    retry: Number(input.retry),
    perMinute: input.rateLimitPerMinute,
    maxConcurrency,
    requestHeaders: await sealRequestHeaders(config, input.requestHeaders),
    responseHeaders,
    cors,
    status,
    circuit: 'closed',
    circuitOpenUntil: null,
    version: 1,
    toolName: input.tool?.name ?? null,
    tool: input.tool && toolFacts(input.tool),
  }
}
