import { MAX_ROUTES } from '../../../../../contract/gateway.data.ts'
import type { CreateGatewayRoute, ImportGatewayRoutes, RouteTool } from '../../../../../contract/gateway.ts'
import { shapeOf } from '../../match/compile.ts'
import type { RouteChange, RouteRow } from '../../rows/route-store.ts'
import { rivalOf } from '../../settings/refuse-conflicts.ts'
import { columnsOf } from '../../settings/stored-settings.ts'
import { uniqueToolName } from '../tool/tool-name.ts'
import type { Draft } from './draft-routes.ts'

/** What an import does about one operation. `route`: its settings afterward, as far as the import knows them. */
export type Step = { draft: Draft; problems: string[] } & (
  | { action: 'create'; route: CreateGatewayRoute }
  | { action: 'update'; route: CreateGatewayRoute; row: RouteRow; change: RouteChange }
  | { action: 'unchanged'; route: CreateGatewayRoute; row: RouteRow }
  | { action: 'skip' }
)

type Options = Pick<ImportGatewayRoutes, 'cost' | 'rateLimitPerMinute' | 'scopes'>

/** Names that every object has: clients that keep tools in an object break with them. */
const NAMES_OF_OBJECTS = Object.getOwnPropertyNames(Object.prototype)

/**
 * Decides what an import does, given all routes of the organization. An operation that was imported with this prefix before is
 * updated: what the document says replaces what it said then. Everything else stays as people have set it: limits, header rules,
 * CORS, timeouts, the status, the name of a tool, and whether it needs an approval. Scopes are added, never taken away.
 * `reservedNames`: names that no tool of a route may have.
 */
export function planImport(
  drafts: readonly Draft[],
  rows: readonly RouteRow[],
  options: Options,
  reservedNames: readonly string[],
): Step[] {
  const taken = new Set([...NAMES_OF_OBJECTS, ...reservedNames, ...rows.flatMap(({ toolName }) => toolName ?? [])])
  const imported = new Map(rows.flatMap((row) => (row.operation === null ? [] : [[placeOf(row.operation, row), row]])))
  const shapes = rows.map(({ id, name, prefix, exact, methods }) => ({ id, name, prefix, exact, methods }))

  return drafts.map((draft): Step => {
    const { input, operation } = draft
    if (!input) return { draft, action: 'skip', problems: draft.problems }
    const row = imported.get(placeOf(operation.key, { prefix: input.prefix, exact: Number(input.exact) }))
    if (row) return updateStep(draft, input, row, options, taken)
    const shape = { id: '', name: input.name, prefix: input.prefix, exact: Number(input.exact), methods: input.methods }
    const rival = rivalOf({ ...shape, id: `new ${shapes.length}` }, shapes)
    if (rival) {
      const problem = `The route ${rival.name} has this path and takes this method already.`
      return { draft, action: 'skip', problems: [problem] }
    }
    if (shapes.length >= MAX_ROUTES) {
      return { draft, action: 'skip', problems: [`An organization can have at most ${MAX_ROUTES} routes.`] }
    }
    shapes.push({ ...shape, id: `new ${shapes.length}` })
    const tool = input.tool && { ...input.tool, name: uniqueToolName(operation, taken) }
    return { draft, action: 'create', route: { ...input, tool }, problems: draft.problems }
  })
}

const placeOf = (operation: string, { prefix, exact }: Pick<RouteRow, 'prefix' | 'exact'>): string =>
  `${operation} ${shapeOf({ prefix, exact: exact === 1 })}`

function updateStep(
  draft: Draft,
  input: CreateGatewayRoute,
  row: RouteRow,
  options: Options,
  taken: Set<string>,
): Step {
  const problems = [...draft.problems]
  const kept = options.scopes ? [] : row.scopes.filter((scope) => !input.scopes.includes(scope))
  if (kept.length > 0) problems.push(`It still needs ${kept.join(', ')}, which the document does not name.`)
  const tool = toolAfter(draft, input, row, taken)
  const route: CreateGatewayRoute = {
    ...settingsOf(row, input),
    // Its parameters may have other names in the document now.
    prefix: input.prefix,
    upstream: input.upstream,
    name: input.name,
    description: input.description,
    scopes: sameOrder(row.scopes, [...input.scopes, ...kept]),
    ...(options.cost === undefined ? {} : { cost: options.cost }),
    ...(options.rateLimitPerMinute === undefined ? {} : { rateLimitPerMinute: options.rateLimitPerMinute }),
    tool,
  }
  const wanted = columnsOf({
    name: route.name,
    description: route.description,
    prefix: route.prefix,
    upstream: route.upstream,
    scopes: route.scopes,
    cost: route.cost,
    rateLimitPerMinute: route.rateLimitPerMinute,
    tool: route.tool,
  })
  const current: Record<string, unknown> = row
  const change: RouteChange = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => JSON.stringify(current[field]) !== JSON.stringify(value)),
  )
  if (Object.keys(change).length === 0) return { draft, action: 'unchanged', row, route, problems }
  return { draft, action: 'update', row, change, route, problems }
}

/** The tool of a route after an import: it keeps its name, and whether it needs an approval. A tool is never taken away. */
function toolAfter(draft: Draft, input: CreateGatewayRoute, row: RouteRow, taken: Set<string>): RouteTool | null {
  const before = row.toolName !== null && row.tool ? { name: row.toolName, ...row.tool } : null
  if (!input.tool) return before
  if (!before) return { ...input.tool, name: uniqueToolName(draft.operation, taken) }
  return { ...input.tool, name: before.name, approval: before.approval }
}

/** What the row says of the settings that an import does not touch. Values of request headers are not shown. */
const settingsOf = (row: RouteRow, input: CreateGatewayRoute): CreateGatewayRoute => ({
  ...input,
  methods: row.methods,
  cost: row.cost,
  timeoutSeconds: row.timeoutSeconds,
  idleTimeoutSeconds: row.idleTimeoutSeconds,
  stripPrefix: row.stripPrefix === 1,
  retry: row.retry === 1,
  rateLimitPerMinute: row.perMinute,
  maxConcurrency: row.maxConcurrency,
  requestHeaders: {},
  responseHeaders: row.responseHeaders,
  cors: row.cors,
  status: row.status,
})

/** The same scopes in another order are no change. */
const sameOrder = (before: string[], after: string[]): string[] =>
  before.length === after.length && before.every((one) => after.includes(one)) ? before : after
