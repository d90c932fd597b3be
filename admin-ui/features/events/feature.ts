import { BookOpen } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'

const words = defineWords({ catalog: 'Event catalog' })

export const events: Feature = {
  name: 'events',
  views: [
    {
      page: '/webhooks',
      name: 'events',
      label: () => words().catalog,
      icon: BookOpen,
      scope: 'events:read',
      component: lazy(() => import('./catalog-page.tsx').then((it) => it.CatalogPage)),
    },
  ],
}
