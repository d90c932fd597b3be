import { ApiError, problemOf } from './error.ts'
import type { Problem } from './generated.ts'
import { retryAfterSeconds } from './retry-after.ts'

type About = { response?: Response; problem?: Problem | null; cause?: unknown }

/** A call that did not succeed: refused by the API with problem details (RFC 9457), timed out, or never answered. */
export class GatehouseError extends ApiError {
  /** How long the API asks to wait before the next call, from `Retry-After`. */
  override readonly retryAfterSeconds: number | null
  /** Name it when you ask for help. The event log finds the call by it. */
  readonly requestId: string | null
  /** Those of the answer, if there was one. `rateLimitOf` reads what is left of each limit. */
  readonly headers: Headers | undefined

  constructor(kind: ApiError['kind'], { response, problem = null, cause }: About) {
    super(kind, response ?? null, problem)
    this.name = 'GatehouseError'
    if (!problem && cause instanceof Error && kind !== 'timeout') this.message = cause.message
    if (cause !== undefined) this.cause = cause
    this.headers = response?.headers
    this.retryAfterSeconds = retryAfterSeconds(this.headers?.get('retry-after'), Date.now())
    this.requestId = problem?.requestId ?? this.headers?.get('x-request-id') ?? null
  }

  /** The stable code of the problem, such as `scope_missing`. Branch on this, never on the message. */
  get code(): string | null {
    return this.problem?.code ?? null
  }

  /** The fields that are not valid, each with its path. */
  get errors(): { path: string; message: string }[] {
    return this.problem?.errors ?? []
  }
}

/** The error for an unsuccessful answer. */
export const refused = (response: Response, text: string): GatehouseError =>
  new GatehouseError('refused', { response, problem: problemOf(text) })
