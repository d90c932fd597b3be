import { isJsonType, parseMediaType } from '../lib/media-type.ts'
import { checkTarget, type TargetPolicy } from './target-url.ts'

/**
 * A JSON document that was fetched, or a sentence that says why there is none. `final`: the address may not be called, or it
 * answered something else, so trying again soon does not help.
 */
export type FetchedJson =
  | { ok: true; value: unknown; headers: Headers }
  | { ok: false; final: boolean; message: string }

type Bounds = {
  /** Bytes after decompression; a longer document is refused. */
  maxBytes: number
  /** Until the whole document has arrived, ms. */
  timeoutMs: number
  userAgent: string
}

/**
 * Fetches a JSON document from an address that somebody else named, if the target policy allows it. Only status 200 with a
 * JSON content type counts. Follows no redirect, and sends nothing but the address. Never throws.
 */
export async function fetchJson(
  address: string,
  policy: TargetPolicy,
  { maxBytes, timeoutMs, userAgent }: Bounds,
): Promise<FetchedJson> {
  const target = checkTarget(address, policy)
  if (!target.ok) return refused(`The URL ${target.message}.`)
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(target.url, {
      headers: { accept: 'application/json', 'user-agent': userAgent },
      redirect: 'manual',
      cache: 'no-store',
      signal,
    })
    const problem = problemOf(answer)
    if (problem) {
      await answer.body?.cancel()
      return problem
    }
    const bytes = await bytesOf(answer, maxBytes)
    if (!bytes) return refused(`It is longer than ${maxBytes} bytes.`)
    return parsed(bytes, answer.headers)
  } catch {
    const message = signal.aborted ? `No answer within ${timeoutMs / 1000} seconds.` : 'The connection failed.'
    return { ok: false, final: false, message }
  }
}

function parsed(bytes: Uint8Array, headers: Headers): FetchedJson {
  try {
    return {
      ok: true,
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)),
      headers,
    }
  } catch {
    return refused('It is not JSON in UTF-8.')
  }
}

const refused = (message: string): FetchedJson => ({ ok: false, final: true, message })

/** What is wrong with an answer, by its status and content type; null: nothing. */
function problemOf({ status, headers }: Response): FetchedJson | null {
  if (status === 429 || status >= 500) return { ok: false, final: false, message: `It answered ${status}.` }
  if (status >= 300 && status < 400) return refused(`It answered ${status}: redirects are not followed.`)
  if (status !== 200) return refused(`It answered ${status}.`)
  const type = parseMediaType(headers.get('content-type') ?? '')?.type ?? ''
  return isJsonType(type) ? null : refused('Its content type is not JSON.')
}

/** The body; null if it is too long. */
async function bytesOf(answer: Response, maxBytes: number): Promise<Uint8Array | null> {
  const reader = answer.body?.getReader()
  const chunks: Uint8Array[] = []
  for (let left = maxBytes; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    left -= value.byteLength
    if (left < 0) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  return new Blob(chunks).bytes()
}
