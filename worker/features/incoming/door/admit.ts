import type { GuardAnswer } from '../../../platform/credential-guard/guard-answer.ts'
import { refusalReason } from '../../../platform/credential-guard/refusal-reason.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { DomainError } from '../../../platform/errors.ts'
import { askGuard, guardName } from '../token/incoming-guard.ts'
import { readToken } from '../token/token.ts'

/** The answer of the guard of a token, and the environment in the token. */
export type Admission = { answer: GuardAnswer; environment: 'live' | 'test' }

/** Asks the guard of a token about a call, which is charged. Null for a token that is made up: it costs no query and no object call. */
export async function admit(deps: Deps, text: string, ip: string | null): Promise<Admission | null> {
  const token = readToken(text, deps.config.peppers)
  if (!token) return null
  const answer = await askGuard(deps.guards, guardName(token.reference), {
    hash: token.hash,
    pepperVersion: token.pepperVersion,
    scopes: [],
    ip,
    cost: 1,
    explain: false,
    organizationId: null,
  })
  return { answer, environment: token.environment }
}

/** Why a guard does not admit a call: a token that was replaced or deleted is as unknown as a made-up one. */
export function refusalOf(answer: GuardAnswer): DomainError {
  switch (answer.code) {
    case 'disabled':
      return { kind: 'conflict', code: 'incoming_paused', detail: 'This URL is paused. Send it again later.' }
    case 'rate_limited': {
      const reason = refusalReason(answer, { scopes: [], ip: null, cost: 1 })
      const detail = answer.byPlan
        ? `The limit of the organization's plan (${answer.key?.organization.plan}) is reached.`
        : 'The limit of this URL is reached.'
      return { kind: 'rate_limited', detail, retryAfterMs: answer.retryAfterMs, ...(reason && { reason }) }
    }
    case 'unavailable':
    case 'ok':
      return { kind: 'unavailable', code: 'guard_unavailable', detail: 'The token could not be checked. Try again.' }
    default:
      return { kind: 'not_found', what: 'Incoming webhook' }
  }
}
