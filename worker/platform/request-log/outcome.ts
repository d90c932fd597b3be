import type { LogReason } from '../../../contract/outcomes.data.ts'

type Stored = { status: number; outcome?: string | null | undefined; reason?: string | null | undefined }

/**
 * The outcome of a call as it is shown: `ok`, or the code of the error. Null for a failed call from before outcomes
 * were stored. Only failures are stored.
 */
export const outcomeOf = ({ status, outcome, reason }: Stored) => ({
  outcome: outcome ?? (status < 400 ? 'ok' : null),
  reason: reason ? (JSON.parse(reason) as LogReason) : null,
})
