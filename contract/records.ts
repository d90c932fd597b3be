import { z } from 'zod'
import { Environment, NamedEnvironment, NewEnvironment } from './api-keys.ts'
import { Cursor, Instant, idOf, Json, jsonObject, pageOf, pageSize } from './common.ts'
import { FIELD_NAME_PATTERN } from './modules.data.ts'
import { FILTER_PATTERN, MAX_RECORD_KB, RECORD_SORT_PATTERN } from './records.data.ts'

export const RecordId = idOf('rec', 'a record')

/** A record of a module. `data` has every field of the module; null where it has no value. */
export const ModuleRecord = z
  .strictObject({
    id: RecordId,
    module: z.string().meta({ description: 'The slug of its module.', example: 'contacts' }),
    environment: Environment,
    data: z.record(z.string(), Json),
    createdAt: Instant,
    createdBy: z.string().nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'ModuleRecord' })
export type ModuleRecord = z.infer<typeof ModuleRecord>

const data = jsonObject(MAX_RECORD_KB).meta({
  description: 'Values by the names of fields. Null, and an empty text, mean no value.',
  example: { email: 'ada@example.com' },
})

export const CreateRecord = z.strictObject({ data, environment: NewEnvironment }).meta({ id: 'CreateRecord' })
export type CreateRecord = z.infer<typeof CreateRecord>

export const UpdateRecord = z.strictObject({ data }).meta({ id: 'UpdateRecord' })
export type UpdateRecord = z.infer<typeof UpdateRecord>

export const UpsertQuery = z.strictObject({
  by: z
    .string()
    .regex(FIELD_NAME_PATTERN, 'must be the name of a field')
    .meta({ description: 'A unique field. The data must have a value for it.', example: 'email' }),
})

export const UpsertedRecord = z
  .strictObject({
    record: ModuleRecord,
    result: z.enum(['created', 'updated', 'unchanged']),
  })
  .meta({ id: 'UpsertedRecord' })
export type UpsertedRecord = z.infer<typeof UpsertedRecord>

/** Filters are further parameters, checked by their names here and by the fields of the module in the verb. */
export const ListRecords = z
  .object({
    limit: pageSize(20),
    cursor: Cursor,
    environment: NamedEnvironment,
    sort: z
      .string()
      .regex(RECORD_SORT_PATTERN, 'must be createdAt or a field, with a minus in front for descending')
      .default('-createdAt')
      .meta({ description: 'createdAt, or a field that is unique or indexed; with a minus in front for descending.' }),
  })
  .catchall(z.string('must be given once'))
  .superRefine((query, context) => {
    const keys = Object.keys(query).filter((name) => !KNOWN.has(name) && !FILTER_PATTERN.test(name))
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: query })
  })
export type ListRecords = z.infer<typeof ListRecords>

const KNOWN = new Set(['limit', 'cursor', 'environment', 'sort'])

export const RecordPage = pageOf(ModuleRecord).meta({ id: 'RecordPage' })
export type RecordPage = z.infer<typeof RecordPage>
