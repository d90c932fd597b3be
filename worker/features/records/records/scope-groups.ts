import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { ScopeGroups } from '../../../platform/manifest/scope-groups.ts'
import { listModuleRows } from '../modules/module-store.ts'
import { recordScope } from './record-scope.ts'

/** The scopes for records of each module, for callers who may read modules. */
export const recordScopeGroups: ScopeGroups = async ({ db }, actor) => {
  if (missingScopes(actor.scopes, ['modules:read']).length > 0) return []
  const modules = await listModuleRows(db, actor.organization.id)
  return modules.map(({ slug, name }) => ({
    group: `Records of ${name}`,
    scopes: [
      { scope: recordScope(slug, 'read'), label: `Read ${name}`, description: `See records of ${slug}` },
      {
        scope: recordScope(slug, 'write'),
        label: `Write ${name}`,
        description: `Create and change records of ${slug}`,
      },
      { scope: recordScope(slug, 'delete'), label: `Delete ${name}`, description: `Remove records of ${slug}` },
    ],
  }))
}
