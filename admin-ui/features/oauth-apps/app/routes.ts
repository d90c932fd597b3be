import type { OAuthApp } from '../../../../client/src/generated.ts'
import { oauthAppHref } from '../../../format/object-links.ts'
import type { Stays } from '../../../hooks/leave-guard.tsx'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs about one app. */
export type AppDialog = 'rotate' | 'delete'

export const TABS = ['usage', 'users', 'tokens', 'settings', 'history'] as const
export type Tab = (typeof TABS)[number]
/** The props of every tab. */
export type TabProps = { app: OAuthApp; url: UrlState }

/** Opens a dialog about an app over the current page, by putting both into the URL. */
export const openApp = (url: UrlState, id: string, dialog: AppDialog) => url.open({ for: id, dialog })

/** The URL of an app's own page. */
export const pageOfApp = (id: string, tab: Tab = 'usage') => oauthAppHref(id, tab === 'usage' ? undefined : tab)

/** Dialogs over a tab do not lose what is not saved on it. */
export const staysOnTab: Stays = (to, from) =>
  to.pathname === from.pathname &&
  ['app', 'tab'].every((name) => to.searchParams.get(name) === from.searchParams.get(name))
