import type { Webhook } from '../../../../client/src/generated.ts'
import { webhookHref } from '../../../format/links.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

/** The dialogs that concern one webhook. */
export type WebhookDialog = 'edit' | 'test' | 'rotate' | 'resume' | 'delete'

export const TABS = ['deliveries', 'overview', 'testing', 'settings'] as const
export type Tab = (typeof TABS)[number]
/** What every tab gets. */
export type TabProps = { webhook: Webhook; url: UrlState }

/** Opens a dialog about a webhook over the page that is open, by naming both in the address. */
export const openWebhook = (url: UrlState, id: string, dialog: WebhookDialog) => url.open({ for: id, dialog })

/** The address of a webhook's own page. */
export const pageOfWebhook = (id: string, tab: Tab = 'deliveries') =>
  webhookHref(id, tab === 'deliveries' ? undefined : tab)
