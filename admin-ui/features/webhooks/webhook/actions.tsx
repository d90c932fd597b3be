import { CirclePause, CirclePlay, EllipsisVertical, Eye, Pencil, RefreshCw, Send, Trash2 } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { Webhook } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { asksToResume, useSwitchWebhook } from './pause-resume.ts'
import { openWebhook, pageOfWebhook, type WebhookDialog } from './routes.ts'
import { words } from './words.ts'

/** All actions on a webhook in its current state that this person may do. Called once for a whole list. */
export function useWebhookActions(url: UrlState): (webhook: Webhook) => (MenuItem | 'line')[] {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const flip = useSwitchWebhook()
  const { route } = useLocation()

  return (webhook) => {
    const open = (dialog: WebhookDialog) => () => openWebhook(url, webhook.id, dialog)
    const view = { label: t.view, icon: Eye, onSelect: () => route(pageOfWebhook(webhook.id)) }
    if (!mayWrite) return [view]
    return [
      view,
      { label: t.edit, icon: Pencil, onSelect: open('edit') },
      { label: t.test, icon: Send, onSelect: open('test') },
      webhook.status === 'active'
        ? { label: t.pause, icon: CirclePause, onSelect: () => flip(webhook, 'pause') }
        : {
            label: t.resume,
            icon: CirclePlay,
            onSelect: asksToResume(webhook) ? open('resume') : () => flip(webhook, 'resume'),
          },
      { label: t.rotate, icon: RefreshCw, onSelect: open('rotate') },
      'line',
      { label: t.delete, icon: Trash2, danger: true, onSelect: open('delete') },
    ]
  }
}

/** The three dots of one webhook. */
export function WebhookMenu(props: { webhook: Webhook; actions: ReturnType<typeof useWebhookActions> }) {
  const { webhook, actions } = props
  return <Menu label={words().actionsFor(webhook.name)} icon={EllipsisVertical} items={() => actions(webhook)} />
}
