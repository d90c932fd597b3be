import { ChartColumn } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'
import { GettingStartedPlace } from './getting-started-place.tsx'

export const overview: Feature = {
  name: 'overview',
  pages: [
    {
      path: '/overview',
      label: () => m.overview_label(),
      icon: ChartColumn,
      shortcut: 'o',
      // Parts that the user may not see are left out.
      scope: null,
      group: 'insight',
      component: lazy(() => import('./overview-page.tsx').then((it) => it.OverviewPage)),
    },
  ],
  banners: [
    {
      page: '/api-keys',
      component: lazy(() => import('./getting-started.tsx').then((it) => it.GettingStarted), GettingStartedPlace),
    },
  ],
}
