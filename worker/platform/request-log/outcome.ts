import type { LogReason } from '../../../contract/outcomes.ts'

type Stored = { status: number; outcome?: string | null | undefined; reason?: string | null | undefined }

/**
 * How a call ended, as it is shown: `ok`, or the code of what went wrong. Null for an entry of a failed call from before
 * outcomes were kept. Only failures are stored: of a success there is nothing to say.
 */
export const outcomeOf = ({ status, outcome, reason }: Stored) => ({
  outcome: outcome ?? (status < 400 ? 'ok' : null),
  reason: reason ? (JSON.parse(reason) as LogReason) : null,
})
