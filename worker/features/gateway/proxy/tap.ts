import { parseContentLength } from '../../../platform/lib/http-headers.ts'
import type { ReadBody } from '../../../platform/lib/read-body.ts'
import { kindOf, MAX_BODY } from '../../../platform/request-log/capture.ts'

/** What capturing needs of a call while its bodies pass through: the beginning of each. */
export type Tap = {
  requestBody: ReadableStream | null
  answer: (part: Uint8Array) => void
  /** What was read of both, once they have ended. */
  bodies: (answerHeaders: Headers) => { request: ReadBody | null; response: ReadBody | null }
}

/** Reads the beginning of both bodies on their way, without holding up or keeping the rest. */
export function tapOf({ headers, body }: Request): Tap {
  const sent = new Beginning()
  const got = new Beginning()
  const watched = body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        sent.add(part)
        controller.enqueue(part)
      },
    }),
  )
  return {
    requestBody: watched ?? null,
    answer: (part) => got.add(part),
    bodies: (answerHeaders) => ({
      request: body ? sent.read(headers) : null,
      response: got.isEmpty ? null : got.read(answerHeaders),
    }),
  }
}

class Beginning {
  readonly #parts: Uint8Array[] = []
  #bytes = 0

  get isEmpty(): boolean {
    return this.#bytes === 0
  }

  add(part: Uint8Array): void {
    const room = MAX_BODY - this.#bytes
    if (room > 0) this.#parts.push(part.slice(0, room))
    this.#bytes += part.length
  }

  read(headers: Headers): ReadBody {
    const type = headers.get('content-type')
    const whole = this.#bytes <= MAX_BODY
    const about = { type, bytes: parseContentLength(headers.get('content-length')) ?? this.#bytes, whole }
    // A compressed body cannot be searched for secrets.
    if (!kindOf(type) || headers.has('content-encoding')) return { ...about, text: null }
    const decoder = new TextDecoder()
    let text = ''
    // A character that is cut at the end is left out.
    for (const part of this.#parts) text += decoder.decode(part, { stream: true })
    return { ...about, text: whole ? text + decoder.decode() : text }
  }
}
