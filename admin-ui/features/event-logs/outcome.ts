import type { LogEntry } from '../../../client/src/generated.ts'
import { outcomeWords } from './outcome-words.ts'

type Ended = Pick<LogEntry, 'outcome' | 'reason'>

/** How a call ended, in words, with what was missing: `Missing scope: users:read`. */
export function outcomeText({ outcome, reason }: Ended): string {
  const t = outcomeWords()
  if (!outcome) return t.notKept
  // A code that this version does not know: the words of the API are better than none.
  const words = t.outcomes[outcome] ?? outcome.replaceAll('_', ' ')
  const missing = missingText(reason)
  return missing ? `${words}: ${missing}` : words
}

function missingText(reason: LogEntry['reason']): string {
  if (!reason) return ''
  const t = outcomeWords()
  const { missingScopes, limit, plan, credits, cost, address, environment, fields, methods } = reason
  if (missingScopes) return missingScopes.join(', ')
  if (limit) return t.windows[limit]
  if (plan !== undefined) return t.plan(plan)
  if (credits !== undefined) return cost === undefined && credits === 0 ? '' : t.credits(credits, cost ?? 1)
  if (address !== undefined) return address ?? t.noAddress
  if (environment) return t.environments[environment]
  return (fields ?? methods ?? []).join(', ')
}
