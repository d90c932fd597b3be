import type { LogEntry } from '../../client/src/generated.ts'
import { m } from '../messages/index.ts'

export type Ended = Pick<LogEntry, 'type' | 'endpoint' | 'status' | 'durationMs' | 'outcome' | 'reason'>

/** The outcome of a call or a sign-in in a few words, the cause first: "Rate limited: minute", "Missing scope users:read". */
export function callOutcomeText(entry: Ended): string {
  const { type, endpoint, status, outcome } = entry
  if (!outcome) return m.outcomes_not_recorded()
  if (outcome === 'ok') {
    if (type === 'auth' && endpoint.includes('/sign-in')) return m.outcomes_signed_in()
    return status === 201 ? m.outcomes_created() : m.outcomes_outcome_name({ outcome })
  }
  return withCause(entry.reason, outcomeName(outcome))
}

/** The name of an outcome. A code that this version does not know is shown as it is. */
export function outcomeName(outcome: string): string {
  const name = m.outcomes_outcome_name({ outcome })
  return name === outcome ? outcome.replaceAll('_', ' ') : name
}

/** Names the first thing that was missing; the details of the entry name all. */
function withCause(reason: LogEntry['reason'], name: string): string {
  if (!reason) return name
  const { missingScopes, limit, plan, credits, cost, fields, upstreamStatus, waitedSeconds } = reason
  if (missingScopes) return `${name} ${firstOf(missingScopes)}`
  if (limit) return `${name}: ${m.outcomes_window_name({ window: limit })}`
  if (plan !== undefined) return `${name}: ${m.outcomes_plan()}`
  if (credits) return m.outcomes_credits({ left: credits, cost: cost ?? 1 })
  if (upstreamStatus) return m.outcomes_upstream_answered({ status: upstreamStatus })
  if (waitedSeconds) return `${name}, ${m.time_seconds({ count: waitedSeconds })}`
  if (fields?.length) return `${name}: ${firstOf(fields)}`
  return name
}

const firstOf = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} +${others.length}`

/** What a delivery ends with if no server has answered. */
const UNANSWERED = new Set(['timeout', 'connection', 'blocked', 'transform', 'interrupted', 'filter', 'secrets'])

/**
 * Whether the status of an entry was sent by a server. A delivery without an answer is logged with the status that a
 * gateway would answer.
 */
export const isAnswered = ({ type, status, outcome }: Pick<LogEntry, 'type' | 'status' | 'outcome'>): boolean =>
  status >= 100 && !(type === 'webhook' && outcome !== null && UNANSWERED.has(outcome))
