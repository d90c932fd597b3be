import { m } from '../messages/index.ts'
import { asTitle, causeText, deliveredText, failedText, retryingText } from './delivery-outcome.ts'
import { callOutcomeText, type Ended } from './outcome.ts'

/** The outcome of any entry of the log in a few words, the cause first. */
export const outcomeText = (entry: Ended): string =>
  entry.type === 'webhook' ? attemptText(entry) : callOutcomeText(entry)

/**
 * The outcome of one attempt to deliver, with what followed from it at that time. Attempts that were logged before this
 * was recorded have their cause only.
 */
function attemptText({ outcome, reason, status, durationMs }: Ended): string {
  if (!outcome) return m.outcomes_not_recorded()
  const { attempt = 1, attemptsLeft, retryAt } = reason ?? {}
  if (outcome === 'ok') return deliveredText(attempt)
  const cause = causeText({ kind: outcome, status, durationMs })
  if (retryAt === undefined) return asTitle(cause)
  return retryAt === null ? failedText(cause, attempt > 1 && attemptsLeft === 0) : retryingText(cause)
}
