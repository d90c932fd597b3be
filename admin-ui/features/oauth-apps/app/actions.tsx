import { CirclePause, CirclePlay, Ellipsis, Eye, RefreshCw, Settings, Trash2, Users } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { OAuthApp } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { useEnableDisableApp } from './mutations.ts'
import { openApp, pageOfApp, type Tab } from './routes.ts'

/** The actions that are possible for an app. Called once for a whole list. */
export function useAppActions(url: UrlState): (app: OAuthApp) => (MenuItem | 'line')[] {
  const mayWrite = useCan('oauth-apps:write')
  const flip = useEnableDisableApp()
  const { route } = useLocation()

  return (app) => {
    const page = (tab?: Tab) => () => route(pageOfApp(app.id, tab))
    const view: MenuItem[] = [
      { label: m.oauth_apps_view(), icon: Eye, onSelect: page() },
      { label: m.oauth_apps_view_users(), icon: Users, onSelect: page('users') },
    ]
    if (!mayWrite) return view
    const active = app.status === 'active'
    const hasSecret = app.secret !== null && app.source === 'organization'
    return [
      ...view,
      { label: m.oauth_apps_edit_settings(), icon: Settings, onSelect: page('settings') },
      {
        label: active ? m.oauth_apps_disable() : m.oauth_apps_enable(),
        icon: active ? CirclePause : CirclePlay,
        onSelect: () => flip(app),
      },
      ...(hasSecret
        ? [{ label: m.oauth_apps_rotate(), icon: RefreshCw, onSelect: () => openApp(url, app.id, 'rotate') }]
        : []),
      'line',
      { label: m.oauth_apps_delete(), icon: Trash2, danger: true, onSelect: () => openApp(url, app.id, 'delete') },
    ]
  }
}

/** The actions menu of one app. */
export const AppMenu = (props: { app: OAuthApp; actions: ReturnType<typeof useAppActions> }) => (
  <Menu
    label={m.oauth_apps_actions_for({ name: props.app.name })}
    icon={Ellipsis}
    items={() => props.actions(props.app)}
  />
)
