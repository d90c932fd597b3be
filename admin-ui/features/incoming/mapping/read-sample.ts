import type { VerificationKind } from '../../../../contract/incoming.data.ts'
import { findJsonProblem, jsonProblemText } from '../../../format/json-text.ts'
import { type JsonValue, quoteInexactNumbers } from './paths.ts'

/** A form as a browser posts it: pairs without spaces. JSON never looks like this. */
const FORM = /^[^\s{}"=&]+=[^\s{}"=&]*(?:&[^\s{}"=&]+=[^\s{}"=&]*)*$/

/** What a pasted payload is; `problem`: why it cannot be read, empty while nothing is pasted or nothing is wrong. */
type ReadSample = { value: JsonValue | undefined; problem: string }

/**
 * Reads a payload as the server does: JSON, or the body of a form.
 * @param kind GitHub and Slack put JSON into the field `payload` of a form
 */
export function readSample(text: string, kind: VerificationKind | ''): ReadSample {
  const trimmed = text.trim()
  if (!FORM.test(trimmed)) return readJson(trimmed)
  const fields = formFields(trimmed)
  const { payload } = fields
  return (kind === 'github' || kind === 'slack') && typeof payload === 'string'
    ? readJson(payload)
    : { value: fields, problem: '' }
}

function readJson(text: string): ReadSample {
  if (text === '') return { value: undefined, problem: '' }
  const problem = findJsonProblem(text)
  if (problem) return { value: undefined, problem: jsonProblemText(problem) }
  return { value: JSON.parse(quoteInexactNumbers(text)), problem: '' }
}

/** The fields of a form. A repeated name, and one that ends with `[]`, makes a list. */
function formFields(text: string): { [name: string]: JsonValue } {
  const fields = new Map<string, JsonValue>()
  for (const [written, value] of new URLSearchParams(text)) {
    const isList = written.endsWith('[]')
    const name = isList ? written.slice(0, -2) : written
    const before = fields.get(name)
    if (Array.isArray(before)) before.push(value)
    else if (before !== undefined) fields.set(name, [before, value])
    else fields.set(name, isList ? [value] : value)
  }
  return Object.fromEntries(fields)
}
