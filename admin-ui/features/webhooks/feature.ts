import { Webhook } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const webhooks: Feature = {
  name: 'webhooks',
  pages: [
    {
      path: '/webhooks',
      label: () => m.webhooks_label(),
      icon: Webhook,
      shortcut: 'w',
      scope: 'webhooks:read',
      group: 'integrations',
      inBar: true,
      component: lazy(() => import('./list/page.tsx').then((it) => it.WebhooksPage)),
    },
  ],
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
