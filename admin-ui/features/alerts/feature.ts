import { Bell } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const alerts: Feature = {
  name: 'alerts',
  pages: [
    {
      path: '/alerts',
      label: () => m.alerts_label(),
      icon: Bell,
      shortcut: 'a',
      scope: 'alerts:read',
      group: 'insight',
      inBar: true,
      inHeader: true,
      component: lazy(() => import('./alerts-page.tsx').then((it) => it.AlertsPage)),
      count: lazy(() => import('./open-count.tsx').then((it) => it.OpenCount)),
    },
  ],
  watchers: [lazy(() => import('./new-alerts-watcher.tsx').then((it) => it.NewAlertsWatcher))],
}
