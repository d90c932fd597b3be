import type { Module, UpdateModule } from '../../../../contract/modules.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { announceModule } from './announce-module.ts'
import { isValueTaken } from './existing-records-store.ts'
import { storedFields } from './field.ts'
import { planFieldChanges, requireTargets } from './field-changes.ts'
import { isModuleChanged, updateModuleRow } from './module-store.ts'
import { lostRace, moduleEntry, ownModule, requireVersion } from './own-module.ts'
import { auditedModule, presentModule } from './present-module.ts'

/**
 * Changes a module. `expectedVersion`: the versions of If-Match. `dryRun`: checks the change and writes nothing. A change to the same values writes nothing. Throws
 * `conflict` for what the existing records do not allow, and says what is in the way; `precondition_failed` if it is at
 * another version, or without an expected version `conflict` if it was changed at the same time.
 */
export async function updateModule(
  deps: Deps,
  actor: Actor,
  slug: string,
  input: UpdateModule,
  expectedVersion: IfMatch,
  dryRun = false,
): Promise<{ module: Module; version: number }> {
  requireScope(actor, 'modules:write')
  requireLive(actor, 'change modules')
  const { db, now } = deps
  const row = await ownModule(deps, actor.organization.id, slug)
  requireVersion('module', row.version, expectedVersion)
  if (input.fields) await requireTargets(deps, row.organizationId, slug, input.fields)
  const change = {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.description !== undefined && { description: input.description }),
    ...(input.fields && storedFields(input.fields, row.fields, row.fieldKeys)),
  }
  const after = { ...row, ...change, version: row.version + 1, updatedAt: now }
  const [was, is] = [auditedModule(row), auditedModule(after)]
  const changed = (['name', 'description', 'fields'] as const).filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  )
  if (changed.length === 0) return { module: presentModule(row), version: row.version }
  const { fields, statements } = changed.includes('fields')
    ? await planFieldChanges(db, row, after.fields)
    : { fields: after.fields, statements: [] }
  const planned = { ...after, fields }
  if (dryRun) return { module: presentModule(planned), version: row.version }
  const event = await announceModule(deps, actor, 'updated', planned, changed)
  try {
    await runBatch(
      db,
      updateModuleRow(db, row, { ...change, ...(input.fields && { fields }) }, now),
      auditRow(actor, moduleEntry('module.updated', row, was, is), now),
      ...statements,
      ...event.statements,
    )
  } catch (error) {
    // A record with a repeated value came between the check and the change.
    if (isModuleChanged(error) || isValueTaken(error)) throw lostRace('module', expectedVersion)
    throw error
  }
  event.enqueue(deps)
  return { module: presentModule(planned), version: planned.version }
}
