import type { Module, ModulePage } from '../../../../contract/modules.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { countBuilt } from './build-store.ts'
import { listModuleRows } from './module-store.ts'
import { ownModule } from './own-module.ts'
import { presentModule } from './present-module.ts'

/** All modules of the organization, by slug. */
export async function listModules(deps: Deps, actor: Actor): Promise<ModulePage> {
  requireScope(actor, 'modules:read')
  const data = (await listModuleRows(deps.db, actor.organization.id)).map((row) => presentModule(row))
  return { data, nextCursor: null, total: data.length }
}

/** A module and its version. Throws `not_found`. */
export async function readModule(deps: Deps, actor: Actor, slug: string): Promise<{ module: Module; version: number }> {
  requireScope(actor, 'modules:read')
  const row = await ownModule(deps, actor.organization.id, slug)
  const built = row.fields.some(({ isBuilding, isChecking }) => isBuilding || isChecking)
    ? await countBuilt(deps.db, row)
    : new Map<string, number>()
  return { module: presentModule(row, built), version: row.version }
}
