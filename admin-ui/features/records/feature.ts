import { Plus } from 'lucide-preact'
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
  commands: [
    {
      label: () => m.records_create_module(),
      icon: Plus,
      scope: 'modules:write',
      href: `${INCOMING}?view=${MODULES_VIEW}&dialog=create-module`,
    },
  ],
  finders: () => import('./finder.ts').then((it) => it.finders),
}
