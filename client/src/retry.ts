import { GatehouseError } from './gatehouse-error.ts'

const FIRST_MS = 500
const LONGEST_MS = 8_000
/** The API may ask for more, up to a day. The caller then gets the error at once, with the seconds to wait. */
const LONGEST_ASKED_MS = 60_000

/** After these the same request may succeed, and the first one may have been done. */
const TRANSIENT = [408, 429, 500, 502, 503, 504]

/**
 * How many ms to wait before the next attempt, or null if there must not be one.
 *
 * @param retried how many retries there were already
 * @param isRepeatable whether sending the request again changes nothing more. If not, it is sent again only after 429,
 *   because then it was certainly not done
 * @param random between 0 and 1, so that many clients do not come back at the same moment
 */
export function retryDelay(error: unknown, retried: number, isRepeatable: boolean, random: number): number | null {
  if (!(error instanceof GatehouseError)) return null
  const { kind, status, retryAfterSeconds } = error
  if (kind === 'refused' && !TRANSIENT.includes(status)) return null
  if (!isRepeatable && status !== 429) return null
  const asked = (retryAfterSeconds ?? 0) * 1000
  if (asked > LONGEST_ASKED_MS) return null
  return Math.max(asked, Math.min(LONGEST_MS, FIRST_MS * 2 ** retried) * (0.5 + random / 2))
}

/** Waits, unless the caller aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop)
  })
}
