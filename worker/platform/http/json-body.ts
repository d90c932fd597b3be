import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { invalid, Refusal } from '../errors.ts'
import { readStrictJson } from '../lib/json/strict-json.ts'
import { isJsonType, parseMediaType } from '../lib/media-type.ts'
import type { App } from './context.ts'

/** The form that every validator accepts. */
const JSON_TYPE = 'application/json'

/**
 * Reads the JSON body of a call for the validators. A body is read exactly, or refused: 415 for an unsupported coding, type or
 * charset; 400 for bytes that are not UTF-8 and text that is not JSON; 422 with the path for JSON whose values would change,
 * such as numbers that a double cannot hold. It runs after authentication, so that the log knows the caller.
 *
 * An empty body counts as no body, whatever Content-Type says: many clients send that header with every POST.
 */
export const strictJsonBody = createMiddleware<App>(async function readJsonBody(c, next) {
  const type = c.req.raw.headers.get('content-type')
  const bytes = c.req.raw.body === null ? null : await c.req.arrayBuffer()
  if (bytes === null || bytes.byteLength === 0) {
    if (type !== null) replaceType(c, null, null)
    return next()
  }
  requireReadable(c.req.raw.headers, type)
  if (type !== JSON_TYPE) replaceType(c, JSON_TYPE, bytes)
  const text = textOf(bytes)
  const read = readStrictJson(text)
  if (!read.ok) {
    if (read.fault) throw invalid(read.fault.path, read.fault.message)
    throw new Refusal({ kind: 'malformed', code: 'malformed_json', detail: 'The body is not valid JSON.' })
  }
  const { value } = read
  // The log reads the text and the validators read the value. Both are kept, so that neither is computed twice.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
  Object.assign(c.req, { json: async () => value })
  await next()
})

/** Throws `unsupported_media` unless a body is JSON in UTF-8, not compressed. */
export function requireReadable(headers: Headers, type: string | null): void {
  const coding = headers.get('content-encoding')?.trim().toLowerCase()
  if (coding !== undefined && coding !== '' && coding !== 'identity') {
    throw new Refusal({
      kind: 'unsupported_media',
      detail: 'Send the body without Content-Encoding. Compressed bodies are not supported.',
      // RFC 9110, section 15.5.16: names the supported codings.
      acceptEncoding: 'identity',
    })
  }
  const media = type === null ? null : parseMediaType(type)
  if (!media || !isJsonType(media.type)) {
    throw new Refusal({ kind: 'unsupported_media', detail: 'Send the body as application/json.' })
  }
  const charset = media.parameters.get('charset')?.toLowerCase()
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new Refusal({
      kind: 'unsupported_media',
      detail: 'Send the body in UTF-8. Other charsets are not supported.',
    })
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a body. Throws `malformed` for bytes that are not UTF-8, and for a byte order mark. */
export function textOf(bytes: ArrayBuffer): string {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw new Refusal({ kind: 'malformed', code: 'malformed_utf8', detail: 'The body is not valid UTF-8.' })
  }
  // RFC 8259, section 8.1: senders must not add a byte order mark.
  if (!text.startsWith('\ufeff')) return text
  throw new Refusal({
    kind: 'malformed',
    code: 'malformed_json',
    detail: 'The body starts with a byte order mark. Send JSON without one.',
  })
}

/** Replaces the Content-Type of the request by the form that the validators accept; null removes it. */
function replaceType(c: Context<App>, type: string | null, body: ArrayBuffer | null): void {
  const { raw } = c.req
  const headers = new Headers(raw.headers)
  if (type === null) headers.delete('content-type')
  else headers.set('content-type', type)
  c.req.raw = new Request(raw.url, { method: raw.method, headers, body, ...(raw.cf && { cf: raw.cf as never }) })
}
