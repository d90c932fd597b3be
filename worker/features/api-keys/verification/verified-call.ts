import type { Verdict, VerdictCode, VerifyApiKey } from '../../../../contract/api-keys.ts'
import type { ProblemCode } from '../../../../contract/outcomes.data.ts'
import type { GuardAnswer, KeyFacts } from '../../../platform/credential-guard/guard-answer.ts'
import { refusalReason } from '../../../platform/credential-guard/refusal-reason.ts'
import { nearest } from '../../../platform/limits/nearest.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import type { VerifiedCall } from '../../../platform/request-log/log-call.ts'
import { type AskedAt, endClientOf } from './end-client.ts'

type Refused = { status: number; outcome: ProblemCode; type: 'api_call' | 'auth' }

/**
 * Status and error that the entry of a refused key shows: what our own API would have answered to a call with it. If
 * the secret is right and only this call is refused, it is logged as a call; otherwise as an authentication attempt.
 */
const REFUSED: Record<Exclude<Verdict['code'], 'ok'>, Refused> = {
  malformed: { status: 401, outcome: 'credential_malformed', type: 'auth' },
  unknown: { status: 401, outcome: 'credential_unknown', type: 'auth' },
  revoked: { status: 401, outcome: 'key_revoked', type: 'auth' },
  disabled: { status: 401, outcome: 'key_disabled', type: 'auth' },
  expired: { status: 401, outcome: 'key_expired', type: 'auth' },
  ip_denied: { status: 403, outcome: 'ip_denied', type: 'auth' },
  scope_missing: { status: 403, outcome: 'scope_missing', type: 'api_call' },
  rate_limited: { status: 429, outcome: 'rate_limited', type: 'api_call' },
  no_credits: { status: 429, outcome: 'no_credits', type: 'api_call' },
}

/** The log entry of the end client's call for which a key was verified: it counts as a call of that key. */
export function verifiedCall(
  input: VerifyApiKey,
  code: VerdictCode,
  { key, organizationId, answer }: { key: KeyFacts; organizationId: string; answer: GuardAnswer },
  askedAt: AskedAt,
): VerifiedCall {
  const refused = code === 'ok' ? null : REFUSED[code]
  const reason = refused && refusalReason(answer, { scopes: input.scopes, ip: input.ip ?? null, cost: input.cost })
  return {
    organizationId,
    type: refused?.type ?? 'api_call',
    environment: key.environment,
    // An access token counts for its app.
    ...(key.keyId.startsWith('gnt_') ? { keyId: null, appId: key.above?.[0] ?? null } : { keyId: key.keyId }),
    ...endClientOf(input, askedAt),
    status: refused?.status ?? 200,
    previousSecret: answer.previousSecret,
    near: nearest(limitStates(answer.limits)),
    outcome: refused?.outcome,
    reason: reason ? JSON.stringify(reason) : undefined,
  }
}
