import type { UpsertedRecord } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { stillBuilding } from '../modules/field.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { lostRace } from '../modules/own-module.ts'
import { insertNew } from './create-record.ts'
import { presentRecord } from './present-record.ts'
import { recordScope } from './record-scope.ts'
import { findByUnique } from './record-store.ts'
import { mergeInto } from './update-record.ts'
import { checkValue, isBlank } from './validate.ts'
import { checkedData, Overtaken, requireFreeValues, retried } from './write-record.ts'

/** How values become a record. */
export type RecordWrite = {
  /** `update`: only a record that exists; `upsert`: that one, or a new one. */
  action: 'create' | 'update' | 'upsert'
  /** The name of the unique field that a record is found by; null to create. */
  by: string | null
  environment: 'live' | 'test' | undefined
  /** The values, for the module as it is. Called again if the module, or the record, changes meanwhile. */
  dataFor: (module: ModuleRow) => JsonObject | Promise<JsonObject>
}

/** Further statements of the same transaction, given what is written. */
type More = (upserted: UpsertedRecord) => Statement[]

/**
 * Creates a record, or merges values into the one that has the same value of a unique field. The primary key of the index
 * decides which of concurrent calls creates; the others update what it created. Throws `invalid` by field, also if the field is
 * not unique, the data has no value for it, or there is no record to update; and like `createRecord`.
 */
export async function applyRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  { action, by, environment: named, dataFor }: RecordWrite,
  extraStatements?: More,
): Promise<{ upserted: UpsertedRecord; version: number }> {
  requireScope(actor, recordScope(slug, 'write'))
  const environment = environmentOfNew(actor, named)
  const more: More = extraStatements ?? (() => [])
  const apply = async (module: ModuleRow) => {
    const input = await dataFor(module)
    const unique = by === null ? null : uniqueValue(module, by, input)
    const existing = unique && (await findByUnique(deps.db, module, environment, unique.key, unique.value))
    if (existing) {
      const resultOf = (isChanged: boolean) => (isChanged ? ('updated' as const) : ('unchanged' as const))
      const { row, isChanged } = await mergeInto(deps, actor, module, existing, input, (merged) =>
        more({ record: presentRecord(module, merged.row), result: resultOf(merged.isChanged) }),
      )
      return { upserted: { record: presentRecord(module, row), result: resultOf(isChanged) }, version: row.version }
    }
    if (action === 'update') throw invalid(`data.${by}`, `is of no record of ${slug}: there is nothing to update`)
    const { data } = await checkedData(deps, module, environment, {}, input)
    const result = 'created' as const
    try {
      const row = await insertNew(deps, actor, module, environment, data, async (record) => more({ record, result }))
      return { upserted: { record: presentRecord(module, row), result }, version: 1 }
    } catch (error) {
      // The value of `by` was taken meanwhile: the next try updates. Another unique value is a refusal.
      const others = unique ? withoutKey(data, unique.key) : data
      if (error instanceof Overtaken) await requireFreeValues(deps, module, environment, others, '')
      throw error
    }
  }
  return retried(deps, actor, slug, apply, () => lostRace('record', null), extraStatements !== undefined)
}

function withoutKey(data: JsonObject, key: string): JsonObject {
  const { [key]: _, ...others } = data
  return others
}

/** The key of a unique field, and its value in the data, as it is stored. */
function uniqueValue(module: ModuleRow, by: string, input: JsonObject) {
  const field = module.fields.find(({ name }) => name === by)
  if (!field?.unique) throw invalid('by', `must be a unique field of ${module.slug}`)
  if (field.isBuilding) throw invalid('by', stillBuilding(by))
  const given = Object.hasOwn(input, by) ? input[by] : undefined
  if (given === undefined || isBlank(given)) throw invalid(`data.${by}`, 'is required: the record is found by it')
  const checked = checkValue(field, given)
  if ('fault' in checked) throw invalid(`data.${by}`, checked.fault)
  if (typeof checked.value !== 'string' && typeof checked.value !== 'number')
    throw new Error('a unique field has a value that is no text and no number')
  return { key: field.key, value: checked.value }
}
