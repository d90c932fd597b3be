import { address } from '../../client/src/request.ts'

/** The URL of an API key's details. */
export const apiKeyHref = (id: string): string => address('/api-keys', { key: id })

/** The URL of the form that changes a key, with more scopes chosen already. */
export const addScopesHref = (id: string, scopes: readonly string[]): string =>
  address('/api-keys', { key: id, dialog: 'edit', add: scopes.join(' ') })

/** The page of connectors. */
export const CONNECTORS = '/connectors'

/** The URL of a connector's page; its deliveries unless another tab is given. */
export const connectorHref = (id: string, tab?: string): string => address(CONNECTORS, { connector: id, tab })

/** The URL of the page of a webhook, or of a connector by its id; its deliveries unless another tab is given. */
export const webhookHref = (id: string, tab?: string): string =>
  id.startsWith('con_') ? connectorHref(id, tab) : address('/webhooks', { webhook: id, tab })

/** The page of OAuth apps. */
export const OAUTH_APPS = '/oauth-apps'

/** The URL of an OAuth app's page; its usage unless another tab is given. */
export const oauthAppHref = (id: string, tab?: string): string => address(OAUTH_APPS, { app: id, tab })

/** The URL of a published event's details. */
export const eventHref = (id: string): string => address('/webhooks', { view: 'published', id })

/** The filters of the event log in its URL. */
export type LogFilters = Partial<
  Record<'range' | 'from' | 'to' | 'type' | 'key' | 'webhook' | 'app' | 'ip' | 'status' | 'path', string | null>
>

/** The URL of the event log with filters. */
export const eventLogHref = (filters: LogFilters): string => address('/event-logs', filters)

/** The page of incoming webhooks; modules are a view of it. */
export const INCOMING = '/incoming'
export const MODULES_VIEW = 'modules'

/** The page of a module, by its slug; `record` opens one of its records. */
export const moduleHref = (slug: string, more: { tab?: string | undefined; record?: string } = {}): string =>
  address(INCOMING, { view: MODULES_VIEW, module: slug, ...more })

/** The list of modules. */
export const modulesHref = (): string => address(INCOMING, { view: MODULES_VIEW })

/** The URL of an entry in the event log of a key. */
export const logEntryHref = (key: string, id: string): string => address('/event-logs', { key, log: id })

/** The URL of an incoming webhook's page; its requests unless another tab is given. */
export const incomingHref = (
  id: string,
  more: { tab?: string | undefined; request?: string; sample?: string } = {},
): string => address(INCOMING, { incoming: id, ...more })

/** The page of gateway routes; tools, approvals and hosts are views of it. Paths below `/gateway` are those of routes. */
export const GATEWAY = '/gateway-routes'

/** The URL of a gateway route's page; its figures unless another tab is given. */
export const gatewayRouteHref = (id: string, tab?: string): string => address(GATEWAY, { route: id, tab })

/** The tool calls that wait for a person. */
export const approvalsHref = (): `/${string}` => `${GATEWAY}?view=approvals`
