import { Plus, Webhook } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'

const words = defineWords({ label: 'Webhooks', create: 'Create a webhook' })

export const webhooks: Feature = {
  name: 'webhooks',
  pages: [
    {
      path: '/webhooks',
      label: () => words().label,
      icon: Webhook,
      shortcut: 'w',
      scope: 'webhooks:read',
      component: lazy(() => import('./list/page.tsx').then((it) => it.WebhooksPage)),
    },
  ],
  commands: [{ label: () => words().create, icon: Plus, scope: 'webhooks:write', href: '/webhooks?dialog=create' }],
}
