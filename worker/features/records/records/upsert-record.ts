import type { CreateRecord, UpsertedRecord } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { lostRace } from '../modules/own-module.ts'
import { insertNew } from './create-record.ts'
import { presentRecord } from './present-record.ts'
import { recordScope } from './record-scope.ts'
import { findByUnique } from './record-store.ts'
import { mergeInto } from './update-record.ts'
import { checkValue, isBlank } from './validate.ts'
import { checkedData, Overtaken, requireFreeValues, retried } from './write-record.ts'

const none = async () => []

/**
 * Creates a record, or merges the values into the record that has the same value of a unique field (`by`: its name). The
 * primary key of the index decides which of concurrent calls creates; the others update what it created. Throws `invalid`
 * if the field is not unique or the data has no value for it, and like `createRecord`.
 */
export async function upsertRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  by: string,
  input: CreateRecord,
): Promise<{ upserted: UpsertedRecord; version: number }> {
  requireScope(actor, recordScope(slug, 'write'))
  const environment = environmentOfNew(actor, input.environment)
  const upsert = async (module: ModuleRow) => {
    const { key, value } = uniqueValue(module, by, input.data)
    const existing = await findByUnique(deps.db, module, environment, key, value)
    if (existing) {
      const { row, isChanged } = await mergeInto(deps, actor, module, existing, input.data)
      const result = isChanged ? ('updated' as const) : ('unchanged' as const)
      return { upserted: { record: presentRecord(module, row), result }, version: row.version }
    }
    const { data } = await checkedData(deps, module, environment, {}, input.data)
    try {
      const row = await insertNew(deps, actor, module, environment, data, none)
      return { upserted: { record: presentRecord(module, row), result: 'created' as const }, version: 1 }
    } catch (error) {
      // The value of `by` was taken meanwhile: the next try updates. Another unique value is a refusal.
      const { [key]: _, ...others } = data
      if (error instanceof Overtaken) await requireFreeValues(deps, module, environment, others, '')
      throw error
    }
  }
  return retried(deps, actor, slug, upsert, () => lostRace('record', null))
}

/** The key of a unique field, and its value in the data, as it is stored. */
function uniqueValue(module: ModuleRow, by: string, input: CreateRecord['data']) {
  const field = module.fields.find(({ name }) => name === by)
  if (!field?.unique) throw invalid('by', `must be a unique field of ${module.slug}`)
  const given = Object.hasOwn(input, by) ? input[by] : undefined
  if (given === undefined || isBlank(given)) throw invalid(`data.${by}`, 'is required: the record is found by it')
  const checked = checkValue(field, given)
  if ('fault' in checked) throw invalid(`data.${by}`, checked.fault)
  if (typeof checked.value !== 'string' && typeof checked.value !== 'number')
    throw new Error('a unique field has a value that is no text and no number')
  return { key: field.key, value: checked.value }
}
