import { Plus, Table2 } from 'lucide-preact'
import { callApi } from '../../api/call-api.ts'
import { INCOMING, MODULES_VIEW } from '../../format/links.ts'
import { moduleHref } from '../../format/object-links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder } from '../../ui/page/feature.ts'
import { matchesModule } from './modules/module-list.ts'

const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  {
    label: () => m.records_create_module(),
    icon: Plus,
    scope: 'modules:write',
    href: `${INCOMING}?view=${MODULES_VIEW}&dialog=create-module`,
  },
]

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
