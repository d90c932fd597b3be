import { Inbox, Plus } from 'lucide-preact'
import { INCOMING, MODULES_VIEW } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

const ModulesPage = lazy(() => import('./page.tsx').then((it) => it.ModulesPage))

/**
 * Modules and their records. They are a view of the page "Incoming", and its only one until incoming webhooks have a page
 * of their own there: then the entry below becomes one of `views`, with the same URLs.
 */
export const records: Feature = {
  name: 'records',
  pages: [
    {
      path: INCOMING,
      label: () => m.records_page_label(),
      icon: Inbox,
      shortcut: 'i',
      scope: 'modules:read',
      group: 'integrations',
      component: ModulesPage,
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
