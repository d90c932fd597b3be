import { CirclePause, CirclePlay, Ellipsis, Eye, Pencil, RefreshCw, Send, Trash2 } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { Webhook } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { asksToResume, usePauseResumeWebhook } from './pause-resume.ts'
import { openWebhook, pageOfWebhook, type WebhookDialog } from './routes.ts'

/** The actions that are possible for a webhook in its current state and for this user. Called once for a whole list. */
export function useWebhookActions(url: UrlState): (webhook: Webhook) => (MenuItem | 'line')[] {
  const mayWrite = useCan('webhooks:write')
  const flip = usePauseResumeWebhook()
  const { route } = useLocation()

  return (webhook) => {
    const open = (dialog: WebhookDialog) => () => openWebhook(url, webhook.id, dialog)
    const view = { label: m.webhooks_view(), icon: Eye, onSelect: () => route(pageOfWebhook(webhook.id)) }
    if (!mayWrite) return [view]
    return [
      view,
      { label: m.webhooks_edit(), icon: Pencil, onSelect: open('edit') },
      { label: m.webhooks_test(), icon: Send, onSelect: open('test') },
      webhook.status === 'active'
        ? { label: m.webhooks_pause(), icon: CirclePause, onSelect: () => flip(webhook, 'pause') }
        : {
            label: m.webhooks_resume(),
            icon: CirclePlay,
            onSelect: asksToResume(webhook) ? open('resume') : () => flip(webhook, 'resume'),
          },
      { label: m.webhooks_rotate(), icon: RefreshCw, onSelect: open('rotate') },
      'line',
      { label: m.webhooks_delete(), icon: Trash2, danger: true, onSelect: open('delete') },
    ]
  }
}

/** The actions menu of one webhook. */
export function WebhookMenu(props: { webhook: Webhook; actions: ReturnType<typeof useWebhookActions> }) {
  const { webhook, actions } = props
  return <Menu label={m.webhooks_actions_for({ name: webhook.name })} icon={Ellipsis} items={() => actions(webhook)} />
}
