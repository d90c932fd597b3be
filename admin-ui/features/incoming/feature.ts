import { Inbox } from 'lucide-preact'
import { INCOMING } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const incoming: Feature = {
  name: 'incoming',
  pages: [
    {
      path: INCOMING,
      label: () => m.incoming_label(),
      viewLabel: () => m.incoming_webhooks_label(),
      icon: Inbox,
      shortcut: 'i',
      scope: 'incoming:read',
      group: 'integrations',
      component: lazy(() => import('./list/page.tsx').then((it) => it.IncomingPage)),
    },
  ],
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
