import { GatehouseError } from './gatehouse-error.ts'

/** A function like `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How long an answer may take, in ms, if nothing else is said. */
export const TIMEOUT_MS = 15_000

export type Sent = {
  url: string
  method: string
  headers: Record<string, string>
  body: string | null
  signal?: AbortSignal | undefined
  timeoutMs?: number | undefined
  /** The body is read by the caller: `signal` still ends it after this has returned, and the timeout does not. */
  isStream?: boolean | undefined
}

/**
 * Sends one request and reads its answer with `read`. The timeout covers both. Works without `AbortSignal.any`, which
 * Node.js has from 20.3 on only, and leaves no timer behind.
 *
 * @throws GatehouseError of the kind `timeout` or `network`; the reason of `signal` if the caller aborted it
 */
export async function attempt<T>(send: Fetch, sent: Sent, read: (response: Response) => Promise<T>): Promise<T> {
  const { url, method, headers, body, signal, timeoutMs = TIMEOUT_MS, isStream } = sent
  signal?.throwIfAborted()
  const controller = new AbortController()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    controller.abort()
  }, timeoutMs)
  const leave = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', leave)
  try {
    return await read(await send(url, { method, headers, body, signal: controller.signal }))
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    if (cause instanceof GatehouseError) throw cause
    throw new GatehouseError(isLate ? 'timeout' : 'network', { cause })
  } finally {
    clearTimeout(timer)
    if (!isStream) signal?.removeEventListener('abort', leave)
  }
}
