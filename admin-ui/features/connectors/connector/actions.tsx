import { CirclePause, CirclePlay, Ellipsis, Eye, Send, Settings, Unplug } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { Connector } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { usePauseResume } from './mutations.ts'
import { openConnector, pageOfConnector } from './routes.ts'

/** The actions that are possible for a connector. Called once for a whole list. */
export function useConnectorActions(url: UrlState): (connector: Connector) => (MenuItem | 'line')[] {
  const mayWrite = useCan('connectors:write')
  const flip = usePauseResume()
  const { route } = useLocation()
  return (connector) => {
    const { id } = connector
    const view = { label: m.connectors_view(), icon: Eye, onSelect: () => route(pageOfConnector(id)) }
    if (!mayWrite) return [view]
    const active = connector.status === 'active'
    return [
      view,
      { label: m.connectors_test(), icon: Send, onSelect: () => openConnector(url, id, 'test') },
      { label: m.connectors_edit(), icon: Settings, onSelect: () => route(pageOfConnector(id, 'settings')) },
      {
        label: active ? m.connectors_pause() : m.connectors_resume(),
        icon: active ? CirclePause : CirclePlay,
        onSelect: () => (active ? flip.mutate({ connector, sendHeld: null }) : openConnector(url, id, 'resume')),
      },
      'line',
      {
        label: m.connectors_disconnect(),
        icon: Unplug,
        danger: true,
        onSelect: () => openConnector(url, id, 'delete'),
      },
    ]
  }
}

/** The actions menu of one connector. */
export const ConnectorMenu = (props: { connector: Connector; actions: ReturnType<typeof useConnectorActions> }) => (
  <Menu
    label={m.connectors_actions_for({ name: props.connector.name })}
    icon={Ellipsis}
    items={() => props.actions(props.connector)}
  />
)
