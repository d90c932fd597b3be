import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { announceModule } from './announce-module.ts'
import { deleteBuilds } from './build-store.ts'
import { countRecords } from './existing-records-store.ts'
import { deleteModuleRow, insertPurge, isModuleChanged, listModuleRows, requireModule } from './module-store.ts'
import { lostRace, moduleEntry, ownModule, requireVersion } from './own-module.ts'
import { auditedModule } from './present-module.ts'

/** Records that the refusal of an unconfirmed deletion counts exactly. */
const COUNTED = 1000

/**
 * Deletes a module with its records: from then on nothing finds them, and a job deletes the rows. Records get no event of
 * their own. Throws `conflict` if it has records and `confirm` is not its slug, or if another module refers to it; and as
 * `updateModule`.
 */
export async function deleteModule(
  deps: Deps,
  actor: Actor,
  slug: string,
  { confirm }: { confirm?: string | undefined },
  expectedVersion: IfMatch,
): Promise<void> {
  requireScope(actor, 'modules:write')
  requireLive(actor, 'delete modules')
  const { db, now } = deps
  const row = await ownModule(deps, actor.organization.id, slug)
  requireVersion('module', row.version, expectedVersion)
  const referring = (await listModuleRows(db, row.organizationId)).filter(
    (other) => other.slug !== slug && other.fields.some(({ module }) => module === slug),
  )
  if (referring.length > 0) {
    const names = referring.map((other) => other.slug).join(', ')
    throw conflict('module_in_use', `Records of ${names} refer to this module. Remove those fields first.`)
  }
  if (confirm !== slug) {
    const count = await countRecords(db, row, COUNTED + 1)
    if (count > 0) {
      const what = count > COUNTED ? `more than ${COUNTED} records` : count === 1 ? '1 record' : `${count} records`
      throw conflict('module_has_records', `The module has ${what}. To delete them with it, add ?confirm=${slug}.`)
    }
  }
  const event = await announceModule(deps, actor, 'deleted', row)
  try {
    await runBatch(
      db,
      requireModule(row),
      deleteModuleRow(db, row),
      auditRow(actor, moduleEntry('module.deleted', row, auditedModule(row), null), now),
      insertPurge(db, row, ''),
      ...(row.fields.some(({ isBuilding, isChecking }) => isBuilding || isChecking) ? [deleteBuilds(db, row)] : []),
      ...event.statements,
    )
  } catch (error) {
    if (isModuleChanged(error)) throw lostRace('module', expectedVersion)
    throw error
  }
  event.enqueue(deps)
}
