import type { FieldType } from '../../../../contract/modules.data.ts'
import type { Field, FieldInput } from '../../../../contract/modules.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

/**
 * A field of a module as it is stored. `key` names its values in the data of records and its rows in the index. No later
 * field of the module gets the same key, so values of a removed field never come back.
 */
export type StoredField = {
  key: string
  name: string
  label: string
  type: FieldType
  required: boolean
  unique: boolean
  indexed: boolean
  options?: string[] | undefined
  module?: string | undefined
  /** A job builds its index over existing records. Until it is complete, lists cannot filter or sort by it. */
  isBuilding?: true | undefined
}

/** Whether the index has rows of a field. */
export const isIndexed = ({ unique, indexed }: Pick<StoredField, 'unique' | 'indexed'>): boolean => unique || indexed

/** A field as the API shows it. */
export const presentField = ({ key: _, isBuilding, ...field }: StoredField): Field => ({
  ...field,
  ...(isBuilding && { building: {} }),
})

/** The fields of a request as they are stored: one with the name of an existing field keeps its key. */
export function storedFields(
  inputs: readonly FieldInput[],
  before: readonly StoredField[],
  keysGiven: number,
): { fields: StoredField[]; fieldKeys: number } {
  const keys = new Map(before.map(({ name, key }) => [name, key]))
  const building = new Set(before.filter(({ isBuilding }) => isBuilding).map(({ name }) => name))
  let fieldKeys = keysGiven
  const fields = inputs.map(({ name, label, type, required, unique, indexed, options, module }) => ({
    key: keys.get(name) ?? `f${++fieldKeys}`,
    name,
    label: label ?? name,
    type,
    required,
    unique,
    indexed: indexed || unique,
    ...(options && { options }),
    ...(module !== undefined && { module }),
    // Its index is built on, unless it is not wanted any more.
    ...(building.has(name) && (indexed || unique) && { isBuilding: true as const }),
  }))
  return { fields, fieldKeys }
}

/** Values by the names of fields: every field of the module, null where a record has no value. */
export const byName = (fields: readonly StoredField[], data: JsonObject): JsonObject =>
  Object.fromEntries(fields.map(({ name, key }): [string, Json] => [name, data[key] ?? null]))
