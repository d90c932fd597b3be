import type { CreateDemoData, DemoData } from '../../../../contract/demo-data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { createModule } from '../modules/create-module.ts'
import { listModuleRows } from '../modules/module-store.ts'
import { writeRecords } from '../records/write-records.ts'
import { demoModules } from './demo-modules.ts'
import { FORUM } from './forum.ts'

const none = async () => []

/**
 * Creates the modules and records of a small forum, with the events of each. A call that was interrupted is completed by the
 * next one: modules that exist are kept, and records are written by their unique field. Throws `conflict`
 * (`module_exists`) before anything is written if the organization has a module of its own with one of the names.
 */
export async function createDemoData(deps: Deps, actor: Actor, { environment }: CreateDemoData): Promise<DemoData> {
  requireScope(actor, 'modules:write')
  requireScope(actor, 'records:write')
  requireLive(actor, 'create demonstration data')
  const existing = new Map((await listModuleRows(deps.db, actor.organization.id)).map((row) => [row.slug, row]))
  const own = FORUM.filter(({ module }) => existing.get(module.slug)?.demo === false)
  if (own.length > 0) {
    const names = own.map(({ module }) => module.slug).join(', ')
    throw conflict('module_exists', `You already have modules with these names: ${names}.`)
  }
  const ids: Record<string, string[]> = {}
  for (const { module, by, records } of FORUM) {
    if (!existing.has(module.slug)) await createModule(deps, actor, module, none, { demo: true })
    const input = { records: records(ids, deps.now), by, environment, partial: false, dryRun: false }
    const { results } = await writeRecords(deps, actor, module.slug, input, none)
    ids[module.slug] = results.flatMap(({ id }) => id ?? [])
  }
  return demoModules(deps.db, actor.organization.id)
}
