import { History } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'

const words = defineWords({ label: 'Audit Log' })

export const audit: Feature = {
  name: 'audit',
  pages: [
    {
      path: '/audit-log',
      label: () => words().label,
      icon: History,
      shortcut: 'u',
      scope: 'audit:read',
      component: lazy(() => import('./audit-page.tsx').then((it) => it.AuditLogPage)),
    },
  ],
}
