import type { Problem, paths } from './generated.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The paths of the API that support a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<Lowercase<M>, { responses: unknown }> ? P : never
}[keyof paths]

type Operation<M extends Method, P extends keyof paths> = paths[P][Lowercase<M> & keyof paths[P]]

type Json<T> = T extends { content: { 'application/json': infer Data } } ? Data : undefined
type Good = 200 | 201 | 202 | 204

/** The result of a call: the JSON of its success, undefined if there is none (204). */
export type Result<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { responses: infer R } ? Json<R[Good & keyof R]> : never

/** The JSON body of a call. */
export type Body<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { requestBody?: infer B } ? Json<NonNullable<B>> : never

/** The query string of a call. Null, undefined and empty values are omitted. */
export type Query<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { parameters: { query?: infer Q } } ? Optional<NonNullable<Q>> : never

type Optional<T> = { [N in keyof T]?: T[N] | null | undefined | '' }

type Params<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { parameters: { path: infer T } } ? { params: T } : { params?: undefined }

type BodyOption<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { requestBody: object } ? { body: Body<M, P> } : { body?: Body<M, P> | undefined }

type CommonOptions = {
  headers?: Record<string, string | null | undefined>
  /** The expected version, as an ETag. The API answers 412 if the resource has another one. */
  ifMatch?: string | null | undefined
  /**
   * Sending the same request with the same key again, within 24 hours, returns the first answer and changes nothing
   * more.
   */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
  /** Timeout in ms, 15,000 by default. */
  timeoutMs?: number | undefined
  /** The origin of the API, if it is not that of the page. */
  origin?: string | undefined
}

export type RequestOptions<M extends Method, P extends PathOf<M>> = CommonOptions &
  Params<M, P> &
  BodyOption<M, P> & { query?: Query<M, P> | undefined }

type AnyOptions = CommonOptions & {
  params?: Record<string, string> | undefined
  query?: Values | undefined
  body?: unknown
}

/** The options, which can be omitted if none of them is required. */
export type OptionsArgument<M extends Method, P extends PathOf<M>> =
  Record<never, never> extends RequestOptions<M, P> ? [options?: RequestOptions<M, P>] : [options: RequestOptions<M, P>]

/** A result, and the version of the resource. */
export type Versioned<T> = { data: T; etag: string | null }

/** A call that did not succeed: refused by the API with problem details (RFC 9457), timed out, or never answered. */
export class ApiError extends Error {
  readonly kind: 'refused' | 'timeout' | 'network'
  /** 0 if there was no answer. */
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

const TIMEOUT_MS = 15_000

/**
 * Calls the API. The types of parameters, body and answer follow from the method and the path.
 *
 * @throws ApiError if the call did not succeed; the reason of `signal` if the caller aborted it
 */
export async function request<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...options: OptionsArgument<M, P>
): Promise<Versioned<Result<M, P>>> {
  // Checked by the types of the caller; here they are the same for every path.
  const given: AnyOptions = Object.assign({}, ...options)
  const { params, query, body, headers, ifMatch, idempotencyKey, signal, timeoutMs, origin = '' } = given
  const timeout = AbortSignal.timeout(timeoutMs ?? TIMEOUT_MS)
  let response: Response
  let text: string
  try {
    response = await fetch(origin + address(fillPath(path, params), query), {
      method,
      headers: present({
        accept: 'application/json',
        'content-type': body === undefined ? null : 'application/json',
        'idempotency-key': idempotencyKey,
        'if-match': ifMatch,
        ...headers,
      }),
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    text = await response.text()
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(timeout.aborted ? 'timeout' : 'network', null, null)
  }
  if (!response.ok) throw refusal(response, text)
  return { data: parse(text), etag: response.headers.get('etag') }
}

/** The values of a query string. Null, undefined and empty values are omitted. */
export type Values = Record<string, string | number | boolean | null | undefined>

/** A path with its query. */
export function address(path: string, query: Values = {}): string {
  const search = new URLSearchParams(present(query)).toString()
  return search ? `${path}?${search}` : path
}

/** The error for an unsuccessful answer. */
export function refusal(response: Response, text: string): ApiError {
  const problem: unknown = parse(text)
  return new ApiError('refused', response, isProblem(problem) ? problem : null)
}

/** A path with its parameters filled in. */
export const fillPath = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

const present = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  )

function parse(text: string) {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'title' in value && 'code' in value
