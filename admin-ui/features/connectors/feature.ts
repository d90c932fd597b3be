import { Plug } from 'lucide-preact'
import { CONNECTORS } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

/** Connectors: events to Zapier, Make, n8n, Slack and Discord. */
export const connectors: Feature = {
  name: 'connectors',
  pages: [
    {
      path: CONNECTORS,
      label: () => m.connectors_label(),
      icon: Plug,
      shortcut: 'n',
      scope: 'connectors:read',
      group: 'integrations',
      component: lazy(() => import('./list/page.tsx').then((it) => it.ConnectorsPage)),
    },
  ],
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
