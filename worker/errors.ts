/** What can be refused, as data without a status: http/problem.ts gives each its place on the wire. */
export type DomainError =
  | { kind: 'not_found'; what: string }
  | { kind: 'conflict'; code: string; detail: string }
  | { kind: 'gone'; code: string; detail: string }
  | { kind: 'precondition_failed'; detail: string }
  | { kind: 'forbidden'; code: string; detail: string }
  | { kind: 'unauthenticated'; code: string; detail: string; credential: boolean }
  /** `retryAfterMs` null: waiting does not help. */
  | { kind: 'rate_limited'; detail: string; retryAfterMs: number | null; code?: 'no_credits' }
  | { kind: 'malformed'; code: string; detail: string }
  | { kind: 'too_large'; detail: string }
  | { kind: 'unsupported_media'; detail: string; acceptEncoding?: string }
  | { kind: 'invalid'; errors: { path: string; message: string }[]; code?: string }
  | { kind: 'unavailable'; code: string; detail: string }

/** Thrown by verbs, caught by the one error door of app.ts. */
export class Refusal extends Error {
  readonly error: DomainError
  constructor(error: DomainError) {
    super(error.kind)
    this.name = 'Refusal'
    this.error = error
  }
}

export const notFound = (what: string) => new Refusal({ kind: 'not_found', what })
export const conflict = (code: string, detail: string) => new Refusal({ kind: 'conflict', code, detail })
export const forbidden = (code: string, detail: string) => new Refusal({ kind: 'forbidden', code, detail })
export const invalid = (path: string, message: string) => new Refusal({ kind: 'invalid', errors: [{ path, message }] })

export const invalidCursor = () => invalid('cursor', 'is not a cursor of this list: start again without it')

/** A refusal in a code and a sentence, where one of several things was refused and the answer as a whole is good. */
export function describe(error: DomainError): { code: string; detail: string } {
  switch (error.kind) {
    case 'not_found':
      return { code: 'not_found', detail: `${error.what} not found.` }
    case 'invalid':
      return {
        code: error.code ?? 'invalid',
        detail: error.errors.map((one) => `${one.path} ${one.message}`).join('; '),
      }
    case 'rate_limited':
      return { code: error.code ?? error.kind, detail: error.detail }
    case 'precondition_failed':
    case 'too_large':
    case 'unsupported_media':
      return { code: error.kind, detail: error.detail }
    default:
      return { code: error.code, detail: error.detail }
  }
}
