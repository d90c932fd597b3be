import type { ApiKey } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs about one key. */
export type KeyDialog =
  | 'edit'
  | 'create-child'
  | 'regenerate'
  | 'extend-old'
  | 'stop-old'
  | 'reveal'
  | 'revoke'
  | 'delete'

export const TABS = ['overview', 'requests', 'permissions', 'children', 'settings', 'history'] as const
export type Tab = (typeof TABS)[number]
/** The props of every tab. */
export type TabProps = { apiKey: ApiKey; url: UrlState }

/** The URL of a key's own page. */
export const pageOfKey = (id: string, tab: Tab = 'overview'): string =>
  address('/api-keys', { key: id, tab: tab === 'overview' ? null : tab })

/** Opens a dialog about a key by putting it into the URL: over the list, or over the page of the key. */
export const openKey = (url: UrlState, id: string, dialog: KeyDialog) =>
  url.open({ for: url.query.key === id ? null : id, dialog, usage: null })

/** Opens the statistics of a key by putting it into the URL. */
export const openUsage = (url: UrlState, id: string) => url.open({ usage: id, for: null, dialog: null })
