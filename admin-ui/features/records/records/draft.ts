import type { Field } from '../../../../client/src/generated.ts'
import { findJsonProblem } from '../../../format/json-text.ts'
import { inputOf } from './field-value.ts'

/** The values of a record while the user edits them, as texts by the names of fields; empty for no value. */
export type RecordDraft = Record<string, string>

type Values = Record<string, unknown>

export const draftOf = (fields: readonly Field[], data: Values): RecordDraft =>
  Object.fromEntries(fields.map((field) => [field.name, inputOf(field, data[field.name])]))

const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const isBlank = ({ type }: Pick<Field, 'type'>, text: string) =>
  type === 'text' || type === 'select' ? text === '' : text.trim() === ''

/** A text of the form as a value for the API; only for one without a problem. */
function toValue(field: Field, text: string): unknown {
  if (isBlank(field, text)) return null
  switch (field.type) {
    case 'number':
      return Number(text)
    case 'boolean':
      return text === 'true'
    case 'json':
      return JSON.parse(text)
    case 'datetime':
      return new Date(text).toISOString()
    case 'text':
    case 'select':
      return text
    default:
      return text.trim()
  }
}

export type Problem = 'needValue' | 'badNumber' | 'badTime' | 'json'

/** What is wrong with a draft, by the names of fields. The API checks the rest. */
export function problemsOf(fields: readonly Field[], draft: RecordDraft): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const field of fields) {
    const text = draft[field.name] ?? ''
    const problem = problemOf(field, text)
    if (problem) problems[field.name] = problem
  }
  return problems
}

function problemOf(field: Field, text: string): Problem | null {
  if (isBlank(field, text)) return field.required ? 'needValue' : null
  if (field.type === 'number' && !NUMBER.test(text.trim())) return 'badNumber'
  if (field.type === 'datetime' && Number.isNaN(Date.parse(text))) return 'badTime'
  if (field.type === 'json' && findJsonProblem(text)) return 'json'
  return null
}

/** The values of a new record. */
export const valuesOf = (fields: readonly Field[], draft: RecordDraft): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = toValue(field, draft[field.name] ?? '')
      return value === null ? [] : [[field.name, value]]
    }),
  )

/** What the user changed since `before`: null clears a field. A value that was not touched is not sent. */
export const changesOf = (fields: readonly Field[], before: RecordDraft, draft: RecordDraft): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const [was, is] = [before[field.name] ?? '', draft[field.name] ?? '']
      return was === is ? [] : [[field.name, toValue(field, is)]]
    }),
  )
