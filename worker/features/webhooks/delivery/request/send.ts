import type { Attempt, ErrorKind } from '../../../../../contract/webhooks.ts'
import { parseContentLength } from '../../../../platform/lib/http-headers.ts'
import { redactKeys } from '../../../../platform/lib/redact.ts'
import { beginningOfText } from '../../../../platform/lib/text/cut-text.ts'
import type { Deadlines } from './deadlines.ts'
import { readRetryAfter } from './schedule.ts'

const MAX_READ_BYTES = 64 * 1024
const MAX_KEPT_BYTES = 16 * 1024
/** Time for the body of a good answer, which is only stored for display. */
const MAX_BODY_MS = 3000
/**
 * A call that started before its batch returned has 30 s from then on: the body of a late answer gets the remaining
 * time.
 */
const LONGEST_CALL_MS = 30_500
const MAX_HEADERS = 50
/** Cookies have no use here, and may be credentials. */
const DROPPED_HEADERS = new Set(['set-cookie', 'set-cookie2'])

export type Sent = Pick<Attempt, 'response'> & {
  error: { kind: ErrorKind; message: string } | null
  durationMs: number
  /** The Retry-After of a 429 or 503. */
  retryAfterMs: number | null
}

/**
 * Sends one POST and reads the answer. All of it is bounded: the time until the headers, the time for the body, and how
 * much of the body is read (64 KB) and stored (16 KB). Follows no redirect. Never throws.
 */
export async function sendOnce(
  url: URL,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
  deadlines: Deadlines,
): Promise<Sent> {
  const started = Date.now()
  const controller = new AbortController()
  deadlines.set(controller, timeoutMs)
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: controller.signal })
    const durationMs = Date.now() - started
    deadlines.set(controller, Math.min(MAX_BODY_MS, LONGEST_CALL_MS - durationMs))
    const response = { status: answer.status, headers: shownHeaders(answer.headers), body: await beginningOf(answer) }
    const mayAsk = answer.status === 429 || answer.status === 503
    return {
      response,
      error: errorOf(answer.status),
      durationMs,
      retryAfterMs: mayAsk ? readRetryAfter(answer.headers.get('retry-after'), Date.now()) : null,
    }
  } catch {
    const error = controller.signal.aborted
      ? { kind: 'timeout' as const, message: `No response within ${timeoutMs / 1000} seconds.` }
      : { kind: 'connection' as const, message: 'The connection failed before a response arrived.' }
    return { response: null, error, durationMs: Date.now() - started, retryAfterMs: null }
  } finally {
    deadlines.clear(controller)
  }
}

function errorOf(status: number): Sent['error'] {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) {
    return { kind: 'redirect', message: `It answered ${status}: redirects are not followed. Save the new address.` }
  }
  return { kind: 'status', message: `It answered ${status}.` }
}

/**
 * The beginning of a body as text, until the call is aborted. Never throws: if the receiver closes the connection
 * early, the status and the received part are enough.
 */
async function beginningOf(answer: Response): Promise<string> {
  if (!answer.body) return ''
  if (isSmall(answer.headers)) return redactKeys(await answer.text().catch(() => ''))
  const reader = answer.body.getReader()
  const chunks: Uint8Array[] = []
  let read = 0
  try {
    while (read < MAX_READ_BYTES) {
      const { done, value } = await reader.read()
      if (done) break
      read += value.byteLength
      chunks.push(value)
    }
  } catch {
    // The part received before is kept.
  } finally {
    reader.cancel().catch(() => {})
  }
  return redactKeys(beginningOfText(await new Blob(chunks).bytes(), MAX_KEPT_BYTES))
}

/** Most answers are small and are read without streaming. A compressed answer may be of any size. */
function isSmall(headers: Headers): boolean {
  const length = parseContentLength(headers.get('content-length'))
  return length !== null && length <= MAX_KEPT_BYTES && !headers.has('content-encoding')
}

function shownHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {}
  let left = MAX_HEADERS
  for (const [name, value] of headers) {
    if (DROPPED_HEADERS.has(name)) continue
    if (left-- === 0) break
    shown[name] = redactKeys(value).slice(0, 1000)
  }
  return shown
}
