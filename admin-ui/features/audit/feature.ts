import { History } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const audit: Feature = {
  name: 'audit',
  pages: [
    {
      path: '/audit-log',
      label: () => m.audit_label(),
      icon: History,
      shortcut: 'u',
      scope: 'audit:read',
      group: 'insight',
      component: lazy(() => import('./audit-page.tsx').then((it) => it.AuditLogPage)),
    },
  ],
}
