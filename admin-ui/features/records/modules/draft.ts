import type { CreateModule, Field, FieldInput } from '../../../../client/src/generated.ts'
import {
  FIELD_NAME_PATTERN,
  MAX_FIELD_LABEL,
  MAX_INDEXED_FIELDS,
  MAX_OPTION,
  MAX_OPTIONS,
  MODULE_SLUG_PATTERN,
  NEVER_INDEXED,
  NEVER_UNIQUE,
  REFUSED_FIELD_NAMES,
} from '../../../../contract/modules.data.ts'

/** A field while the user edits it. */
export type FieldDraft = Pick<Field, 'label' | 'name' | 'type' | 'required' | 'unique' | 'indexed'> & {
  /** Names the field in the form, also while its key changes. */
  id: number
  /** The options of a choice, one a line. */
  options: string
  /** The slug of the module that a link leads to. */
  module: string
}

/** A module while the user defines it. */
export type ModuleDraft = { name: string; slug: string; description: string; fields: FieldDraft[] }

export const newField = (id: number): FieldDraft => ({
  id,
  label: '',
  name: '',
  type: 'text',
  required: false,
  unique: false,
  indexed: false,
  options: '',
  module: '',
})

export const newModule = (): ModuleDraft => ({ name: '', slug: '', description: '', fields: [newField(1)] })

/** A stored field in the form. */
export const fieldDraftOf = (field: Field): FieldDraft => ({
  id: 1,
  label: field.label,
  name: field.name,
  type: field.type,
  required: field.required,
  unique: field.unique,
  indexed: field.indexed,
  options: field.options?.join('\n') ?? '',
  module: field.module ?? '',
})

/** The fields of a module as a request takes them. */
export const inputsOf = (fields: readonly Field[]): FieldInput[] =>
  fields.map(({ building: _, checking: __, problem: ___, ...field }) => field)

/** Words in plain letters and digits, without digits at the beginning: `Été 2` is `ete`, `2`. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/^[^a-z]+/, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** The slug that a name suggests; empty if it has no letter of the Latin alphabet. */
export const slugOf = (name: string): string => wordsOf(name).join('-').slice(0, 40).replace(/-$/, '')

/** The key of a field that its label suggests. */
export const keyOf = (label: string): string => wordsOf(label).join('_').slice(0, 64).replace(/_$/, '')

/** The draft with another name. The slug follows until the user has typed one. */
export const withName = (draft: ModuleDraft, name: string): Partial<ModuleDraft> => ({
  name,
  ...(draft.slug === slugOf(draft.name) && { slug: slugOf(name) }),
})

/** The change of a field's label. Its key follows until the user has typed one. */
export const withLabel = (field: FieldDraft, label: string): Partial<FieldDraft> => ({
  label,
  ...(field.name === keyOf(field.label) && { name: keyOf(label) }),
})

export const canBeUnique = ({ type }: Pick<FieldDraft, 'type'>): boolean => !NEVER_UNIQUE.includes(type)
export const canBeIndexed = ({ type }: Pick<FieldDraft, 'type'>): boolean => !NEVER_INDEXED.includes(type)

/** The options of a choice: lines that are not empty. */
export const optionsOf = ({ options }: Pick<FieldDraft, 'options'>): string[] =>
  options
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A field as the API takes it. What its type cannot have is left out. */
export function fieldInputOf(field: FieldDraft): FieldInput {
  const unique = field.unique && canBeUnique(field)
  return {
    name: field.name.trim(),
    label: field.label.trim(),
    type: field.type,
    required: field.required,
    unique,
    indexed: unique || (field.indexed && canBeIndexed(field)),
    ...(field.type === 'select' && { options: optionsOf(field) }),
    ...(field.type === 'reference' && { module: field.module }),
  }
}

/** The body that creates the drafted module. */
export const creationOf = ({ name, slug, description, fields }: ModuleDraft): CreateModule => ({
  name: name.trim(),
  slug: slug.trim(),
  description: description.trim(),
  fields: fields.map(fieldInputOf),
})

export type Problem =
  | 'needName'
  | 'needSlug'
  | 'badSlug'
  | 'takenSlug'
  | 'needFields'
  | 'tooManyIndexed'
  | 'needLabel'
  | 'needKey'
  | 'badKey'
  | 'reservedKey'
  | 'takenKey'
  | 'needOptions'
  | 'tooManyOptions'
  | 'longOption'
  | 'repeatedOption'
  | 'needModule'

/** What is wrong with a field, by its own paths. `others`: the keys of the other fields of the module. */
export function problemsOfField(field: FieldDraft, others: readonly string[]): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  const name = field.name.trim()
  if (!field.label.trim() || field.label.length > MAX_FIELD_LABEL) problems.label = 'needLabel'
  if (!name) problems.name = 'needKey'
  else if (!FIELD_NAME_PATTERN.test(name)) problems.name = 'badKey'
  else if (REFUSED_FIELD_NAMES.includes(name)) problems.name = 'reservedKey'
  else if (others.includes(name)) problems.name = 'takenKey'
  if (field.type === 'select') {
    const options = optionsOf(field)
    if (options.length === 0) problems.options = 'needOptions'
    else if (options.length > MAX_OPTIONS) problems.options = 'tooManyOptions'
    else if (options.some((option) => option.length > MAX_OPTION)) problems.options = 'longOption'
    else if (new Set(options).size < options.length) problems.options = 'repeatedOption'
  }
  if (field.type === 'reference' && !field.module) problems.module = 'needModule'
  return problems
}

/** What is wrong with a new module, by path (`fields.0.name`). `slugs`: those of the other modules. */
export function problemsOfModule(draft: ModuleDraft, slugs: readonly string[]): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  const slug = draft.slug.trim()
  if (!draft.name.trim()) problems.name = 'needName'
  if (!slug) problems.slug = 'needSlug'
  else if (!MODULE_SLUG_PATTERN.test(slug)) problems.slug = 'badSlug'
  else if (slugs.includes(slug)) problems.slug = 'takenSlug'
  if (draft.fields.length === 0) problems.fields = 'needFields'
  const inputs = draft.fields.map(fieldInputOf)
  if (inputs.filter(({ indexed }) => indexed).length > MAX_INDEXED_FIELDS) problems.fields = 'tooManyIndexed'
  for (const [index, field] of draft.fields.entries()) {
    // Of two equal keys the second one is wrong.
    const others = draft.fields.slice(0, index).map(({ name }) => name.trim())
    for (const [path, problem] of Object.entries(problemsOfField(field, others))) {
      problems[`fields.${index}.${path}`] = problem
    }
  }
  return problems
}

/** The list with the item at `index` moved by `step` places; the same list if there is no such place. */
export function moved<T>(items: readonly T[], index: number, step: -1 | 1): T[] {
  const result = [...items]
  const [item] = result.splice(index, 1)
  if (item === undefined || index + step < 0 || index + step >= items.length) return [...items]
  result.splice(index + step, 0, item)
  return result
}
