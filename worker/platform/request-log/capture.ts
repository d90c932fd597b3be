import type { CapturedRequest, CapturedResponse } from '../../../contract/capture.ts'
import { utf8 } from '../lib/crypto/encoding.ts'
import { parseMediaType } from '../lib/media-type.ts'
import type { ReadBody } from '../lib/read-body.ts'
import { cutText } from '../lib/text/cut-text.ts'
import { redactText, type Secrets } from '../redaction/redact.ts'
import { type BodyKind, redactBody } from '../redaction/redact-body.ts'

/** What the log captures of a call in addition to its entry, if capturing is on. */
export type Captured = { request: CapturedRequest; response: CapturedResponse }

/** Maximum bytes of a body that are read and stored. */
export const MAX_BODY = 16_384
const MAX_HEADERS = 8192
const MAX_QUERY = 4096
/** Maximum characters of one header that are checked. */
const MAX_HEADER = 2048
const MAX_TYPE = 200
/** Maximum length of a body as JSON in a queue message, where some characters take six bytes. */
const MAX_BODY_JSON = 24_576

export type Sent = { headers: Iterable<[string, string]>; body: ReadBody | null }

/** The captured part of a request: redacted first, then truncated. */
export function captureRequest(query: string, sent: Sent, secrets: Secrets): CapturedRequest {
  const piece = query.slice(0, MAX_QUERY)
  const shown = fitting(redactBody(piece, 'form', piece.length === query.length, secrets), MAX_QUERY, MAX_QUERY)
  return { query: shown, ...captureMessage(sent, secrets) }
}

/** The captured part of an answer: redacted first, then truncated. */
export const captureResponse = (sent: Sent, secrets: Secrets): CapturedResponse => captureMessage(sent, secrets)

function captureMessage({ headers, body }: Sent, secrets: Secrets): CapturedResponse {
  const kept = captureHeaders(headers, secrets)
  const none = { headers: kept.headers, body: null, bodyType: null, bodyBytes: null, truncated: kept.truncated }
  if (!body) return none
  const { text, type, whole, bytes } = body
  const kind = kindOf(type)
  const bodyType = type === null ? null : redactBody(type.slice(0, MAX_TYPE), 'text', type.length <= MAX_TYPE, secrets)
  const about = { ...none, bodyType, bodyBytes: bytes }
  if (text === null || !kind || UNREADABLE.test(text)) return about
  const clean = redactBody(text, kind, whole, secrets)
  const shown = fitting(clean, MAX_BODY, MAX_BODY_JSON)
  return { ...about, body: shown, truncated: kept.truncated || !whole || shown.length < clean.length }
}

/** Binary content, or another encoding: a secret in it would not be recognized. */
const UNREADABLE = /[\0\uFFFD]/

function captureHeaders(all: Iterable<[string, string]>, secrets: Secrets) {
  const headers: [string, string][] = []
  let room = MAX_HEADERS
  let truncated = false
  for (const [name, value] of all) {
    const piece = value.slice(0, MAX_HEADER)
    const whole = piece.length === value.length
    const shown = secrets.isName(name) ? '[redacted]' : redactBody(piece, 'text', whole, secrets)
    const size = jsonBytes([redactText(name, secrets), shown])
    if (!whole || size > room) truncated = true
    if (size > room) continue
    room -= size
    headers.push([redactText(name, secrets), shown])
  }
  return { headers: Object.fromEntries(headers), truncated }
}

/** How a body is read and redacted, by its media type; null if it is not captured. */
export function kindOf(type: string | null): BodyKind | null {
  const media = type === null ? null : parseMediaType(type)
  const charset = media?.parameters.get('charset')
  if (!media || (charset && !/^(?:utf-?8|us-ascii)$/i.test(charset))) return null
  const name = media.type
  if (name === 'application/json' || name.endsWith('+json')) return 'json'
  if (name === 'application/x-www-form-urlencoded') return 'form'
  // A stream of events never ends.
  return name.startsWith('text/') && name !== 'text/event-stream' ? 'text' : null
}

export const jsonBytes = (value: unknown): number => utf8(JSON.stringify(value)).length

/** The longest beginning of a text that fits both limits, in bytes and as JSON. The text is already redacted. */
function fitting(text: string, maxBytes: number, maxJson: number): string {
  let end = text.length
  for (;;) {
    const piece = cutText(text, end)
    const over = Math.max(utf8(piece).length / maxBytes, jsonBytes(piece) / maxJson)
    if (over <= 1) return piece
    end = Math.floor((end / over) * 0.98)
  }
}
