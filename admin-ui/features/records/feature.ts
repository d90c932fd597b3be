import { INCOMING, MODULES_VIEW } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

/** Modules and their records: a view of the page of incoming webhooks. */
export const records: Feature = {
  name: 'records',
  views: [
    {
      page: INCOMING,
      name: MODULES_VIEW,
      label: () => m.records_modules_title(),
      scope: 'modules:read',
      component: lazy(() => import('./page.tsx').then((it) => it.ModulesPage)),
    },
  ],
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
