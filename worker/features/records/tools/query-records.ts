import { z } from 'zod'
import { unique } from '../../../../contract/common.ts'
import { FIELD_NAME_PATTERN } from '../../../../contract/modules.data.ts'
import {
  FILTER_OPERATORS,
  MAX_FILTERS,
  MAX_INDEXED_TEXT,
  RECORD_SORT_PATTERN,
} from '../../../../contract/records.data.ts'
import { ListRecords, RecordId } from '../../../../contract/records.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, paging } from '../../../platform/manifest/tools/input.ts'
import { listRecords } from '../records/list-records.ts'
import { readRecord } from '../records/read-record.ts'
import { moduleField } from './read-modules.ts'
import { moduleLink, showRecord } from './show-record.ts'

export const recordId = idField(RecordId, 'The id of the record, from query_records.')

const Filter = z.strictObject({
  field: z
    .string()
    .regex(FIELD_NAME_PATTERN, 'must be the name of a field')
    .meta({ description: 'A field with filterBy.' }),
  operator: z.enum(FILTER_OPERATORS).default('eq').meta({ description: 'empty takes the value true or false.' }),
  value: z
    .union([z.string().max(MAX_INDEXED_TEXT), z.number(), z.boolean()], 'must be a text, a number or a boolean')
    .meta({ description: 'What to compare with. Dates as 2026-11-21, instants in RFC 3339.' }),
})

const parameterOf = ({ field, operator }: z.output<typeof Filter>) => `filter[${field}][${operator}]`

export const queryRecords = agentTool({
  name: 'query_records',
  title: 'Query records',
  description:
    'List records of a module, newest first unless sorted otherwise. All filters have to match. Only fields with filterBy in describe_module can be filtered or sorted. Returns the values of each record; fields without a value are left out. Choose fields to keep the answer small.',
  scope: 'records:read',
  forParts: true,
  readOnly: true,
  input: z.strictObject({
    module: moduleField,
    filters: z
      .array(Filter)
      .max(MAX_FILTERS, `must be at most ${MAX_FILTERS} filters`)
      .refine((filters) => unique(filters.map(parameterOf)), 'must not have a field and operator twice')
      .default([])
      .meta({ description: 'Such as [{"field": "email", "operator": "eq", "value": "ada@example.com"}].' }),
    sort: z
      .string()
      .regex(RECORD_SORT_PATTERN, 'must be createdAt or a field, with a minus in front for descending')
      .default('-createdAt')
      .meta({ description: 'createdAt or a field with filterBy; a minus in front means descending.' }),
    fields: z
      .array(z.string().regex(FIELD_NAME_PATTERN, 'must be the name of a field'))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Only these fields of each record. Left out: all.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, { module, filters, fields, sort, cursor, ...input }) => {
    const filtersBy = Object.fromEntries(filters.map((filter) => [parameterOf(filter), String(filter.value)]))
    return pageAnswer(
      {
        limit: input.limit,
        read: (limit) =>
          listRecords(deps, actorIn(actor, input), module, ListRecords.parse({ ...filtersBy, limit, sort, cursor })),
        show: (record) => {
          const { data, ...shown } = showRecord(record)
          const isWanted = ([name]: [string, unknown]) => fields === undefined || fields.includes(name)
          return { ...shown, data: Object.fromEntries(Object.entries(data).filter(isWanted)) }
        },
      },
      { link: moduleLink(module) },
    )
  },
})

export const getRecord = agentTool({
  name: 'get_record',
  title: 'Read a record',
  description: 'Read one record of a module with all its values. Fields without a value are left out.',
  scope: 'records:read',
  forParts: true,
  readOnly: true,
  input: z.strictObject({ module: moduleField, id: recordId, environment }),
  run: async (deps, actor, { module, id, ...input }) => {
    const { record } = await readRecord(deps, actorIn(actor, input), module, id)
    return answer(showRecord(record), { link: moduleLink(module, id) })
  },
})
