import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { gatewayRouteHref } from '../../../format/object-links.ts'
import { staysWith } from '../../../forms/stays.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs about one route. */
export type RouteDialog = 'test' | 'duplicate' | 'delete'

export const TABS = ['overview', 'requests', 'settings', 'history'] as const
export type Tab = (typeof TABS)[number]
/** The props of every tab. */
export type TabProps = { route: GatewayRoute; url: UrlState }

/** Opens a dialog about a route over the current page, by putting both into the URL. */
export const openRoute = (url: UrlState, id: string, dialog: RouteDialog) => url.open({ for: id, dialog })

/** The URL of a route's own page. */
export const pageOfRoute = (id: string, tab: Tab = 'overview') =>
  gatewayRouteHref(id, tab === 'overview' ? undefined : tab)

/** Dialogs over a tab do not lose what is not saved on it. */
export const staysOnTab = staysWith('route', 'tab')
