import { Route as RouteIcon } from 'lucide-preact'
import { GATEWAY } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

/** One file names the parts of the views: the first page of the dashboard loads this manifest too. */
const view = (name: 'tools' | 'approvals' | 'hosts' | 'count') =>
  lazy(() => import('./views.ts').then((views) => views[name]))

/** Gateway routes, with the tools, approvals and hosts that belong to them as views of their page. */
export const gateway: Feature = {
  name: 'gateway',
  pages: [
    {
      path: GATEWAY,
      label: () => m.gateway_view_name({ view: 'gateway' }),
      viewLabel: () => m.gateway_view_name({ view: 'routes' }),
      icon: RouteIcon,
      shortcut: 'g',
      scope: 'gateway:read',
      group: 'integrations',
      component: lazy(() => import('./list/page.tsx').then((it) => it.GatewayPage)),
    },
  ],
  views: (['tools', 'approvals', 'hosts'] as const).map((name) => ({
    page: GATEWAY,
    name,
    label: () => m.gateway_view_name({ view: name }),
    scope: name === 'approvals' ? 'approvals:read' : 'gateway:read',
    component: view(name),
    ...(name === 'approvals' && { count: view('count') }),
  })),
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
