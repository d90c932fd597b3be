import { address } from '../../client/src/request.ts'

/** The URL of an API key's details. */
export const apiKeyHref = (id: string): string => address('/api-keys', { key: id })

/** The page of connectors. */
export const CONNECTORS = '/connectors'

/** The URL of a connector's page; its deliveries unless another tab is given. */
export const connectorHref = (id: string, tab?: string): string => address(CONNECTORS, { connector: id, tab })

/** The URL of the page of a webhook, or of a connector by its id; its deliveries unless another tab is given. */
export const webhookHref = (id: string, tab?: string): string =>
  id.startsWith('con_') ? connectorHref(id, tab) : address('/webhooks', { webhook: id, tab })

/** The page of OAuth apps. */
export const OAUTH_APPS = '/oauth-apps'

/** The filters of the event log in its URL. */
export type LogFilters = Partial<
  Record<'range' | 'from' | 'to' | 'type' | 'key' | 'webhook' | 'app' | 'ip' | 'status' | 'path', string | null>
>

/** The URL of the event log with filters. */
export const eventLogHref = (filters: LogFilters): string => address('/event-logs', filters)

/** The page of incoming webhooks; modules are a view of it. */
export const INCOMING = '/incoming'
export const MODULES_VIEW = 'modules'

/** The page of gateway routes; tools, approvals and hosts are views of it. Paths below `/gateway` are those of routes. */
export const GATEWAY = '/gateway-routes'
