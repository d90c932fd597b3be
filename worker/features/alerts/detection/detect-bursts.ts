import { alertRow } from '../../../platform/alerts/raise.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { readTarget } from '../../event-logs/ingest/refusals.ts'
import { type Burst, burstsOf, type Caller } from './bursts.ts'
import { countedCallers, forgetOld, forgetTold, isAnythingCounted } from './counter-store.ts'

/** Callers read by one run; those with most calls come first. */
const CALLERS = 5000
/** Alerts of one run, two statements each; the next minute tells of the others. */
const ALERTS = 50

/**
 * Tells of callers that were refused more often than the rule of their organization bears, and forgets in the same
 * transaction what it told: a burst that goes on comes up again when as many calls came anew. In quiet minutes it reads
 * one row and writes nothing.
 */
export const detectBursts: Job<'told'> = {
  name: 'tell-bursts',
  phase: 'detect',
  every: 'minute',
  figures: { told: ['alert told', 'alerts told'] },
  hasWork: ({ db }) => isAnythingCounted(db),
  run: async ({ db, now }) => {
    const counted = await countedCallers(db, now, CALLERS)
    const callers: Caller[] = counted.map((one) => ({ ...one, ...readTarget(one.targetId) }))
    const apart = Map.groupBy(callers, ({ organizationId, kind }) => `${organizationId} ${kind}`)
    const bursts = [...apart.values()].flatMap(burstsOf).slice(0, ALERTS)
    await runBatchCounting(db, [...bursts.flatMap((burst) => statementsOf(burst, now)), forgetOld(now)])
    return { cursor: null, result: { told: bursts.length } }
  },
}

const statementsOf = ({ alert, last, targetIds }: Burst, now: number): Statement[] => [
  alertRow(alert, now),
  forgetTold({ organizationId: alert.organizationId, kind: alert.kind, last }, targetIds),
]
