import { CirclePause, CirclePlay, Copy, Ellipsis, Eye, Play, ScrollText, Settings, Trash2 } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { useEnableDisableRoute } from './mutations.ts'
import { openRoute, pageOfRoute, type Tab } from './routes.ts'

/** The actions that are possible for a route. Called once for a whole list. */
export function useRouteActions(url: UrlState): (route: GatewayRoute) => (MenuItem | 'line')[] {
  const mayWrite = useCan('gateway:write')
  const mayReadLogs = useCan('logs:read')
  const flip = useEnableDisableRoute()
  const { route: goTo } = useLocation()

  return (route) => {
    const page = (tab?: Tab) => () => goTo(pageOfRoute(route.id, tab))
    const view: MenuItem[] = [
      { label: m.gateway_view(), icon: Eye, onSelect: page() },
      ...(mayReadLogs ? [{ label: m.gateway_view_requests(), icon: ScrollText, onSelect: page('requests') }] : []),
    ]
    if (!mayWrite) return view
    const active = route.status === 'active'
    return [
      ...view,
      { label: m.gateway_try(), icon: Play, onSelect: () => openRoute(url, route.id, 'test') },
      { label: m.gateway_edit_settings(), icon: Settings, onSelect: page('settings') },
      { label: m.gateway_duplicate(), icon: Copy, onSelect: () => openRoute(url, route.id, 'duplicate') },
      {
        label: active ? m.gateway_disable() : m.gateway_enable(),
        icon: active ? CirclePause : CirclePlay,
        onSelect: () => flip(route),
      },
      'line',
      { label: m.gateway_delete(), icon: Trash2, danger: true, onSelect: () => openRoute(url, route.id, 'delete') },
    ]
  }
}

type RouteMenuProps = { route: GatewayRoute; actions: ReturnType<typeof useRouteActions>; boxed?: boolean }

/** The actions menu of one route. */
export const RouteMenu = ({ route, actions, boxed = false }: RouteMenuProps) => (
  <Menu
    label={m.gateway_actions_for({ name: route.name })}
    icon={Ellipsis}
    boxed={boxed}
    small={!boxed}
    items={() => actions(route)}
  />
)
