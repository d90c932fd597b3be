import type { Watch } from './watch.ts'

/** How the body of an answer ended. */
export type BodyEnd = { broke: boolean; clientLeft: boolean }

/** `body` null: it broke off before anything of it was sent. */
export type Body = { body: ReadableStream | Uint8Array<ArrayBuffer> | null; ended: BodyEnd | Promise<BodyEnd> }

type Source = {
  body: ReadableStream<Uint8Array>
  /** Of the body as it is sent, bytes; null if unknown. */
  length: number | null
  /** The longest pause, ms; null: any. */
  idleMs: number | null
  watch: Watch
  /** Whether the caller has left. */
  hasLeft: () => boolean
  /** Gets a copy of each part; null if nobody needs one. */
  tap: ((part: Uint8Array) => void) | null
}

const CHUNK_BYTES = 64 * 1024
/** What the runtime reads at once by itself. For bodies up to this, that costs less than giving it the memory. */
const SMALL_BYTES = 4096
const NO_BUFFER = new ArrayBuffer(0)
export const COMPLETE: BodyEnd = { broke: false, clientLeft: false }

/**
 * The body of an answer as it is sent on, and how it ends. A body of known length that is here at once is sent as one piece, which
 * costs less than a stream. Everything else is streamed, part by part: at most one part of 64 KB is in memory.
 */
export async function answerBody(source: Source): Promise<Body> {
  const { length, tap } = source
  const reader = new IdleReader(source)
  if (length === null || length > CHUNK_BYTES) return stream(source, reader, null)
  const first = await reader.next(length > SMALL_BYTES ? new ArrayBuffer(length) : NO_BUFFER)
  if (first === 'broken') return { body: null, ended: endOf(source, 'broken') }
  const whole = first ?? new Uint8Array(0)
  if (whole.length !== length) return stream(source, reader, whole)
  tap?.(whole)
  return { body: whole, ended: COMPLETE }
}

type Part = Uint8Array<ArrayBuffer> | null | 'broken'

/** Reads a body, and gives up after a pause. */
class IdleReader {
  readonly #reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array>
  readonly #watch: Watch
  readonly #idleMs: number | null
  #isIdle = false

  constructor({ body, length, watch, idleMs }: Source) {
    this.#reader = length !== null && length <= SMALL_BYTES ? body.getReader() : body.getReader({ mode: 'byob' })
    this.#watch = watch
    this.#idleMs = idleMs
    watch.onLate = () => {
      this.#isIdle = true
      this.cancel()
    }
  }

  /** The next part, if it is not a small body in the memory of `buffer`; null at the end. */
  async next(buffer: ArrayBuffer): Promise<Part> {
    if (this.#idleMs !== null) this.#watch.expect(this.#idleMs)
    try {
      const { done, value } = await (this.#reader instanceof ReadableStreamBYOBReader
        ? this.#reader.read(new Uint8Array(buffer))
        : this.#reader.read())
      if (this.#isIdle) return 'broken'
      return done || !value ? null : (value as Uint8Array<ArrayBuffer>)
    } catch {
      return 'broken'
    } finally {
      this.#watch.rest()
    }
  }

  /** Ends the request to the upstream. */
  cancel(): void {
    this.#reader.cancel().catch(() => undefined)
  }
}

function stream(source: Source, reader: IdleReader, first: Uint8Array<ArrayBuffer> | null): Body {
  const { length } = source
  const { readable, writable } = length === null ? new IdentityTransformStream() : new FixedLengthStream(length)
  return { body: readable, ended: pump(source, reader, writable.getWriter(), first) }
}

async function pump(
  source: Source,
  reader: IdleReader,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  first: Uint8Array<ArrayBuffer> | null,
): Promise<BodyEnd> {
  // Otherwise a caller that leaves would be an unhandled rejection.
  writer.closed.catch(() => undefined)
  let buffer = source.length !== null && source.length <= SMALL_BYTES ? NO_BUFFER : new ArrayBuffer(CHUNK_BYTES)
  let part: Part = first ?? (await reader.next(buffer))
  while (part !== null && part !== 'broken') {
    source.tap?.(part)
    try {
      if (part.length > 0) await writer.write(part)
    } catch {
      reader.cancel()
      return endOf(source, 'unwritable')
    }
    if (part !== first) buffer = part.buffer
    part = await reader.next(buffer)
  }
  if (part === 'broken') {
    const end = endOf(source, 'broken')
    // The caller has to see that something is missing.
    await writer.abort(new Error('The upstream broke off.')).catch(() => undefined)
    return end
  }
  try {
    await writer.close()
    return COMPLETE
  } catch {
    // Fewer bytes than the upstream has promised, or the caller has left.
    return endOf(source, source.length === null ? 'unwritable' : 'broken')
  }
}

/** Whose fault it was that a body did not end. */
function endOf({ hasLeft }: Source, what: 'broken' | 'unwritable'): BodyEnd {
  const clientLeft = hasLeft() || what === 'unwritable'
  return { broke: !clientLeft, clientLeft }
}
