import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { incomingHref } from '../../../format/object-links.ts'
import { staysWith } from '../../../forms/stays.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs about one incoming webhook. */
export type IncomingDialog = 'regenerate' | 'delete'

export const TABS = ['requests', 'mapping', 'settings', 'history'] as const
export type Tab = (typeof TABS)[number]
/** The props of every tab. */
export type TabProps = { webhook: IncomingWebhook; url: UrlState }

/** Opens a dialog about an incoming webhook over the current page, by putting both into the URL. */
export const openIncoming = (url: UrlState, id: string, dialog: IncomingDialog) => url.open({ for: id, dialog })

/** The URL of an incoming webhook's own page. */
export const pageOfIncoming = (id: string, tab: Tab = 'requests') =>
  incomingHref(id, { tab: tab === 'requests' ? undefined : tab })

/** The same with a captured request as the sample of the mapping. */
export const incomingTabHref = (id: string, tab: Tab, sample: string | undefined) =>
  incomingHref(id, { tab, ...(sample ? { sample } : {}) })

/** Dialogs over a tab do not lose what is not saved on it. */
export const staysOnTab = staysWith('incoming', 'tab')
