import type { Webhook } from '../../../../client/src/generated.ts'
import { webhookHref } from '../../../format/links.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs about one webhook. */
export type WebhookDialog = 'edit' | 'test' | 'rotate' | 'resume' | 'delete'

export const TABS = ['deliveries', 'overview', 'testing', 'settings', 'history'] as const
export type Tab = (typeof TABS)[number]
/** The props of every tab. */
export type TabProps = { webhook: Webhook; url: UrlState }

/** Opens a dialog about a webhook over the current page, by putting both into the URL. */
export const openWebhook = (url: UrlState, id: string, dialog: WebhookDialog) => url.open({ for: id, dialog })

/** The URL of a webhook's own page. */
export const pageOfWebhook = (id: string, tab: Tab = 'deliveries') =>
  webhookHref(id, tab === 'deliveries' ? undefined : tab)
