import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { lostRace, requireVersion } from '../modules/own-module.ts'
import { announceRecord } from './announce-record.ts'
import { indexRows } from './index-rows.ts'
import { ownRecord } from './read-record.ts'
import { recordScope } from './record-scope.ts'
import { deleteIndexRows, deleteRecordRow } from './record-store.ts'
import { commit, retried } from './write-record.ts'

/** Deletes a record for good. References of other records to it stay. Throws like `updateRecord`. */
export async function deleteRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  id: string,
  expectedVersion: IfMatch,
): Promise<void> {
  requireScope(actor, recordScope(slug, 'delete'))
  const remove = async (module: ModuleRow) => {
    const row = await ownRecord(deps, module, reachOf(actor), id)
    requireVersion('record', row.version, expectedVersion)
    const event = await announceRecord(deps, actor, 'deleted', module, row)
    const rows = indexRows(module.fields, row.data, row.id)
    await commit(deps, [...deleteRecordRow(module, row), ...deleteIndexRows(row, rows)], event)
  }
  await retried(deps, actor, slug, remove, () => lostRace('record', expectedVersion))
}
