import { ScrollText } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'

const words = defineWords({ label: 'Event Logs' })

export const eventLogs: Feature = {
  name: 'event-logs',
  pages: [
    {
      path: '/event-logs',
      label: () => words().label,
      icon: ScrollText,
      shortcut: 'l',
      scope: 'logs:read',
      component: lazy(() => import('./page.tsx').then((it) => it.EventLogsPage)),
    },
  ],
}
