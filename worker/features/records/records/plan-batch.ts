import type { WriteRecords } from '../../../../contract/records.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { type StoredField, stillBuilding } from '../modules/field.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { findByUniqueValues, findOwners } from './batch-store.ts'
import type { Place, RecordRow } from './record-store.ts'
import { checkData, checkValue, type FieldError, isBlank } from './validate.ts'
import { findDangling } from './write-record.ts'

type Value = string | number

/** What a batch does with one of its records. `before`: the record that it changes; null: it creates one. */
export type PlannedRecord = {
  before: RecordRow | null
  data: JsonObject
  changed: string[]
  /** By the names of fields. With any, nothing is done. */
  errors: FieldError[]
}

/**
 * Checks the records of a batch against the fields of the module, the stored records and each other. Writes nothing. Throws
 * `invalid` if `by` is no unique field.
 */
export async function planBatch(
  deps: Deps,
  module: ModuleRow,
  environment: Place['environment'],
  { records, by }: Pick<WriteRecords, 'records' | 'by'>,
): Promise<PlannedRecord[]> {
  const field = by === undefined ? null : uniqueField(module, by)
  const named = records.map((input) => (field ? readValue(field, input) : null))
  const values = named.flatMap((one) => (one && 'value' in one ? [one.value] : []))
  const existing = field
    ? await findByUniqueValues(deps.db, module, environment, field.key, [...new Set(values)])
    : new Map<Value, RecordRow>()
  const planned = records.map((input, index): PlannedRecord => {
    const name = named[index]
    const before = (name && 'value' in name && existing.get(name.value)) || null
    const { errors, ...checked } = checkData(module.fields, before?.data ?? {}, input)
    const own = errors.map(({ path, message }) => ({ path: path.replace(/^data\.?/, ''), message }))
    // The same value is wrong for the same reason.
    const extra = name && 'error' in name && !own.some(({ path }) => path === name.error.path) ? [name.error] : []
    return { ...checked, before, errors: [...extra, ...own] }
  })
  for (const { index, name, target } of await findDangling(deps, module, environment, planned)) {
    planned[index]?.errors.push({ path: name, message: `is not a record of ${target}` })
  }
  await refuseTaken(deps, module, environment, planned)
  return planned
}

function uniqueField(module: ModuleRow, by: string): StoredField {
  const field = module.fields.find(({ name }) => name === by)
  if (!field?.unique) throw invalid('by', `must be a unique field of ${module.slug}`)
  if (field.isBuilding) throw invalid('by', stillBuilding(by))
  return field
}

/** The value by which a record is found, as it is stored, or why there is none. */
function readValue(field: StoredField, input: JsonObject): { value: Value } | { error: FieldError } {
  const { name } = field
  const given = Object.hasOwn(input, name) ? input[name] : undefined
  if (given === undefined || isBlank(given))
    return { error: { path: name, message: 'is required: the record is found by it' } }
  const checked = checkValue(field, given)
  if ('fault' in checked) return { error: { path: name, message: checked.fault } }
  if (typeof checked.value !== 'string' && typeof checked.value !== 'number')
    throw new Error('a unique field has a value that is no text and no number')
  return { value: checked.value }
}

/** Refuses values of unique fields that a stored record has, or an earlier record of the batch that is not refused. */
async function refuseTaken(
  deps: Deps,
  module: ModuleRow,
  environment: Place['environment'],
  planned: readonly PlannedRecord[],
): Promise<void> {
  const unique = module.fields.filter((field) => field.unique)
  for (const field of unique) {
    const asked = planned.flatMap(({ data, changed }) =>
      changed.includes(field.name) ? [valueOfField(field, data)].filter((value) => value !== null) : [],
    )
    const owners = await findOwners(deps.db, module, environment, field.key, [...new Set(asked)])
    for (const { data, before, errors } of planned) {
      const value = valueOfField(field, data)
      const owner = value === null ? undefined : owners.get(value)
      if (owner === undefined || owner === before?.id) continue
      errors.push({ path: field.name, message: `must be unique: ${owner} has this value` })
    }
  }
  const seen = new Map(unique.map(({ key }) => [key, new Map<Value, number>()]))
  for (const [index, { data, errors }] of planned.entries()) {
    for (const field of unique) {
      const value = valueOfField(field, data)
      const earlier = value === null ? undefined : seen.get(field.key)?.get(value)
      if (earlier !== undefined)
        errors.push({ path: field.name, message: `must be unique: records.${earlier} has this value` })
    }
    if (errors.length > 0) continue
    for (const field of unique) {
      const value = valueOfField(field, data)
      if (value !== null) seen.get(field.key)?.set(value, index)
    }
  }
}

function valueOfField({ key }: StoredField, data: JsonObject): Value | null {
  const value = data[key]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
