import { Bell } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'

const words = defineWords({ label: 'Alerts' })

export const alerts: Feature = {
  name: 'alerts',
  pages: [
    {
      path: '/alerts',
      label: () => words().label,
      icon: Bell,
      shortcut: 'a',
      scope: 'alerts:read',
      component: lazy(() => import('./alerts-page.tsx').then((it) => it.AlertsPage)),
      count: lazy(() => import('./open-count.tsx').then((it) => it.OpenCount)),
    },
  ],
}
