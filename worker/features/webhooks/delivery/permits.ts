import type { Attempted, Opened } from './attempt.ts'
import type { GateAnswer, GateReport } from './gate-core.ts'

/** So many deliveries are claimed together at most. */
export const CHUNK = 50
/** What a lease outlasts the timeout by: waiting for a connection, reading the body, writing the outcome. */
const LEASE_MARGIN_MS = 12_000

export type Permit = GateAnswer['permits'][number]

/** How many deliveries are claimed together: no more than may fail in a row. */
export const chunkOf = ({ disableAfterFailures }: Opened): number => Math.min(CHUNK, disableAfterFailures ?? CHUNK)

/** How long a delivery is claimed for, ms. */
export const leaseMsOf = ({ timeoutSeconds }: Opened): number => timeoutSeconds * 1000 + LEASE_MARGIN_MS

export const callerOf = ({ organizationId, id, timeoutSeconds }: Opened, proven: boolean) => ({
  organizationId,
  webhookId: id,
  proven,
  timeoutSeconds,
})

export const unusedReport = ({ id }: Permit): GateReport => ({ permit: id, result: 'unused', durationMs: 0 })

export const reportOf = ({ id }: Permit, { outcome, unreachable }: Attempted): GateReport => ({
  permit: id,
  result: unreachable ? 'unreachable' : 'answered',
  durationMs: outcome.durationMs,
  sentAt: outcome.startedAt,
})
