import { z } from 'zod'
import { MAX_DESCRIPTION, MAX_NAME } from './common.data.ts'
import { Instant, idOf, line, pageOf, paragraph, unique } from './common.ts'
import {
  FIELD_NAME_PATTERN,
  FIELD_TYPES,
  MAX_FIELD_LABEL,
  MAX_FIELDS,
  MAX_INDEXED_FIELDS,
  MAX_OPTION,
  MAX_OPTIONS,
  MODULE_SLUG_PATTERN,
  NEVER_INDEXED,
  NEVER_UNIQUE,
  REFUSED_FIELD_NAMES,
} from './modules.data.ts'

export const ModuleId = idOf('mod', 'a module')

export const ModuleSlug = z
  .string()
  .regex(MODULE_SLUG_PATTERN, 'must be lower case letters, digits, - and _, a letter first, at most 40')
  .meta({ example: 'contacts' })

const FieldName = z
  .string()
  .regex(FIELD_NAME_PATTERN, 'must be letters, digits and _, a letter first, at most 64')
  .refine((name) => !REFUSED_FIELD_NAMES.includes(name), 'is reserved: choose another name')
  .meta({ example: 'email' })

const Options = z
  .array(line(MAX_OPTION))
  .min(1, 'must have at least one option')
  .max(MAX_OPTIONS, `must have at most ${MAX_OPTIONS} options`)
  .refine(unique, 'must not name an option twice')

/** A field of a module as the API shows it. `options`: of a select. `module`: the slug that a reference points to. */
export const Field = z
  .strictObject({
    name: FieldName,
    label: z.string(),
    type: z.enum(FIELD_TYPES),
    required: z.boolean(),
    unique: z.boolean(),
    indexed: z.boolean(),
    options: z.array(z.string()).optional(),
    module: z.string().optional(),
    building: z.strictObject({ done: z.int().optional() }).optional().meta({
      description:
        'Its index is being built over existing records: until that is done, lists cannot filter or sort by it, and a unique field is not sure to stay one (`problem`). `done`: how many records it has, where one module is read.',
    }),
    checking: z.strictObject({ done: z.int().optional() }).optional().meta({
      description:
        'It was made required, and existing records are being checked: if one has no value, the field does not stay required (`problem`). `done`: how many were checked, where one module is read.',
    }),
    problem: z.string().optional().meta({
      description:
        'Why it is not unique, or not required, although it was to be: what is in the way. Until it is changed again.',
    }),
  })
  .meta({ id: 'Field' })
export type Field = z.infer<typeof Field>

/** A field in a request. */
export const FieldInput = z
  .strictObject({
    name: FieldName.meta({
      description: 'Its key in the data of records. A field with another name is another field.',
    }),
    label: line(MAX_FIELD_LABEL).optional().meta({ description: 'What people see. Left out: the name.' }),
    type: z.enum(FIELD_TYPES),
    required: z.boolean().default(false),
    unique: z.boolean().default(false).meta({
      description: 'No two records of an environment have the same value. Records without a value never compete.',
    }),
    indexed: z
      .boolean()
      .default(false)
      .meta({ description: 'Lists can filter and sort by it. A unique field is indexed.' }),
    options: Options.optional().meta({ description: 'Of a select, and required there.' }),
    module: ModuleSlug.optional().meta({ description: 'Of a reference, and required there: the slug of a module.' }),
  })
  .superRefine((field, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    const { type } = field
    if (type === 'select' && !field.options) refuse('options', 'is required')
    if (type !== 'select' && field.options) refuse('options', 'belongs to a select alone')
    if (type === 'reference' && !field.module) refuse('module', 'is required')
    if (type !== 'reference' && field.module) refuse('module', 'belongs to a reference alone')
    if (field.unique && NEVER_UNIQUE.includes(type)) refuse('unique', `must be false: a ${type} cannot be unique`)
    if (field.indexed && NEVER_INDEXED.includes(type)) refuse('indexed', `must be false: ${type} cannot be indexed`)
  })
  .meta({ id: 'FieldInput' })
export type FieldInput = z.infer<typeof FieldInput>

const Fields = z
  .array(FieldInput)
  .min(1, 'must have at least one field')
  .max(MAX_FIELDS, `must have at most ${MAX_FIELDS} fields`)
  .refine((fields) => unique(fields.map(({ name }) => name)), 'must not name a field twice')
  .refine(
    (fields) => fields.filter((field) => field.unique || field.indexed).length <= MAX_INDEXED_FIELDS,
    `must have at most ${MAX_INDEXED_FIELDS} fields that are unique or indexed`,
  )

const settings = { name: line(MAX_NAME), description: paragraph(MAX_DESCRIPTION), fields: Fields }

export const CreateModule = z
  .strictObject({ slug: ModuleSlug, ...settings, description: settings.description.default('') })
  .meta({ id: 'CreateModule' })
export type CreateModule = z.infer<typeof CreateModule>

export const UpdateModule = z
  .strictObject({
    ...settings,
    fields: Fields.meta({
      description: 'All fields, in their order. One that is left out is removed with its values.',
    }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateModule' })
export type UpdateModule = z.infer<typeof UpdateModule>

export const UpdateModuleQuery = z.strictObject({
  dryRun: z.enum(['true', 'false'], 'must be true or false').default('false').meta({
    description: 'true: writes nothing, and answers as the change would: with the module, or with what is in the way.',
  }),
})

export const DeleteModuleQuery = z.strictObject({
  confirm: z.string().max(40).optional().meta({
    description: 'The slug again. Required where the module has records, which are deleted with it.',
  }),
})

export const Module = z
  .strictObject({
    id: ModuleId,
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    fields: z.array(Field),
    createdAt: Instant,
    createdBy: z.string().nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'Module' })
export type Module = z.infer<typeof Module>

/** All modules in one page, by slug. */
export const ModulePage = pageOf(Module).meta({ id: 'ModulePage' })
export type ModulePage = z.infer<typeof ModulePage>
