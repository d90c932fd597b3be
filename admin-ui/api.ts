import type { Problem } from '../contract/common.ts'

const TIMEOUT_MS = 15_000

/** A request that did not succeed: refused by the API with problem details, out of time, or never answered. */
export class ApiError extends Error {
  readonly kind: 'refused' | 'timeout' | 'network'
  /** 0 when there was no answer. */
  readonly status: number
  readonly problem: Problem | null
  readonly retryAfterSeconds: number | null

  constructor(kind: ApiError['kind'], response: Response | null, problem: Problem | null) {
    super(problem?.detail ?? problem?.title ?? kind)
    this.name = 'ApiError'
    this.kind = kind
    this.status = response?.status ?? 0
    this.problem = problem
    const retryAfter = Number(response?.headers.get('retry-after'))
    this.retryAfterSeconds = retryAfter > 0 ? retryAfter : null
  }
}

/** Whether a request was refused because there is no such thing, or none any more. */
export const isGone = (error: unknown): boolean => error instanceof ApiError && error.status === 404

/** What a query string may hold; null, undefined and '' are left out. */
export type Params = Record<string, string | number | null | undefined>

type Call = {
  method: string
  path: string
  params?: Params | undefined
  body?: unknown
  idempotencyKey?: string | undefined
  /** The ETag that what is to be changed must still have; otherwise the API answers 412. */
  ifMatch?: string | null | undefined
  signal?: AbortSignal | undefined
  timeoutMs?: number | undefined
}

let whenSignedOut = () => {}

/** Names what happens when a call is answered 401: the app sends the person to sign in. */
export function onSignedOut(action: () => void) {
  whenSignedOut = action
}

/** The path with its query. */
export function address(path: string, params: Params = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** What was answered, and its version. */
export type Tagged<T> = { data: T; etag: string | null }

async function call<T>(request: Call): Promise<Tagged<T>> {
  const { method, path, params, body, idempotencyKey, ifMatch, signal, timeoutMs = TIMEOUT_MS } = request
  const timeout = AbortSignal.timeout(timeoutMs)
  let response: Response
  let text: string
  try {
    response = await fetch(address(path, params), {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    text = await response.text()
  } catch (cause) {
    // Abandoned by the caller: not a failure to report.
    if (signal?.aborted) throw cause
    throw new ApiError(timeout.aborted ? 'timeout' : 'network', null, null)
  }
  const answer = parse(text)
  if (!response.ok) {
    // A wrong password is a 401 too, but nobody has been signed out by it.
    if (response.status === 401 && !path.startsWith('/api/auth/')) whenSignedOut()
    throw new ApiError('refused', response, isProblem(answer) ? answer : null)
  }
  return { data: answer as T, etag: response.headers.get('etag') }
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'title' in value && 'code' in value

/** Reads, with the version of what was read; gives up after 15 s. */
export const getTagged = <T>(path: string, params?: Params, signal?: AbortSignal) =>
  call<T>({ method: 'GET', path, params, signal })

/**
 * Reads an answer that may be long, piece by piece, and answers all of it. No time limit but the caller's signal.
 * Rejects when it breaks off.
 */
export async function getLong(
  path: string,
  params: Params,
  { signal, onPiece }: { signal: AbortSignal; onPiece: (text: string) => void },
): Promise<void> {
  const response = await fetch(address(path, params), { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new ApiError('network', null, null)
  })
  if (!response.ok || !response.body) {
    const answer = parse(await response.text())
    if (response.status === 401) whenSignedOut()
    throw new ApiError('refused', response, isProblem(answer) ? answer : null)
  }
  // A byte order mark is part of the file.
  const reader = response.body.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true })).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) onPiece(read.value)
}

/** Reads; gives up after 15 s. */
export const get = async <T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> =>
  (await getTagged<T>(path, params, signal)).data

type Method = 'POST' | 'PATCH' | 'DELETE'
type SendOptions = Pick<Call, 'idempotencyKey' | 'ifMatch' | 'timeoutMs'>

/** Writes, and tells the version that came of it; never repeated by itself. */
export const sendTagged = <T>(method: Method, path: string, body?: unknown, options: SendOptions = {}) =>
  call<T>({ method, path, body: body ?? (method === 'DELETE' ? undefined : {}), ...options })

/** Writes; never repeated by itself, and given up after 15 s unless told otherwise. With an idempotency key, sending the same again changes nothing more. */
export const send = async <T>(method: Method, path: string, body?: unknown, options?: SendOptions): Promise<T> =>
  (await sendTagged<T>(method, path, body, options)).data
