import type { CreateRecord, ModuleRecord } from '../../../../contract/records.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { lostRace } from '../modules/own-module.ts'
import { announceRecord } from './announce-record.ts'
import { indexRows } from './index-rows.ts'
import { presentRecord } from './present-record.ts'
import { recordScope } from './record-scope.ts'
import { insertIndexRows, insertRecord, type RecordRow } from './record-store.ts'
import { checkedData, commit, Overtaken, requireFreeValues, retried } from './write-record.ts'

type More = (answer: ModuleRecord) => Promise<Statement[]>

/**
 * Creates a record. `extraStatements`: further statements of the same transaction, given the answer. Throws `not_found` for
 * the module, `invalid` with the path of each field that cannot have its value.
 */
export async function createRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  input: CreateRecord,
  extraStatements: More,
): Promise<ModuleRecord> {
  requireScope(actor, recordScope(slug, 'write'))
  const environment = environmentOfNew(actor, input.environment)
  const create = async (module: ModuleRow) => {
    const { data } = await checkedData(deps, module, environment, {}, input.data)
    try {
      const row = await insertNew(deps, actor, module, environment, data, extraStatements)
      return presentRecord(module, row)
    } catch (error) {
      if (error instanceof Overtaken) await requireFreeValues(deps, module, environment, data, '')
      throw error
    }
  }
  return retried(deps, actor, slug, create, () => lostRace('module', null))
}

/** Inserts a record with checked data. Throws `Overtaken` if the module changed, or if another record has a unique value. */
export async function insertNew(
  deps: Deps,
  actor: Actor,
  module: ModuleRow,
  environment: RecordRow['environment'],
  data: JsonObject,
  extraStatements: More,
): Promise<RecordRow> {
  const { now } = deps
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
  const event = await announceRecord(deps, actor, 'created', module, row)
  const statements = [insertRecord(module, row), ...insertIndexRows(row, indexRows(module.fields, data, row.id))]
  await commit(deps, statements, event, await extraStatements(presentRecord(module, row)))
  return row
}
