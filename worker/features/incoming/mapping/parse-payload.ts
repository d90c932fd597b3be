import { invalid, Refusal } from '../../../platform/errors.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { readStrictJson } from '../../../platform/lib/json/strict-json.ts'
import { isJsonType, parseMediaType } from '../../../platform/lib/media-type.ts'
import { quoteInexactNumbers } from './inexact-numbers.ts'

const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'
/** Maximum fields of a form. */
const MAX_FIELDS = 1000

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads the body of a request: JSON, or the fields of a form as an object, where a repeated name makes a list and files are left
 * out. JSON is read exactly, or refused: names that come twice, `__proto__`, deep nesting. A number that a double cannot hold is
 * read as a text.
 * `kind`: GitHub and Slack put JSON into the field `payload` of a form. Throws `malformed`, `unsupported_media`, and `invalid` with
 * the path.
 */
export async function parsePayload(
  body: Uint8Array<ArrayBuffer>,
  contentType: string | null,
  kind: string,
): Promise<Json> {
  const media = contentType === null ? null : parseMediaType(contentType)
  if (contentType !== null && !media) throw unsupported()
  const charset = media?.parameters.get('charset')?.toLowerCase()
  if (charset !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(charset)) throw unsupported()
  if (media?.type === FORM) return withPayload(fieldsOf(formPairs(textOf(body))), kind)
  if (media?.type === MULTIPART) return withPayload(fieldsOf(await multipartPairs(body, contentType ?? '')), kind)
  // Some senders of JSON name no type.
  if (media && !isJsonType(media.type)) throw unsupported()
  return jsonOf(textOf(body), '')
}

const unsupported = () =>
  new Refusal({
    kind: 'unsupported_media',
    detail: `Send JSON, ${FORM} or ${MULTIPART}, in UTF-8.`,
  })

const malformed = (code: 'malformed_json' | 'malformed_utf8' | 'malformed_form', detail: string) =>
  new Refusal({ kind: 'malformed', code, detail })

function textOf(body: Uint8Array): string {
  try {
    return decoder.decode(body)
  } catch {
    throw malformed('malformed_utf8', 'The body is not valid UTF-8.')
  }
}

function jsonOf(text: string, path: string): Json {
  let read = readStrictJson(text)
  // It is JSON, and something in it would be changed: a number with too many digits can be kept as a text.
  if (!read.ok && read.fault) read = readStrictJson(quoteInexactNumbers(text))
  if (read.ok) return read.value
  if (!read.fault) {
    throw malformed('malformed_json', `The ${path === '' ? 'body' : `field ${path}`} is not valid JSON.`)
  }
  throw invalid([path, read.fault.path].filter((part) => part !== '').join('.'), read.fault.message)
}

type Pair = [name: string, value: string]

function formPairs(text: string): Pair[] {
  const pairs = [...new URLSearchParams(text)]
  // Percent-encoded bytes that are not UTF-8 are replaced when they are decoded.
  if (!text.includes('\ufffd') && !/%EF%BF%BD/i.test(text) && pairs.some((pair) => pair.join('').includes('\ufffd'))) {
    throw malformed('malformed_utf8', 'The form is not valid UTF-8.')
  }
  return pairs
}

async function multipartPairs(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Pair[]> {
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData()
    return [...form].flatMap(([name, value]): Pair[] => (typeof value === 'string' ? [[name, value]] : []))
  } catch {
    throw malformed('malformed_form', 'The body is not a valid form.')
  }
}

/** The fields of a form. A repeated name, and one that ends with `[]`, makes a list. */
function fieldsOf(pairs: readonly Pair[]): JsonObject {
  if (pairs.length > MAX_FIELDS) throw invalid('', `The form must have at most ${MAX_FIELDS} fields.`)
  const fields = new Map<string, Json>()
  for (const [written, value] of pairs) {
    const isList = written.endsWith('[]')
    const name = isList ? written.slice(0, -2) : written
    if (name === '__proto__') throw invalid(name, 'is a name that cannot be used')
    const before = fields.get(name)
    if (Array.isArray(before)) before.push(value)
    else if (before !== undefined) fields.set(name, [before, value])
    else fields.set(name, isList ? [value] : value)
  }
  return Object.fromEntries(fields)
}

/** What a form stands for: the JSON in its field `payload`, if the sender is one that puts it there. */
function withPayload(fields: JsonObject, kind: string): Json {
  const { payload } = fields
  const isWrapped = (kind === 'github' || kind === 'slack') && typeof payload === 'string'
  return isWrapped ? jsonOf(payload, 'payload') : fields
}
