import type { Connector } from '../../../../client/src/generated.ts'
import { connectorHref } from '../../../format/links.ts'
import { staysWith } from '../../../forms/stays.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs about one connector. */
export type ConnectorDialog = 'test' | 'resume' | 'delete'

export const TABS = ['deliveries', 'settings', 'history'] as const
export type Tab = (typeof TABS)[number]
/** The props of every tab. */
export type TabProps = { connector: Connector; url: UrlState }

/** Opens a dialog about a connector over the current page, by putting both into the URL. */
export const openConnector = (url: UrlState, id: string, dialog: ConnectorDialog) => url.open({ for: id, dialog })

/** The URL of a connector's own page. */
export const pageOfConnector = (id: string, tab: Tab = 'deliveries') =>
  connectorHref(id, tab === 'deliveries' ? undefined : tab)

/** Dialogs over a tab do not lose what is not saved on it. */
export const staysOnTab = staysWith('connector', 'tab')
