import { MAX_RESULT_CHARACTERS } from '../../../../contract/agents.data.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { redactKeys } from '../../../platform/lib/redact.ts'
import type { ToolAnswer } from '../../../platform/manifest/agent-tool.ts'
import { fitJson } from './fit-json.ts'
import type { ToolContext, ToolResult } from './tool.ts'

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The result of a tool of Gatehouse: its data, with a link to the dashboard and a note. Large data is cut. */
export function answerResult(
  { data, link, note }: ToolAnswer,
  { dashboard }: Pick<ToolContext, 'dashboard'>,
): ToolResult {
  const { value, left } = fitJson(data, MAX_RESULT_CHARACTERS)
  const notes = [...(note === undefined ? [] : [note]), ...left]
  const whole: JsonObject = {
    data: value,
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(link !== undefined && { link: dashboard + link }),
  }
  return { content: [{ type: 'text', text: JSON.stringify(whole) }], structuredContent: whole }
}

/**
 * The result of a call to an upstream: JSON, or text. It is structured if it is an object. What was left out, and where the
 * whole of it is, stands in a second text.
 */
export function jsonResult(answer: Json, more: readonly string[]): ToolResult {
  const { value, left } = fitJson(answer, MAX_RESULT_CHARACTERS)
  return {
    content: texts(JSON.stringify(value), left.length > 0 ? [...left, ...more] : []),
    ...(isObject(value) && { structuredContent: value }),
  }
}

/** One or two texts: the answer, and notes about it. */
export const texts = (text: string, notes: readonly string[]): ToolResult['content'] =>
  [text, notes.join(' ')].filter((one) => one !== '').map((one) => ({ type: 'text', text: one }))

/**
 * An error that an agent can act on, as JSON: a code, a sentence, and what else is known, such as how many seconds to wait. It has no
 * structured content.
 */
export function errorResult(error: { code: string; message: string } & JsonObject): ToolResult {
  return { content: [{ type: 'text', text: redactKeys(JSON.stringify({ error })) }], isError: true }
}
