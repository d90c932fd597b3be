import type { CreateEventType, EventTypeInfo, UpdateEventType } from '../../../client/src/generated.ts'
import { DEFAULT_CATEGORY, EVENT_TYPE_PATTERN } from '../../../contract/events.data.ts'
import { findJsonProblem } from '../../format/json-text.ts'
import { type FieldErrors, same } from '../../forms/form.ts'

/** The state of the form while the user types; `sample` and `schema` are JSON text, empty for none. */
export type Draft = {
  type: string
  /** Empty: the server makes it from the type. */
  name: string
  category: string
  description: string
  sample: string
  schema: string
}

const textOf = (value: EventTypeInfo['sample']) => (value ? JSON.stringify(value, null, 2) : '')

export const newDraft = (type: string): Draft => ({
  type,
  name: '',
  category: DEFAULT_CATEGORY,
  description: '',
  sample: '',
  schema: '',
})

export const draftOf = ({ type, name, category, description, sample, schema }: EventTypeInfo): Draft => ({
  type,
  name,
  category,
  description,
  sample: textOf(sample),
  schema: textOf(schema),
})

const objectOf = (text: string): EventTypeInfo['sample'] => (text.trim() ? JSON.parse(text) : null)

/** The body that creates the drafted event type; only for a valid draft. */
export const creationOf = (draft: Draft): CreateEventType => ({
  type: draft.type.trim(),
  ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
  category: draft.category.trim(),
  description: draft.description.trim(),
  sample: objectOf(draft.sample),
  schema: objectOf(draft.schema),
})

/** Only what the user changed. */
export function changeOf(before: EventTypeInfo, draft: Draft): UpdateEventType {
  const { type: _, ...wanted } = creationOf(draft)
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !same(value, Reflect.get(before, name))),
  ) satisfies UpdateEventType
}

export type Problem = 'needType' | 'badType' | 'takenType' | 'needCategory' | 'needObject' | 'json'

/** Client-side validation errors, by path. `taken`: the existing names. */
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

/**
 * Moves errors about parts of the schema (`schema.properties.a.enum`) to the schema field, each with its path in the
 * text.
 */
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
