import { MAX_RESULT_CHARACTERS } from '../../../../contract/agents.data.ts'
import { parseRetryAfter } from '../../../platform/lib/http-headers.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { cutText } from '../../../platform/lib/text/cut-text.ts'
import { closeJson } from '../../../platform/redaction/close-json.ts'
import { type ReadAnswer, readAnswer } from './read-answer.ts'
import { errorResult, jsonResult, texts } from './result.ts'
import type { ToolContext, ToolResult } from './tool.ts'

/** Of the body of a failure, an agent is shown this much. */
const MAX_FAILURE_CHARACTERS = 2000
const MAX_WAIT_MS = 86_400_000

/** The result of the answer of an upstream. Its failures are errors of the tool, also a 401: the caller's credential was right. */
export async function routeResult(answer: Response, context: ToolContext): Promise<ToolResult> {
  const body = await readAnswer(answer)
  const { status, headers } = answer
  const log = `${context.dashboard}/event-logs?log=log_${context.requestId.slice('req_'.length)}`
  if (status >= 400) {
    const waitMs = parseRetryAfter(headers.get('retry-after'), Date.now(), MAX_WAIT_MS)
    return errorResult({
      code: 'tool_failed',
      message: `The upstream answered ${status}.`,
      status,
      ...(waitMs !== null && { retryAfterSeconds: Math.ceil(waitMs / 1000) }),
      ...shortBody(body),
      link: log,
      requestId: context.requestId,
    })
  }
  if (status >= 300) {
    const location = headers.get('location')
    return { content: texts(`The upstream answered ${status}${location === null ? '' : `: see ${location}`}.`, []) }
  }
  return result(body, status, `The log entry of this call: ${log}`)
}

function result(body: ReadAnswer, status: number, link: string): ToolResult {
  switch (body.kind) {
    case 'empty':
      return { content: texts(`The upstream answered ${status}, without content.`, []) }
    case 'binary': {
      const size = `${body.whole ? '' : 'more than '}${body.bytes} bytes`
      return {
        content: texts(`The upstream answered ${body.type}, ${size}, which is not text, so it is not shown.`, [link]),
      }
    }
    case 'json': {
      const value = parsed(body.text, body.whole)
      const cut = body.whole ? [] : [`Only the first ${body.bytes} bytes of the answer were read.`]
      if (value !== undefined) return withNotes(jsonResult(value, [link]), cut, link)
      return textResult(body.text, cut, link)
    }
    case 'text':
      return textResult(
        body.text,
        body.whole ? [] : [`Only the first ${body.bytes} bytes of the answer were read.`],
        link,
      )
  }
}

function textResult(text: string, cut: readonly string[], link: string): ToolResult {
  if (text.length <= MAX_RESULT_CHARACTERS) return { content: texts(text, cut.length > 0 ? [...cut, link] : []) }
  const note = `The text is cut: it has ${cut.length > 0 ? 'more than ' : ''}${text.length} characters.`
  return { content: texts(cutText(text, MAX_RESULT_CHARACTERS), [note, link]) }
}

/** Adds notes that the result does not have yet. */
function withNotes(one: ToolResult, notes: readonly string[], link: string): ToolResult {
  if (notes.length === 0) return one
  const [first, ...others] = one.content
  const more = others.length > 0 ? others : [{ type: 'text' as const, text: link }]
  return { ...one, content: [...(first ? [first] : []), { type: 'text', text: notes.join(' ') }, ...more] }
}

/** JSON, or the complete part of JSON that was cut off; undefined for what is none. */
function parsed(text: string, whole: boolean): Json | undefined {
  try {
    return JSON.parse(whole ? text : closeJson(text)) as Json
  } catch {
    return undefined
  }
}

function shortBody(body: ReadAnswer): JsonObject {
  if (body.kind === 'empty') return {}
  if (body.kind === 'binary') return { body: `(${body.type}, ${body.bytes} bytes)` }
  const short = body.text.length <= MAX_FAILURE_CHARACTERS
  const value = body.kind === 'json' && short && body.whole ? parsed(body.text, true) : undefined
  return { body: value ?? cutText(body.text, MAX_FAILURE_CHARACTERS) }
}
