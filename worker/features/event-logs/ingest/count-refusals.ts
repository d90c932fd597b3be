import { addToCounters, type CountedCalls } from '../../../platform/alerts/counter-store.ts'
import type { Statement } from '../../../platform/db/client.ts'
import { minuteOf } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { refusedAs } from './refusals.ts'

/** At most this many callers of one batch are counted, those with the most calls first: it bounds the cost of a flood. */
const CALLERS = 100

/** Counts the refused calls of a batch by caller and minute, for the alerts. No statement where there are none. */
export function countRefusals(entries: readonly LogRecord[]): Statement[] {
  const counted = new Map<string, CountedCalls>()
  for (const entry of entries) {
    const refused = refusedAs(entry)
    if (!refused) continue
    const minute = minuteOf(entry.time)
    const caller = [entry.organizationId, refused.kind, refused.target, minute].join('\n')
    const known = counted.get(caller)
    if (known) known.calls++
    else counted.set(caller, { organizationId: entry.organizationId, ...refused, minute, calls: 1 })
  }
  if (counted.size === 0) return []
  return [addToCounters([...counted.values()].sort((a, b) => b.calls - a.calls).slice(0, CALLERS))]
}
