import { z } from 'zod'
import { Environment, NamedEnvironment, NewEnvironment } from './api-keys.ts'
import { Cursor, Instant, idOf, Json, jsonObject, pageOf, pageSize } from './common.ts'
import { FIELD_NAME_PATTERN } from './modules.data.ts'
import { FILTER_PATTERN, MAX_RECORD_BATCH, MAX_RECORD_KB, RECORD_SORT_PATTERN } from './records.data.ts'

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

export const WriteRecords = z
  .strictObject({
    records: z
      .array(jsonObject(MAX_RECORD_KB))
      .min(1, 'must have at least one record')
      .max(MAX_RECORD_BATCH, `must have at most ${MAX_RECORD_BATCH} records`)
      .meta({
        description: 'The values of each record by the names of fields.',
        example: [{ email: 'ada@example.com' }],
      }),
    by: UpsertQuery.shape.by.optional().meta({
      description:
        'A unique field: a record with the same value is changed instead of created. Left out: all are created.',
      example: 'email',
    }),
    partial: z.boolean().default(false).meta({
      description: 'true: the valid records are written and the others refused. false: all of them, or none.',
    }),
    dryRun: z.boolean().default(false).meta({ description: 'true: writes nothing, and says what would be done.' }),
    environment: NewEnvironment,
  })
  .meta({ id: 'WriteRecords' })
export type WriteRecords = z.infer<typeof WriteRecords>

/** What became of each record of a batch, in its order. */
export const WrittenRecords = z
  .strictObject({
    results: z.array(
      z.strictObject({
        index: z.int(),
        result: z.enum(['created', 'updated', 'unchanged', 'refused']),
        id: RecordId.nullable().meta({ description: 'Null for one that is refused, or would be created.' }),
        errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'WrittenRecords' })
export type WrittenRecords = z.infer<typeof WrittenRecords>

const Sort = z
  .string()
  .regex(RECORD_SORT_PATTERN, 'must be createdAt or a field, with a minus in front for descending')
  .default('-createdAt')
  .meta({ description: 'createdAt, or a field that is unique or indexed; with a minus in front for descending.' })

/** Filters are further parameters, checked by their names here and by the fields of the module in the verb. */
const withFilters = <S extends z.ZodRawShape>(shape: S) =>
  z
    .object(shape)
    .catchall(z.string('must be given once'))
    .superRefine((query, context) => {
      const keys = Object.keys(query).filter((name) => !Object.hasOwn(shape, name) && !FILTER_PATTERN.test(name))
      if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: query })
    })

export const ListRecords = withFilters({
  limit: pageSize(20),
  cursor: Cursor,
  environment: NamedEnvironment,
  sort: Sort,
})
export type ListRecords = z.infer<typeof ListRecords>

/** The same records as a list has, all of them. */
export const ExportRecords = withFilters({ environment: NamedEnvironment, sort: Sort })
export type ExportRecords = z.infer<typeof ExportRecords>

export const RecordPage = pageOf(ModuleRecord).meta({ id: 'RecordPage' })
export type RecordPage = z.infer<typeof RecordPage>
