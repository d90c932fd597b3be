import type { WriteRecords, WrittenRecords } from '../../../../contract/records.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { lostRace } from '../modules/own-module.ts'
import { announceRecords, type RecordChange } from './announce-record.ts'
import { deleteOwnedRows, insertOwnedRows, insertRecords, type OwnedRow, updateRecords } from './batch-store.ts'
import { type IndexRow, indexChanges, indexRows } from './index-rows.ts'
import { type PlannedRecord, planBatch } from './plan-batch.ts'
import { recordScope } from './record-scope.ts'
import type { RecordRow } from './record-store.ts'
import { commit, NO_EVENT, retried } from './write-record.ts'

type More = (answer: WrittenRecords) => Promise<Statement[]>
type Result = WrittenRecords['results'][number]

/** Maximum number of errors that a refused batch reports. */
const MAX_ERRORS = 100

/**
 * Creates records, or with `by` creates or changes them by a unique field, in one transaction with their events. Without
 * `partial` it throws `invalid` with the path of each value (`records.3.email`) if a record cannot be written; with it, such
 * records are refused in the answer and the others written. `dryRun` writes nothing. Throws `not_found` for the module.
 */
export async function writeRecords(
  deps: Deps,
  actor: Actor,
  slug: string,
  input: WriteRecords,
  extraStatements: More,
): Promise<WrittenRecords> {
  requireScope(actor, recordScope(slug, 'write'))
  const environment = environmentOfNew(actor, input.environment)
  const write = async (module: ModuleRow): Promise<WrittenRecords> => {
    const planned = await planBatch(deps, module, environment, input)
    if (input.dryRun) return { results: planned.map((one, index) => resultOf(one, index, null)) }
    if (!input.partial) requireAll(planned)
    const changes = planned.map((one) => changeOf(deps, actor, module, environment, one))
    const answer = { results: planned.map((one, index) => resultOf(one, index, changes[index] ?? null)) }
    await commitAll(deps, actor, module, environment, planned, changes, await extraStatements(answer))
    return answer
  }
  return retried(deps, actor, slug, write, () => lostRace('record', null))
}

function requireAll(planned: readonly PlannedRecord[]): void {
  const errors = planned.flatMap(({ errors }, index) =>
    errors.map(({ path, message }) => ({ path: `records.${index}${path && `.${path}`}`, message })),
  )
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors: errors.slice(0, MAX_ERRORS) })
}

const whatOf = ({ before, changed, errors }: PlannedRecord): Result['result'] =>
  errors.length > 0 ? 'refused' : before === null ? 'created' : changed.length > 0 ? 'updated' : 'unchanged'

const resultOf = (one: PlannedRecord, index: number, change: RecordChange | null): Result => ({
  index,
  result: whatOf(one),
  id: one.errors.length > 0 ? null : (change?.row.id ?? one.before?.id ?? null),
  errors: one.errors,
})

/** The change of a record; null if nothing is written for it. */
function changeOf(
  { now }: Deps,
  actor: Actor,
  module: ModuleRow,
  environment: RecordRow['environment'],
  one: PlannedRecord,
): RecordChange | null {
  const what = whatOf(one)
  const { before, data, changed } = one
  if (what === 'updated' && before) {
    return { what, row: { ...before, data, version: before.version + 1, updatedAt: now }, changed }
  }
  if (what !== 'created') return null
  const row: RecordRow = {
    organizationId: module.organizationId,
    moduleId: module.id,
    environment,
    id: newId('rec', now),
    data,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
  }
  return { what, row }
}

async function commitAll(
  deps: Deps,
  actor: Actor,
  module: ModuleRow,
  environment: RecordRow['environment'],
  planned: readonly PlannedRecord[],
  changes: readonly (RecordChange | null)[],
  extraStatements: readonly Statement[],
): Promise<void> {
  const made = changes.filter((change) => change !== null)
  const removed: OwnedRow[] = []
  const added: OwnedRow[] = []
  for (const [index, change] of changes.entries()) {
    if (!change) continue
    const { id, data } = change.row
    const old = planned[index]?.before?.data
    const rows = indexChanges(old ? indexRows(module.fields, old, id) : [], indexRows(module.fields, data, id))
    const owned = (row: IndexRow): OwnedRow => ({ ...row, recordId: id })
    removed.push(...rows.removed.map(owned))
    added.push(...rows.added.map(owned))
  }
  const rowsOf = (what: RecordChange['what']) => made.filter((one) => one.what === what).map(({ row }) => row)
  const statements = [
    ...insertRecords(module, rowsOf('created')),
    ...updateRecords(module, rowsOf('updated')),
    ...deleteOwnedRows(module, environment, removed),
    ...insertOwnedRows(module, environment, added),
  ]
  const event = made.length > 0 ? await announceRecords(deps, actor, module, made) : NO_EVENT
  await commit(deps, statements, event, extraStatements)
}
