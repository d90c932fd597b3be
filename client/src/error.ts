import type { Problem } from './generated.ts'

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

/** The error for an unsuccessful answer. */
export const refusal = (response: Response, text: string): ApiError =>
  new ApiError('refused', response, problemOf(text))

/** The problem details in a body, if it has some. */
export function problemOf(text: string): Problem | null {
  const problem: unknown = parseJson(text)
  return isProblem(problem) ? problem : null
}

/** The value of a JSON text; undefined if it is empty or not JSON. */
export function parseJson(text: string) {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'title' in value && 'code' in value
