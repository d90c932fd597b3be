import { address, fillPath, present, type Values } from './address.ts'
import { ApiError, parseJson, refusal } from './error.ts'
import type { paths } from './generated.ts'

export { address, fillPath, type Values } from './address.ts'
export { ApiError, refusal } from './error.ts'

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
  return { data: parseJson(text), etag: response.headers.get('etag') }
}
