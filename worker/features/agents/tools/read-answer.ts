import { isJsonType, parseMediaType } from '../../../platform/lib/media-type.ts'

/** Bytes of an answer that are read for an agent; about ten times what it is shown. */
const MAX_BYTES = 1024 * 1024
/** How long the body of an answer is read, ms. */
const MAX_MS = 20_000
/** The same for an event stream, which may never end. */
const MAX_STREAM_MS = 5000

/** The body of an answer. `whole` false: it is longer, or took longer. `bytes`: of what was read, decoded. */
export type ReadAnswer =
  | { kind: 'empty' }
  | { kind: 'json' | 'text'; text: string; whole: boolean; bytes: number }
  | { kind: 'binary'; type: string; bytes: number; whole: boolean }

/** Reads the body of an answer, at most 1 MB and 20 s of it. Bytes that are no text are only counted. */
export async function readAnswer(answer: Response): Promise<ReadAnswer> {
  if (!answer.body) return { kind: 'empty' }
  const { body, isReadable } = decoded(answer.body, answer.headers.get('content-encoding'))
  const isStream = /^text\/event-stream\b/i.test(answer.headers.get('content-type') ?? '')
  const { bytes, whole } = await readSome(body, isStream ? MAX_STREAM_MS : MAX_MS)
  if (bytes.length === 0) return { kind: 'empty' }
  const header = answer.headers.get('content-type')
  const type = header === null ? null : (parseMediaType(header)?.type ?? 'application/octet-stream')
  const text = isReadable && (type === null || isText(type)) ? textOf(bytes, whole) : null
  if (text === null) return { kind: 'binary', type: type ?? 'application/octet-stream', bytes: bytes.length, whole }
  const kind = (type !== null && isJsonType(type)) || (type === null && /^\s*[[{]/.test(text)) ? 'json' : 'text'
  return { kind, text, whole, bytes: bytes.length }
}

const isText = (type: string): boolean =>
  isJsonType(type) ||
  /^text\//.test(type) ||
  /^application\/(?:.+\+)?(?:xml|yaml|x-yaml|javascript|x-ndjson|jsonl|graphql|x-www-form-urlencoded|toml|sql)$/.test(
    type,
  )

/** Upstreams may compress although they were asked not to. */
function decoded(body: ReadableStream<Uint8Array>, coding: string | null) {
  const name = coding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') return { body, isReadable: true }
  if (name !== 'gzip' && name !== 'x-gzip' && name !== 'deflate') return { body, isReadable: false }
  const stream = new DecompressionStream(name === 'deflate' ? 'deflate' : 'gzip')
  return { body: body.pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>), isReadable: true }
}

async function readSome(body: ReadableStream<Uint8Array>, ms: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let room = MAX_BYTES
  let whole = false
  const late = scheduler.wait(ms).then(() => null)
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), late])
      if (read === null) break
      if (read.done) {
        whole = true
        break
      }
      chunks.push(read.value.subarray(0, room))
      room -= read.value.length
      if (room < 0) break
    }
  } catch {
    // It broke off: what came is shown as a part.
  }
  if (!whole) reader.cancel().catch(() => undefined)
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return { bytes, whole }
}

/** The text of bytes in UTF-8; null for others. A character that is cut at the end is left out. */
function textOf(bytes: Uint8Array, whole: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes, { stream: !whole })
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
