import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { invalid, Refusal } from '../errors.ts'
import { readStrictJson } from '../lib/json/strict-json.ts'
import { isJsonType, parseMediaType } from '../lib/media-type.ts'
import type { App } from './context.ts'

/** The form in which every validator knows it. */
const JSON_TYPE = 'application/json'

/**
 * Reads the JSON body of a call for the validators behind it. A body arrives as it was sent, or is refused: 415 for a
 * coding, type or charset that we do not read, 400 for bytes that are not UTF-8 and text that is not JSON, 422 with the
 * path for JSON that would not keep its values. It stands behind authentication, so that the log knows whose call it was.
 *
 * An empty body is none, whatever Content-Type says: many clients send that header with every POST.
 */
export const strictJsonBody = createMiddleware<App>(async function readJsonBody(c, next) {
  const type = c.req.raw.headers.get('content-type')
  const bytes = c.req.raw.body === null ? null : await c.req.arrayBuffer()
  if (bytes === null || bytes.byteLength === 0) {
    if (type !== null) replaceType(c, null, null)
    return next()
  }
  mustBeReadable(c.req.raw.headers, type)
  if (type !== JSON_TYPE) replaceType(c, JSON_TYPE, bytes)
  const text = textOf(bytes)
  const read = readStrictJson(text)
  if (!read.ok) {
    if (read.fault) throw invalid(read.fault.path, read.fault.message)
    throw new Refusal({ kind: 'malformed', code: 'malformed_json', detail: 'The body is not valid JSON.' })
  }
  const { value } = read
  // The log reads the text, and the validators what was read of it: neither is made twice.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
  Object.assign(c.req, { json: async () => value })
  await next()
})

function mustBeReadable(headers: Headers, type: string | null): void {
  const coding = headers.get('content-encoding')?.trim().toLowerCase()
  if (coding !== undefined && coding !== '' && coding !== 'identity') {
    throw new Refusal({
      kind: 'unsupported_media',
      detail: 'Send the body without Content-Encoding: compressed bodies are not read.',
      // RFC 9110, section 15.5.16: it says which codings would do.
      acceptEncoding: 'identity',
    })
  }
  const media = type === null ? null : parseMediaType(type)
  if (!media || !isJsonType(media.type)) {
    throw new Refusal({ kind: 'unsupported_media', detail: 'Send the body as application/json.' })
  }
  const charset = media.parameters.get('charset')?.toLowerCase()
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new Refusal({ kind: 'unsupported_media', detail: 'Send the body in UTF-8: no other charset is read.' })
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(bytes: ArrayBuffer): string {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw new Refusal({ kind: 'malformed', code: 'malformed_utf8', detail: 'The body is not valid UTF-8.' })
  }
  // RFC 8259, section 8.1: senders must not add one.
  if (!text.startsWith('\ufeff')) return text
  throw new Refusal({
    kind: 'malformed',
    code: 'malformed_json',
    detail: 'The body begins with a byte order mark: send JSON without one.',
  })
}

/** The request with another Content-Type, in the one form that the validators take; null: without one. */
function replaceType(c: Context<App>, type: string | null, body: ArrayBuffer | null): void {
  const { raw } = c.req
  const headers = new Headers(raw.headers)
  if (type === null) headers.delete('content-type')
  else headers.set('content-type', type)
  c.req.raw = new Request(raw.url, { method: raw.method, headers, body, ...(raw.cf && { cf: raw.cf as never }) })
}
