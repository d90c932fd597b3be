import type { LogReason, ProblemCode } from '../../contract/outcomes.data.ts'

/** Expected failures as data without an HTTP status: http/problem.ts maps each to a status. */
export type DomainError =
  | { kind: 'not_found'; what: string }
  | { kind: 'method_not_allowed'; methods: string[] }
  | { kind: 'conflict'; code: ProblemCode; detail: string }
  /** `restartUrl`: where the browser can start again. */
  | { kind: 'gone'; code: ProblemCode; detail: string; restartUrl?: string }
  | { kind: 'precondition_failed'; detail: string }
  /** `challenge`: for an access token without a scope, the scopes that a token should have. */
  | { kind: 'forbidden'; code: ProblemCode; detail: string; reason?: LogReason; challenge?: readonly string[] }
  | { kind: 'unauthenticated'; code: ProblemCode; detail: string; credential: boolean }
  /** `retryAfterMs` null: waiting does not help. */
  | { kind: 'rate_limited'; detail: string; retryAfterMs: number | null; code?: 'no_credits'; reason?: LogReason }
  | { kind: 'malformed'; code: ProblemCode; detail: string }
  | { kind: 'too_large'; detail: string }
  | { kind: 'unsupported_media'; detail: string; acceptEncoding?: string }
  | { kind: 'invalid'; errors: { path: string; message: string }[]; code?: ProblemCode }
  | { kind: 'unavailable'; code: ProblemCode; detail: string; retryAfterMs?: number; reason?: LogReason }
  /** The upstream of a gateway route failed. */
  | { kind: 'upstream'; status: 502 | 504; code: ProblemCode; detail: string; reason?: LogReason }
  /** The gateway has no such route, or does not forward this path. */
  | { kind: 'no_route'; code: ProblemCode; detail: string }

/** Thrown by verbs, caught by the error handler in app.ts. */
export class Refusal extends Error {
  readonly error: DomainError
  constructor(error: DomainError) {
    super(error.kind)
    this.name = 'Refusal'
    this.error = error
  }
}

export const notFound = (what: string) => new Refusal({ kind: 'not_found', what })
export const conflict = (code: ProblemCode, detail: string) => new Refusal({ kind: 'conflict', code, detail })
/** `reason`: what was missing, for the log. */
export const forbidden = (code: ProblemCode, detail: string, reason?: LogReason) =>
  new Refusal({ kind: 'forbidden', code, detail, ...(reason && { reason }) })
export const invalid = (path: string, message: string) => new Refusal({ kind: 'invalid', errors: [{ path, message }] })

export const invalidCursor = () => invalid('cursor', 'is not a cursor of this list: start again without a cursor')

const MAX_FIELDS = 10

/**
 * What was missing, for the log. It contains nothing that the caller sent, except field names, which a caller may
 * choose. Null if nothing is known.
 */
export function reasonOf(error: DomainError): LogReason | null {
  switch (error.kind) {
    case 'invalid': {
      const fields = [...new Set(error.errors.map(({ path }) => path))].filter((path) => path !== '')
      return fields.length > 0 ? { fields: fields.slice(0, MAX_FIELDS) } : null
    }
    case 'method_not_allowed':
      return { methods: error.methods }
    case 'forbidden':
    case 'rate_limited':
    case 'unavailable':
    case 'upstream':
      return error.reason ?? null
    default:
      return null
  }
}

/** A failure as a code and a sentence, for one of several items in an answer that succeeds as a whole. */
export function describe(error: DomainError): { code: string; detail: string } {
  switch (error.kind) {
    case 'not_found':
      return { code: 'not_found', detail: `${error.what} not found.` }
    case 'invalid':
      return {
        code: error.code ?? 'invalid',
        detail: error.errors.map((one) => `${one.path} ${one.message}`).join('; '),
      }
    case 'method_not_allowed':
      return { code: error.kind, detail: `Only ${error.methods.join(', ')}.` }
    case 'rate_limited':
      return { code: error.code ?? error.kind, detail: error.detail }
    case 'precondition_failed':
    case 'too_large':
      return { code: error.kind, detail: error.detail }
    case 'unsupported_media':
      return { code: 'unsupported_media_type', detail: error.detail }
    default:
      return { code: error.code, detail: error.detail }
  }
}
