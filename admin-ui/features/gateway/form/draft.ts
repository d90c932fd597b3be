import type { CreateGatewayRoute, GatewayRoute, UpdateGatewayRoute } from '../../../../client/src/generated.ts'
import { normalPrefix, ROUTE_LIMITS, type RouteMethod } from '../../../../contract/gateway.data.ts'
import { same } from '../../../forms/form.ts'
import { type CorsDraft, corsDraftOf, corsOf } from './cors-draft.ts'
import { type HeaderRule, rowsOf, rulesOf } from './header-rules.ts'
import { NO_TOOL, type ToolDraft, toolDraftOf, toolOf } from './tool-draft.ts'

/** The state of the form while the user types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  prefix: string
  exact: boolean
  upstream: string
  methods: RouteMethod[]
  scopes: string[]
  cost: string
  timeoutSeconds: string
  idleTimeoutSeconds: string
  stripPrefix: boolean
  retry: boolean
  /** Empty: no limit. */
  rateLimitPerMinute: string
  maxConcurrency: string
  requestHeaders: HeaderRule[]
  responseHeaders: HeaderRule[]
  cors: CorsDraft
  tool: ToolDraft
}

export const newDraft = (): Draft => ({
  name: '',
  description: '',
  prefix: '',
  exact: false,
  upstream: '',
  methods: ['*'],
  scopes: [],
  cost: String(ROUTE_LIMITS.cost.default),
  timeoutSeconds: String(ROUTE_LIMITS.timeoutSeconds.default),
  idleTimeoutSeconds: String(ROUTE_LIMITS.idleTimeoutSeconds.default),
  stripPrefix: true,
  retry: true,
  rateLimitPerMinute: '',
  maxConcurrency: '',
  requestHeaders: [],
  responseHeaders: [],
  cors: corsDraftOf(null),
  tool: NO_TOOL,
})

const optional = (value: number | null): string => (value === null ? '' : String(value))

/** The draft for an existing route. */
export const draftOf = (route: GatewayRoute): Draft => ({
  name: route.name,
  description: route.description,
  prefix: route.prefix,
  exact: route.exact,
  upstream: route.upstream,
  methods: route.methods,
  scopes: route.scopes,
  cost: String(route.cost),
  timeoutSeconds: String(route.timeoutSeconds),
  idleTimeoutSeconds: String(route.idleTimeoutSeconds),
  stripPrefix: route.stripPrefix,
  retry: route.retry,
  rateLimitPerMinute: optional(route.rateLimitPerMinute),
  maxConcurrency: optional(route.maxConcurrency),
  requestHeaders: rowsOf(route.requestHeaders),
  responseHeaders: rowsOf(route.responseHeaders),
  cors: corsDraftOf(route.cors),
  tool: toolDraftOf(route),
})

const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** What the draft says, as the API takes it. */
export const settingsOf = (draft: Draft) =>
  ({
    name: draft.name.trim(),
    description: draft.description.trim(),
    prefix: normalPrefix(draft.prefix),
    exact: draft.exact,
    upstream: draft.upstream.trim(),
    methods: draft.methods,
    scopes: draft.scopes,
    cost: Number(draft.cost),
    timeoutSeconds: Number(draft.timeoutSeconds),
    idleTimeoutSeconds: Number(draft.idleTimeoutSeconds),
    stripPrefix: draft.stripPrefix,
    retry: draft.retry,
    rateLimitPerMinute: numberOrNull(draft.rateLimitPerMinute),
    maxConcurrency: numberOrNull(draft.maxConcurrency),
    requestHeaders: rulesOf(draft.requestHeaders),
    responseHeaders: rulesOf(draft.responseHeaders),
    cors: corsOf(draft.cors),
    tool: toolOf(draft.tool),
  }) satisfies CreateGatewayRoute

/** The settings, in the order of the form. */
export const SETTINGS = [
  'name',
  'description',
  'prefix',
  'exact',
  'methods',
  'upstream',
  'stripPrefix',
  'scopes',
  'cost',
  'timeoutSeconds',
  'idleTimeoutSeconds',
  'retry',
  'rateLimitPerMinute',
  'maxConcurrency',
  'requestHeaders',
  'responseHeaders',
  'cors',
  'tool',
] as const satisfies (keyof Draft)[]
export type Setting = (typeof SETTINGS)[number]

/** The settings that the user changed. A schema that is not valid JSON differs from any that is. */
export function unsavedSettings(route: GatewayRoute, draft: Draft): Setting[] {
  const start = draftOf(route)
  const [before, wanted] = [settingsOf(start), settingsOf(draft)]
  return SETTINGS.filter((setting) =>
    setting === 'tool'
      ? !same(start.tool, draft.tool) && !(start.tool.on === false && draft.tool.on === false)
      : !same(before[setting], wanted[setting]),
  )
}

/** Only what the user changed, so that two people who edit different fields do not undo each other's changes. */
export function changeOf(route: GatewayRoute, draft: Draft): UpdateGatewayRoute {
  const wanted = settingsOf(draft)
  return Object.fromEntries(unsavedSettings(route, draft).map((setting) => [setting, wanted[setting]]))
}
