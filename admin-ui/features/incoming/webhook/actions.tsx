import { CirclePause, CirclePlay, Ellipsis, Eye, ListTree, RefreshCw, Settings, Trash2 } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { usePauseResume } from './mutations.ts'
import { openIncoming, pageOfIncoming, type Tab } from './routes.ts'

/** The actions that are possible for an incoming webhook. Called once for a whole list. */
export function useIncomingActions(url: UrlState): (webhook: IncomingWebhook) => (MenuItem | 'line')[] {
  const mayWrite = useCan('incoming:write')
  const flip = usePauseResume()
  const { route } = useLocation()

  return (webhook) => {
    const page = (tab?: Tab) => () => route(pageOfIncoming(webhook.id, tab))
    const view = { label: m.incoming_view(), icon: Eye, onSelect: page() }
    if (!mayWrite) return [view]
    const active = webhook.status === 'active'
    return [
      view,
      { label: m.incoming_map_fields(), icon: ListTree, onSelect: page('mapping') },
      { label: m.incoming_edit_settings(), icon: Settings, onSelect: page('settings') },
      {
        label: active ? m.incoming_pause() : m.incoming_resume(),
        icon: active ? CirclePause : CirclePlay,
        onSelect: () => flip(webhook),
      },
      {
        label: m.incoming_regenerate(),
        icon: RefreshCw,
        onSelect: () => openIncoming(url, webhook.id, 'regenerate'),
      },
      'line',
      {
        label: m.incoming_delete(),
        icon: Trash2,
        danger: true,
        onSelect: () => openIncoming(url, webhook.id, 'delete'),
      },
    ]
  }
}

/** The actions menu of one incoming webhook. */
export const IncomingMenu = (props: { webhook: IncomingWebhook; actions: ReturnType<typeof useIncomingActions> }) => (
  <Menu
    label={m.incoming_actions_for({ name: props.webhook.name })}
    icon={Ellipsis}
    items={() => props.actions(props.webhook)}
  />
)
