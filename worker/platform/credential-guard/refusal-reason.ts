import type { LogReason } from '../../../contract/outcomes.data.ts'
import { missingScopes } from '../../../contract/scopes.data.ts'
import type { GuardAnswer } from './guard-answer.ts'
import type { Ask } from './stored-policy.ts'

/** Maximum number of scopes that a log entry names. */
const MAX_SCOPES = 20

type Asked = Pick<Ask, 'scopes' | 'ip' | 'cost'>

/** What a refused call was missing, for the log; undefined if the code is the whole reason. */
export function refusalReason(answer: GuardAnswer, { scopes, ip, cost }: Asked): LogReason | undefined {
  switch (answer.code) {
    case 'scope_missing':
      return answer.key ? { missingScopes: missingScopes(answer.key.scopes, scopes).slice(0, MAX_SCOPES) } : undefined
    case 'ip_denied':
      return { address: ip }
    case 'rate_limited': {
      if (answer.byPlan) return answer.key ? { plan: answer.key.organization.plan } : undefined
      if (answer.byParent) {
        const { limit } = answer.byParent
        return { parent: true, ...(limit && { limit }), ...costOf(cost) }
      }
      // If several limits are reached, the one with the longest window: the caller has to wait for that one.
      const limit = answer.limits.findLast((one) => one.remaining < cost)?.window
      return limit && { limit, ...costOf(cost) }
    }
    case 'no_credits':
      if (answer.byParent) return { parent: true, ...costOf(cost) }
      return { credits: answer.credits ?? 0, ...costOf(cost) }
    default:
      return undefined
  }
}

const costOf = (cost: number) => (cost === 1 ? {} : { cost })
