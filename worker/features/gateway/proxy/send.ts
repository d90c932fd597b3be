import type { Watch } from './watch.ts'

/** A request to an upstream. `service`: a binding, instead of the public internet. */
export type Outgoing = {
  url: string
  service: Fetcher | null
  method: string
  headers: Headers
  body: BodyInit | null
}

export type Sent =
  | { kind: 'answered'; response: Response }
  /** No connection, or it ended before an answer began, or what came is no HTTP. */
  | { kind: 'unreachable' }

type Limits = {
  controller: AbortController
  watch: Watch
  timeoutMs: number
  /** Whether it may be sent a second time. */
  retry: boolean
}

/** Answers of a server that is starting, overloaded or gone: the same request may succeed at once at another one. */
export const isGatewayFailure = (status: number): boolean => status === 502 || status === 503 || status === 504

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request may be repeated (RFC 9110, section 9.2.1). A body can be sent only once. */
export const isSafe = ({ method, body }: Pick<Outgoing, 'method' | 'body'>): boolean =>
  SAFE.has(method) && body === null

/**
 * Sends a request, once more if nothing came of it and that changes nothing at the upstream. Both attempts share the timeout.
 * Resolves when the headers of the answer are here.
 */
export async function send(request: Outgoing, { controller, watch, timeoutMs, retry }: Limits): Promise<Sent> {
  const { signal } = controller
  watch.expect(timeoutMs)
  for (let left = retry && isSafe(request) ? 1 : 0; ; left--) {
    const response = await attempt(request, signal)
    const isOver = signal.aborted || left === 0
    if (isOver || (response && !isGatewayFailure(response.status))) {
      watch.rest()
      return response ? { kind: 'answered', response } : { kind: 'unreachable' }
    }
    // An unread body would keep its connection, of which there are only six.
    await response?.body?.cancel().catch(() => undefined)
  }
}

async function attempt({ url, service, ...init }: Outgoing, signal: AbortSignal): Promise<Response | null> {
  const request: RequestInit<RequestInitCfProperties> = {
    ...init,
    signal,
    redirect: 'manual',
    // Without Authorization nothing else would keep the cache of the edge from answering another caller with this answer.
    cache: 'no-store',
    // The bytes as they come: the caller said which encodings it reads.
    encodeResponseBody: 'manual',
  }
  try {
    return await (service ? service.fetch(url, request) : fetch(url, request))
  } catch {
    return null
  }
}
