import type { Watch } from './watch.ts'

/** How the body of an answer ended. */
export type BodyEnd = { broke: boolean; clientLeft: boolean }

export type Body = { body: ReadableStream | Uint8Array<ArrayBuffer> | null; ended: BodyEnd | Promise<BodyEnd> }

type Source = {
  body: ReadableStream<Uint8Array>
  /** Of the body as it is sent, bytes; null if unknown. */
  length: number | null
  /** The longest pause, ms; null: any. */
  idleMs: number | null
  watch: Watch
  /** Ends the request to the upstream. */
  abort: () => void
  /** Whether the caller has left. */
  hasLeft: () => boolean
  /** Gets a copy of each part; null if nobody needs one. */
  tap: ((part: Uint8Array) => void) | null
}

const CHUNK_BYTES = 64 * 1024
const COMPLETE: BodyEnd = { broke: false, clientLeft: false }

/**
 * The body of an answer as it is sent on, and how it ends. A body of known length that is here at once is sent as one piece, which
 * costs less than a stream. Everything else is streamed, part by part: at most one part of 64 KB is in memory.
 */
export async function answerBody(source: Source): Promise<Body> {
  const { body, length, watch, idleMs, tap } = source
  const reader = body.getReader({ mode: 'byob' })
  if (length === null || length > CHUNK_BYTES) return stream(source, reader, null)
  if (idleMs !== null) watch.expect(idleMs)
  const first = await read(reader, new ArrayBuffer(Math.max(length, 1)))
  watch.rest()
  if (first === 'broken') return { body: null, ended: endOf(source, 'broken') }
  const whole = first ?? new Uint8Array(0)
  if (whole.length === length) {
    tap?.(whole)
    return { body: whole, ended: COMPLETE }
  }
  return stream(source, reader, whole)
}

type Reader = ReadableStreamBYOBReader

/** The next part; null at the end. */
async function read(reader: Reader, buffer: ArrayBuffer): Promise<Uint8Array<ArrayBuffer> | null | 'broken'> {
  try {
    const { done, value } = await reader.read(new Uint8Array(buffer))
    return done || !value ? null : (value as Uint8Array<ArrayBuffer>)
  } catch {
    return 'broken'
  }
}

function stream(source: Source, reader: Reader, first: Uint8Array<ArrayBuffer> | null): Body {
  const { length } = source
  const { readable, writable } = length === null ? new IdentityTransformStream() : new FixedLengthStream(length)
  return { body: readable, ended: pump(source, reader, writable.getWriter(), first) }
}

async function pump(
  source: Source,
  reader: Reader,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  first: Uint8Array<ArrayBuffer> | null,
): Promise<BodyEnd> {
  const { watch, idleMs, tap } = source
  // Otherwise a caller that leaves would be an unhandled rejection.
  writer.closed.catch(() => undefined)
  let buffer = new ArrayBuffer(CHUNK_BYTES)
  for (let part: Uint8Array<ArrayBuffer> | null | 'broken' = first; ; ) {
    if (part === 'broken') {
      const end = endOf(source, 'broken')
      // The caller has to see that something is missing.
      await writer.abort(new Error('The upstream broke off.')).catch(() => undefined)
      return end
    }
    try {
      if (part && part.length > 0) {
        tap?.(part)
        await writer.write(part)
        if (part !== first) buffer = part.buffer
      }
    } catch {
      return endOf(source, 'unwritable')
    }
    if (idleMs !== null) watch.expect(idleMs)
    part = await read(reader, buffer)
    watch.rest()
    if (part !== null) continue
    try {
      await writer.close()
      return COMPLETE
    } catch {
      // Fewer bytes than the upstream has promised, or the caller has left.
      return endOf(source, source.length === null ? 'unwritable' : 'broken')
    }
  }
}

/** Ends the request to the upstream, and says whose fault it was. */
function endOf({ abort, hasLeft }: Source, what: 'broken' | 'unwritable'): BodyEnd {
  const clientLeft = hasLeft() || what === 'unwritable'
  abort()
  return { broke: !clientLeft, clientLeft }
}
