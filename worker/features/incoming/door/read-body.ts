import { MAX_INCOMING_KB } from '../../../../contract/incoming.data.ts'
import { Refusal } from '../../../platform/errors.ts'
import { parseContentLength } from '../../../platform/lib/http-headers.ts'

const MAX_BYTES = MAX_INCOMING_KB * 1024

const tooLarge = () => new Refusal({ kind: 'too_large', detail: 'The body must be at most 1 MB.' })

/** The body of a request as it was received. Throws `too_large`, without reading on, and `unsupported_media` if it is compressed. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const coding = request.headers.get('content-encoding')?.trim().toLowerCase()
  if (coding && coding !== 'identity') {
    throw new Refusal({
      kind: 'unsupported_media',
      detail: 'Send the body without Content-Encoding. Compressed bodies are not supported.',
      acceptEncoding: 'identity',
    })
  }
  const length = parseContentLength(request.headers.get('content-length'))
  if (length !== null && length > MAX_BYTES) throw tooLarge()
  if (!request.body) return new Uint8Array(0)
  // The server ends a body at the length that was announced.
  if (length !== null) {
    const body = new Uint8Array(await request.arrayBuffer())
    if (body.length > MAX_BYTES) throw tooLarge()
    return body
  }
  const parts: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > MAX_BYTES) {
      void reader.cancel()
      throw tooLarge()
    }
    parts.push(value)
  }
  const body = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    body.set(part, at)
    at += part.length
  }
  return body
}
