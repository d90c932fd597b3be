import type { ModuleRecord, UpdateRecord } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { type ModuleRow, requireModule } from '../modules/module-store.ts'
import { lostRace, requireVersion } from '../modules/own-module.ts'
import { announceRecord } from './announce-record.ts'
import { indexChanges, indexRows } from './index-rows.ts'
import { presentRecord } from './present-record.ts'
import { ownRecord } from './read-record.ts'
import { recordScope } from './record-scope.ts'
import { deleteIndexRows, insertIndexRows, type RecordRow, updateRecordRow } from './record-store.ts'
import { checkedData, commit, NO_EVENT, Overtaken, requireFreeValues, retried } from './write-record.ts'

/**
 * Merges values into a record: null clears a field, fields that are left out stay. A change to the same values writes
 * nothing. Without an expected version it is applied to the record as it is at that moment. Throws `not_found`, `invalid`
 * with the path of each field, `precondition_failed` if the record is at another version than If-Match says.
 */
export async function updateRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  id: string,
  input: UpdateRecord,
  expectedVersion: IfMatch,
): Promise<{ record: ModuleRecord; version: number }> {
  requireScope(actor, recordScope(slug, 'write'))
  const update = async (module: ModuleRow) => {
    const before = await ownRecord(deps, module, reachOf(actor), id)
    requireVersion('record', before.version, expectedVersion)
    const { row } = await mergeInto(deps, actor, module, before, input.data)
    return { record: presentRecord(module, row), version: row.version }
  }
  return retried(deps, actor, slug, update, () => lostRace('record', expectedVersion))
}

/** A record after a change, which may not have been one. */
export type Merged = { row: RecordRow; isChanged: boolean }

/**
 * Merges values into a record that was read. `extraStatements`: further statements of the same transaction, also where
 * nothing changes. Throws `Overtaken` if it or its module changed since, `invalid` if a value
 * cannot be.
 */
export async function mergeInto(
  deps: Deps,
  actor: Actor,
  module: ModuleRow,
  before: RecordRow,
  input: JsonObject,
  extraStatements: (merged: Merged) => Statement[] = () => [],
): Promise<Merged> {
  const { data, changed } = await checkedData(deps, module, before.environment, before.data, input)
  if (changed.length === 0) {
    const unchanged = { row: before, isChanged: false }
    const extra = extraStatements(unchanged)
    if (extra.length > 0) await commit(deps, [requireModule(module), ...extra], NO_EVENT)
    return unchanged
  }
  const row = { ...before, data, version: before.version + 1, updatedAt: deps.now }
  const rowsOf = (values: JsonObject) => indexRows(module.fields, values, before.id)
  const { removed, added } = indexChanges(rowsOf(before.data), rowsOf(data))
  const event = await announceRecord(deps, actor, 'updated', module, row, changed)
  const statements = [
    ...updateRecordRow(module, before, row),
    ...deleteIndexRows(row, removed),
    ...insertIndexRows(row, added),
  ]
  try {
    await commit(deps, statements, event, extraStatements({ row, isChanged: true }))
  } catch (error) {
    if (error instanceof Overtaken) await requireFreeValues(deps, module, row.environment, data, row.id)
    throw error
  }
  return { row, isChanged: true }
}
