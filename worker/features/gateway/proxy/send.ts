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
  | { kind: 'late' }

type Limits = {
  /** Of the caller: its end is the end of the request, also while the body of the answer is on its way. */
  signal: AbortSignal | null
  watch: Watch
  timeoutMs: number
  /** Whether it may be sent a second time. */
  retry: boolean
}

/** Answers of a server that is starting, overloaded or gone: the same request may succeed at once at another one. */
export const isGatewayFailure = (status: number): boolean => status === 502 || status === 503 || status === 504

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request may be repeated (RFC 9110, section 9.2.1). A body can be sent only once. */
const isSafe = ({ method, body }: Outgoing): boolean => SAFE.has(method) && body === null

/**
 * Sends a request, once more if nothing came of it and that changes nothing at the upstream. Both attempts share the timeout.
 * Resolves when the headers of the answer are here.
 */
export async function send(request: Outgoing, { signal, watch, timeoutMs, retry }: Limits): Promise<Sent> {
  const late = new Promise<'late'>((resolve) => {
    watch.onLate = () => resolve('late')
  })
  watch.expect(timeoutMs)
  for (let left = retry && isSafe(request) ? 1 : 0; ; left--) {
    const answer = attempt(request, signal)
    const response = await Promise.race([answer, late])
    if (response === 'late') {
      // The runtime ends it with the call. Should it be answered before, nobody reads that.
      void answer.then((tooLate) => tooLate?.body?.cancel()).catch(() => undefined)
      return { kind: 'late' }
    }
    if (left === 0 || signal?.aborted || (response && !isGatewayFailure(response.status))) {
      watch.rest()
      return response ? { kind: 'answered', response } : { kind: 'unreachable' }
    }
    // An unread body would keep its connection, of which there are only six.
    await response?.body?.cancel().catch(() => undefined)
  }
}

async function attempt({ url, service, ...init }: Outgoing, signal: AbortSignal | null): Promise<Response | null> {
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
