import type { operations } from './generated.ts'
import type { OPERATIONS } from './operations.ts'
import type { RateLimitState } from './rate-limit.ts'

/** The name of an operation in the OpenAPI document, such as `listApiKeys`. */
export type OperationId = keyof typeof OPERATIONS & keyof operations

type Optional<T> = { [N in keyof T]?: T[N] | null | undefined }

type PathOf<O extends OperationId> = operations[O] extends { parameters: { path: infer P } } ? P : unknown
type QueryOf<O extends OperationId> = operations[O] extends { parameters: { query: infer Q } }
  ? Q
  : operations[O] extends { parameters: { query?: infer Q } }
    ? [NonNullable<Q>] extends [never]
      ? unknown
      : Optional<NonNullable<Q>>
    : unknown
type BodyOf<O extends OperationId> = operations[O] extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : operations[O] extends { requestBody?: { content: { 'application/json': infer B } } }
    ? { body?: B | undefined }
    : unknown
/** The filters by field, such as `filter[email]`, which depend on the module. */
type FiltersOf<O extends OperationId> = O extends 'listRecords' | 'exportRecords'
  ? { [name in `filter[${string}]`]?: string | number | boolean | null | undefined }
  : unknown

/** The parameters of the path and of the query, side by side, and the JSON `body`. */
export type Input<O extends OperationId> = PathOf<O> & QueryOf<O> & BodyOf<O> & FiltersOf<O>

type Json<T> = T extends { content: { 'application/json': infer Data } }
  ? Data
  : T extends { content: Record<string, unknown> }
    ? Response
    : undefined
type Good = 200 | 201 | 202 | 204

/** The JSON of an answer, undefined if it has none (204), or the `Response` itself if it is a file. */
export type Output<O extends OperationId> = operations[O] extends { responses: infer R }
  ? Json<R[Good & keyof R]>
  : never

/** The operations that answer a page with `data` and `nextCursor`. */
export type ListId = {
  [O in OperationId]: Output<O> extends { data: unknown[]; nextCursor: string | null } ? O : never
}[OperationId]

/** An item of a list. */
export type Item<O extends ListId> = Output<O> extends { data: (infer T)[] } ? T : never

/** The arguments of an operation. The input can be omitted if nothing in it is required. */
export type Arguments<O extends OperationId> =
  Record<never, never> extends Input<O>
    ? [input?: Input<O>, options?: CallOptions]
    : [input: Input<O>, options?: CallOptions]

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** How long each attempt may take, in ms. */
  timeoutMs?: number | undefined
  /** How many times the call is repeated at most. */
  retries?: number | undefined
  /**
   * The same key with the same body changes nothing more within 24 hours and gets the first answer. Without it each call
   * of an operation that supports it gets a random one.
   */
  idempotencyKey?: string | undefined
  /** The expected version, as an ETag. The API answers 412 if the object has another one. */
  ifMatch?: string | null | undefined
  headers?: Record<string, string> | undefined
}

/** An answer with what its headers say. */
export type Answer<T> = {
  data: T
  status: number
  /** The version of the object, for `ifMatch`. */
  etag: string | null
  requestId: string | null
  /** What is left of each rate limit of the credential. */
  rateLimit: RateLimitState[]
}

/** One method for each operation. */
export type Operations = { [O in OperationId]: (...args: Arguments<O>) => Promise<Output<O>> }
