import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { deleteModule } from '../modules/delete-module.ts'
import { listModuleRows } from '../modules/module-store.ts'
import { FORUM } from './forum.ts'

/**
 * Deletes the modules of the demonstration data with all their records, also those that were added since. Throws `conflict`
 * (`module_in_use`) before anything is deleted if a module of the organization refers to one of them.
 */
export async function deleteDemoData(deps: Deps, actor: Actor): Promise<void> {
  requireScope(actor, 'modules:write')
  requireLive(actor, 'delete demonstration data')
  const rows = await listModuleRows(deps.db, actor.organization.id)
  const demo = new Set(rows.filter((row) => row.demo).map(({ slug }) => slug))
  const referring = rows.filter(
    (row) => !row.demo && row.fields.some(({ module }) => module !== undefined && demo.has(module)),
  )
  if (referring.length > 0) {
    const names = referring.map(({ slug }) => slug).join(', ')
    throw conflict('module_in_use', `Records of ${names} refer to the demonstration data. Remove those fields first.`)
  }
  // Those that refer to others first.
  for (const { module } of [...FORUM].reverse()) {
    const { slug } = module
    if (demo.has(slug)) await deleteModule(deps, actor, slug, { confirm: slug }, null)
  }
}
