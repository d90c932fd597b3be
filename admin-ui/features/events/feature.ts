import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const events: Feature = {
  name: 'events',
  views: [
    {
      page: '/webhooks',
      name: 'published',
      label: () => m.events_published_title(),
      scope: 'events:read',
      component: lazy(() => import('./published/published-page.tsx').then((it) => it.PublishedPage)),
    },
    {
      page: '/webhooks',
      name: 'events',
      label: () => m.events_catalog(),
      scope: 'events:read',
      component: lazy(() => import('./catalog-page.tsx').then((it) => it.CatalogPage)),
    },
  ],
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
