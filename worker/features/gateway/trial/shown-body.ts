/** How much of an answer is shown, bytes. */
const MAX_BYTES = 100_000
/** How long the body of an answer is read, ms: an event stream does not end. */
const MAX_MS = 5000

export type ShownBody = { body: string | null; truncated: boolean }

/** Encodings that can be decoded here. */
const DECODERS: Readonly<Record<string, 'gzip' | 'deflate'>> = { gzip: 'gzip', deflate: 'deflate' }

/** The beginning of an answer as text; null if it is none. The rest is not read. */
export async function shownBody({ body, headers }: Response): Promise<ShownBody> {
  if (!body) return { body: '', truncated: false }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() || 'identity'
  const format = DECODERS[encoding]
  if (!format && encoding !== 'identity') {
    await body.cancel()
    return { body: null, truncated: true }
  }
  const plain: ReadableStream<Uint8Array> = format ? body.pipeThrough(new DecompressionStream(format)) : body
  const { bytes, truncated } = await beginningOf(plain)
  return { body: textOf(bytes, truncated), truncated }
}

async function beginningOf(body: ReadableStream<Uint8Array>): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const reader = body.getReader()
  const { promise: isLate, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, MAX_MS, null)
  const parts: Uint8Array[] = []
  let length = 0
  try {
    while (length <= MAX_BYTES) {
      const read = await Promise.race([reader.read(), isLate])
      if (read === null) break
      if (read.done) return { bytes: joined(parts), truncated: false }
      parts.push(read.value)
      length += read.value.length
    }
  } catch {
    // The upstream broke off: what has come is shown.
  } finally {
    clearTimeout(timer)
  }
  await reader.cancel().catch(() => undefined)
  return { bytes: joined(parts).slice(0, MAX_BYTES), truncated: true }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Bytes as text; null for what is no UTF-8 text. A cut may go through a character. */
function textOf(bytes: Uint8Array, isCut: boolean): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes, { stream: isCut })
  } catch {
    return null
  }
}
