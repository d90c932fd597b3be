import { alertRow } from '../../../platform/alerts/raise.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { readTarget } from '../../event-logs/ingest/refusals.ts'
import { type Burst, burstsOf, type Caller } from './bursts.ts'
import { countedCallers, deleteAlertedCounters, deleteExpiredCounters, isAnythingCounted } from './counter-store.ts'

/** Callers read per run; those with the most calls come first. */
const CALLERS = 5000
/** Alerts per run, two statements each; the run of the next minute raises the rest. */
const ALERTS = 50

/**
 * Raises alerts about callers that were refused more often than the rule of their organization allows. The same
 * transaction deletes the counters that the alerts cover, so a continuing burst raises another alert only after as many
 * new calls. A run without counted calls reads one row and writes nothing.
 */
export const detectBursts: Job<'told'> = {
  name: 'tell-bursts',
  phase: 'detect',
  every: 'minute',
  figures: { told: ['alert raised', 'alerts raised'] },
  hasWork: ({ db }) => isAnythingCounted(db),
  run: async ({ db, now }) => {
    const counted = await countedCallers(db, now, CALLERS)
    const callers: Caller[] = counted.map((one) => ({ ...one, ...readTarget(one.targetId) }))
    const groups = Map.groupBy(callers, ({ organizationId, kind }) => `${organizationId} ${kind}`)
    const bursts = [...groups.values()].flatMap(burstsOf).slice(0, ALERTS)
    await runBatchCounting(db, [...bursts.flatMap((burst) => statementsOf(burst, now)), deleteExpiredCounters(now)])
    return { cursor: null, result: { told: bursts.length } }
  },
}

const statementsOf = ({ alert, last, targetIds }: Burst, now: number): Statement[] => [
  alertRow(alert, now),
  deleteAlertedCounters({ organizationId: alert.organizationId, kind: alert.kind, last }, targetIds),
]
