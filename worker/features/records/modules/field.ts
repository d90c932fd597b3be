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
  /** A job checks whether every existing record has a value, because the field was made required. */
  isChecking?: true | undefined
  /** Why a job has taken back that the field is unique, or required. */
  problem?: string | undefined
}

/** Why records cannot be found by a field yet. */
export const stillBuilding = (name: string): string =>
  `is being indexed: try again when the index of ${name} is complete`

/** Whether the index has rows of a field. */
export const isIndexed = ({ unique, indexed }: Pick<StoredField, 'unique' | 'indexed'>): boolean => unique || indexed

/** A field as the API shows it. */
export const presentField = ({ key: _, isBuilding, isChecking, ...field }: StoredField): Field => ({
  ...field,
  ...(isBuilding && { building: {} }),
  ...(isChecking && { checking: {} }),
})

/** The fields of a request as they are stored: one with the name of an existing field keeps its key. */
export function storedFields(
  inputs: readonly FieldInput[],
  before: readonly StoredField[],
  keysGiven: number,
): { fields: StoredField[]; fieldKeys: number } {
  const known = new Map(before.map((field) => [field.name, field]))
  let fieldKeys = keysGiven
  const fields = inputs.map(({ name, label, type, required, unique, indexed, options, module }) => {
    const old = known.get(name)
    const isAsBefore = old?.required === required && old.unique === unique && old.indexed === (indexed || unique)
    return {
      key: old?.key ?? `f${++fieldKeys}`,
      name,
      label: label ?? name,
      type,
      required,
      unique,
      indexed: indexed || unique,
      ...(options && { options }),
      ...(module !== undefined && { module }),
      // Its index is built on, and its records are checked on, unless that is not wanted any more.
      ...(old?.isBuilding && (indexed || unique) && { isBuilding: true as const }),
      ...(old?.isChecking && required && { isChecking: true as const }),
      ...(old?.problem !== undefined && isAsBefore && { problem: old.problem }),
    }
  })
  return { fields, fieldKeys }
}

/** Values by the names of fields: every field of the module, null where a record has no value. */
export const byName = (fields: readonly StoredField[], data: JsonObject): JsonObject =>
  Object.fromEntries(fields.map(({ name, key }): [string, Json] => [name, data[key] ?? null]))
