import { reportError } from '../../../../platform/lib/report.ts'
import type { QueueName } from '../queue/delivery-ref.ts'
import type { EndpointGate } from './endpoint-gate-object.ts'
import type { GateAnswer, GatePolicy, GateReport } from './gate-core.ts'

export type Gates = DurableObjectNamespace<EndpointGate>

/** Delay before asking again if the gate cannot be reached. */
const RETRY_DELAY_MS = 5000

const gateOf = (gates: Gates, webhookId: string) => gates.get(gates.idFromName(webhookId))

/** Asks a webhook's gate for `count` permits. If the gate cannot be reached, there are none and nothing is sent. */
export async function askGate(
  gates: Gates,
  webhookId: string,
  policy: GatePolicy,
  count: number,
  leaseMs: number,
  queue: QueueName,
): Promise<Required<GateAnswer>> {
  try {
    return { pace: 'quick', others: 0, ...(await gateOf(gates, webhookId).ask(policy, count, leaseMs, queue)) }
  } catch (error) {
    reportError('endpoint gate did not answer', error)
    return { permits: [], others: 0, laterMs: new Array<number>(count).fill(RETRY_DELAY_MS), pace: 'quick' }
  }
}

/**
 * Reports to a webhook's gate that a call has been open for longer than a second. An object of an earlier version does
 * not have this method.
 */
export async function reportSlow(gates: Gates, webhookId: string, permit: number): Promise<void> {
  try {
    await gateOf(gates, webhookId).slow(permit)
  } catch (error) {
    reportError('endpoint gate was not told of a slow call', error)
  }
}

/** Returns permits. A report that does not arrive does no harm, because permits expire. */
export async function reportToGate(gates: Gates, webhookId: string, reports: GateReport[]): Promise<void> {
  if (reports.length === 0) return
  try {
    await gateOf(gates, webhookId).done(reports)
  } catch (error) {
    reportError('endpoint gate took no report', error)
  }
}
