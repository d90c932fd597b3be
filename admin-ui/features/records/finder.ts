import { Table2 } from 'lucide-preact'
import { callApi } from '../../api/call-api.ts'
import { moduleHref } from '../../format/links.ts'
import type { Finder } from '../../ui/page/feature.ts'
import { matchesModule } from './modules/module-list.ts'

const MOST = 5

/** Finds modules by name or slug. */
export const finders: readonly Finder[] = [
  {
    scope: 'modules:read',
    find: async (text, signal) =>
      (await callApi('GET', '/api/v1/modules', { signal })).data
        .filter((module) => matchesModule(module, text))
        .slice(0, MOST)
        .map(({ id, slug, name }) => ({ key: id, label: name, hint: slug, icon: Table2, href: moduleHref(slug) })),
  },
]
