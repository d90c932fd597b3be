import { Refusal } from '../../../platform/errors.ts'
import type { AppContext } from '../../../platform/http/context.ts'
import { requireReadable, textOf } from '../../../platform/http/json-body.ts'
import { parseContentLength } from '../../../platform/lib/http-headers.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { readStrictJson } from '../../../platform/lib/json/strict-json.ts'

const MAX_BODY_BYTES = 1024 * 1024

/** A message, or the error of JSON-RPC 2.0 (section 5.1) for what is none. */
export type ReadMessage = { message: JsonObject } | { error: { code: number; message: string } }

/**
 * Reads the one message of a request. Throws `unsupported_media`, and `too_large` as soon as more has arrived than a message may
 * have.
 */
export async function readMessage(c: AppContext): Promise<ReadMessage> {
  const { headers } = c.req.raw
  requireReadable(headers, headers.get('content-type'))
  const text = textOf(await readBytes(c.req.raw))
  // The log may capture the body, which cannot be read twice.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
  const read = readStrictJson(text)
  if (!read.ok) {
    return read.fault
      ? { error: { code: -32600, message: `Invalid request: ${read.fault.path} ${read.fault.message}` } }
      : { error: { code: -32700, message: 'Parse error: the body is not valid JSON' } }
  }
  if (Array.isArray(read.value)) {
    return { error: { code: -32600, message: 'Invalid request: send one message, not a list of messages' } }
  }
  if (!isObject(read.value)) return { error: { code: -32600, message: 'Invalid request: a message is an object' } }
  return { message: read.value }
}

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null

const tooLarge = () => new Refusal({ kind: 'too_large', detail: 'The body must be at most 1 MB.' })

async function readBytes({ headers, body }: Request): Promise<ArrayBuffer> {
  const declared = parseContentLength(headers.get('content-length'))
  if (declared !== null && declared > MAX_BODY_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole.buffer
}
