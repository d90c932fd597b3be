import { type DomainError, describe, reasonOf } from '../../../platform/errors.ts'
import { statusOf } from '../../../platform/http/problem.ts'
import { errorResult } from './result.ts'
import type { ToolOutcome } from './tool.ts'

/** A refusal in words, with what an agent can act on: fields, seconds to wait, and the request id. */
export function refusedOutcome(
  error: DomainError,
  place: Pick<ToolOutcome, 'endpoint' | 'method'>,
  requestId: string,
): ToolOutcome {
  const { code, detail } = describe(error)
  const waitMs = 'retryAfterMs' in error ? error.retryAfterMs : null
  return {
    result: errorResult({
      code,
      message: detail,
      ...(error.kind === 'invalid' && { errors: error.errors }),
      ...(typeof waitMs === 'number' && { retryAfterSeconds: Math.ceil(waitMs / 1000) }),
      requestId,
    }),
    ...place,
    ...statusOf(error),
    reason: reasonOf(error),
  }
}
