import { address } from '../../client/src/request.ts'
import { GATEWAY, INCOMING, MODULES_VIEW, OAUTH_APPS } from './links.ts'

/** The URL of the form that changes a key, with more scopes chosen already. */
export const addScopesHref = (id: string, scopes: readonly string[]): string =>
  address('/api-keys', { key: id, dialog: 'edit', add: scopes.join(' ') })

/** The URL of an OAuth app's page; its usage unless another tab is given. */
export const oauthAppHref = (id: string, tab?: string): string => address(OAUTH_APPS, { app: id, tab })

/** The URL of a published event's details. */
export const eventHref = (id: string): string => address('/webhooks', { view: 'published', id })

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

/** The URL of a gateway route's page; its figures unless another tab is given. */
export const gatewayRouteHref = (id: string, tab?: string): string => address(GATEWAY, { route: id, tab })

/** The tool calls that wait for a person. */
export const approvalsHref = (): `/${string}` => `${GATEWAY}?view=approvals`
