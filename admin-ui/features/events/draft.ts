import type { CreateEventType, EventTypeInfo, UpdateEventType } from '../../../client/src/generated.ts'
import { EVENT_TYPE_PATTERN } from '../../../contract/event-pattern.ts'
import { findJsonProblem } from '../../format/json-text.ts'
import { type FieldErrors, same } from '../../forms/form.ts'

/** What the form holds while a person types; `sample` and `schema` are JSON text, empty for none. */
export type Draft = { type: string; category: string; description: string; sample: string; schema: string }

const textOf = (value: EventTypeInfo['sample']) => (value ? JSON.stringify(value, null, 2) : '')

export const newDraft = (type: string): Draft => ({
  type,
  category: 'Custom',
  description: '',
  sample: '',
  schema: '',
})

export const draftOf = ({ type, category, description, sample, schema }: EventTypeInfo): Draft => ({
  type,
  category,
  description,
  sample: textOf(sample),
  schema: textOf(schema),
})

const objectOf = (text: string): EventTypeInfo['sample'] => (text.trim() ? JSON.parse(text) : null)

/** The body that defines the drafted event; to be called once nothing is wrong with it. */
export const creationOf = (draft: Draft): CreateEventType => ({
  type: draft.type.trim(),
  category: draft.category.trim(),
  description: draft.description.trim(),
  sample: objectOf(draft.sample),
  schema: objectOf(draft.schema),
})

/** Only what the person changed. */
export function changeOf(before: EventTypeInfo, draft: Draft): UpdateEventType {
  const { type: _, ...wanted } = creationOf(draft)
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !same(value, Reflect.get(before, name))),
  ) satisfies UpdateEventType
}

export type Problem = 'needType' | 'badType' | 'takenType' | 'needCategory' | 'needObject' | 'json'

/** Problems that can be found without the server, by path. `taken`: the names that exist. */
export function problemsOf(draft: Draft, taken: readonly string[]): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  const type = draft.type.trim()
  if (!type) problems.type = 'needType'
  else if (!EVENT_TYPE_PATTERN.test(type)) problems.type = 'badType'
  else if (taken.includes(type)) problems.type = 'takenType'
  if (!draft.category.trim()) problems.category = 'needCategory'
  for (const path of ['sample', 'schema'] as const) {
    const problem = jsonProblem(draft[path])
    if (problem) problems[path] = problem
  }
  return problems
}

/** Places errors about parts of the schema (`schema.properties.a.enum`) at its field, each with the part it is about. */
export function placeSchemaErrors(errors: FieldErrors): FieldErrors {
  const entries = Object.entries(errors)
  const inSchema = entries.filter(([path]) => path.startsWith('schema.'))
  if (inSchema.length === 0) return errors
  const lines = inSchema.map(([path, message]) => `${path.slice('schema.'.length)}: ${message}`)
  return { ...Object.fromEntries(entries.filter(([path]) => !path.startsWith('schema.'))), schema: lines.join('; ') }
}

function jsonProblem(text: string): Problem | null {
  if (!text.trim()) return null
  if (findJsonProblem(text)) return 'json'
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'needObject'
}
