import type { AttemptResult, DecryptedSender } from './attempt.ts'
import type { GateAnswer, GateReport } from './endpoint-gate/gate-core.ts'

/** Maximum number of deliveries that are claimed together. */
export const CHUNK = 50
/** How much longer a lease is than the timeout: for waiting for a connection, reading the body, writing the outcome. */
const LEASE_MARGIN_MS = 12_000

export type Permit = GateAnswer['permits'][number]

/** How many deliveries are claimed together: no more than the number of failures that disables the webhook. */
export const chunkOf = ({ disableAfterFailures }: DecryptedSender): number =>
  Math.min(CHUNK, disableAfterFailures ?? CHUNK)

/** The lease of a delivery, ms. */
export const leaseMsOf = ({ timeoutSeconds }: DecryptedSender): number => timeoutSeconds * 1000 + LEASE_MARGIN_MS

export const callerOf = ({ organizationId, id, timeoutSeconds }: DecryptedSender, proven: boolean) => ({
  organizationId,
  webhookId: id,
  proven,
  timeoutSeconds,
})

export const unusedReport = ({ id }: Permit): GateReport => ({ permit: id, result: 'unused', durationMs: 0 })

export const reportOf = ({ id }: Permit, { outcome, unreachable, holdMs }: AttemptResult): GateReport => ({
  permit: id,
  result: unreachable ? 'unreachable' : 'answered',
  durationMs: outcome.durationMs,
  sentAt: outcome.startedAt,
  ...(holdMs > 0 && { holdMs }),
})
