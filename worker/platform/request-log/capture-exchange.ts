import type { Context } from 'hono'
import { type App, callOf } from '../http/context.ts'
import { parseContentLength } from '../lib/http-headers.ts'
import type { ReadBody } from '../lib/read-body.ts'
import { cutText } from '../lib/text/cut-text.ts'
import { secretNames } from '../redaction/secret-names.ts'
import { type Captured, captureRequest, captureResponse, kindOf, MAX_BODY } from './capture.ts'

/**
 * Captures headers and bodies of a call, redacted by format and by name (`names` in addition to the built-in ones), and
 * passes them to `record` after the answer was sent. Only the request's body is awaited before: it cannot be read any
 * more once the answer is on its way.
 */
export async function recordCaptured(
  c: Context<App>,
  names: string[],
  record: (captured: Captured | undefined) => void,
): Promise<void> {
  const request = await requestBody(c)
  const response = responseBody(c.res).catch(() => null)
  const sent = new Headers(c.res.headers)
  const secrets = { isName: secretNames(names), credential: callOf(c).credentialText }
  const captured = async () => ({
    request: captureRequest(
      new URL(c.req.raw.url).search.slice(1),
      { headers: c.req.raw.headers, body: request },
      secrets,
    ),
    response: captureResponse({ headers: sent, body: await response }, secrets),
  })
  c.executionCtx.waitUntil(
    captured()
      .catch(() => notCaptured(c))
      .then(record),
  )
}

/** The captured part of a call whose bodies were read on their way; undefined if that fails. */
export function captureBodies(
  c: Context<App>,
  names: string[],
  answerHeaders: Headers,
  { request, response }: { request: ReadBody | null; response: ReadBody | null },
): Captured | undefined {
  const secrets = { isName: secretNames(names), credential: callOf(c).credentialText }
  try {
    const query = new URL(c.req.raw.url).search.slice(1)
    return {
      request: captureRequest(query, { headers: c.req.raw.headers, body: request }, secrets),
      response: captureResponse({ headers: answerHeaders, body: response }, secrets),
    }
  } catch {
    return notCaptured(c)
  }
}

/** The error is not logged: its message may quote the body. */
function notCaptured(c: Context<App>): undefined {
  console.error(`the headers and bodies of ${callOf(c).requestId} could not be kept`)
}

async function requestBody(c: Context<App>): Promise<ReadBody | null> {
  const { raw } = c.req
  if (!raw.body) return null
  const about = { type: raw.headers.get('content-type'), bytes: lengthOf(raw.headers) }
  if (!kindOf(about.type)) return { ...about, text: null, whole: true }
  try {
    if (!raw.bodyUsed) return await readPiece(raw.body, about)
    // Hono caches a body that was read before: it is not read again.
    const text = await c.req.text()
    return { ...about, text: cutText(text, MAX_BODY), whole: text.length <= MAX_BODY }
  } catch {
    return { ...about, text: null, whole: true }
  }
}

/** The beginning of an answer's body, read from a clone. Streamed files are not read. */
async function responseBody(response: Response): Promise<ReadBody | null> {
  const { headers } = response
  if (!response.body) return null
  const about = { type: headers.get('content-type'), bytes: lengthOf(headers) }
  if (!kindOf(about.type) || headers.has('content-disposition')) return { ...about, text: null, whole: true }
  const copy = response.clone().body
  return copy && readPiece(copy, about)
}

const lengthOf = (headers: Headers): number | null => parseContentLength(headers.get('content-length'))

async function readPiece(
  body: ReadableStream<Uint8Array>,
  about: { type: string | null; bytes: number | null },
): Promise<ReadBody> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let room = MAX_BODY; ; ) {
    const { done, value } = await reader.read()
    if (done) return { ...about, text: text + decoder.decode(), whole: true, bytes: about.bytes ?? MAX_BODY - room }
    const part = value.subarray(0, room)
    // A character that is cut at the end is left out.
    text += decoder.decode(part, { stream: true })
    room -= part.length
    if (part.length === value.length) continue
    void reader.cancel()
    return { ...about, text, whole: false }
  }
}
