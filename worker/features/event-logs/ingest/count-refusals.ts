import { addToCounters, type CountedCalls } from '../../../platform/alerts/counter-store.ts'
import type { Statement } from '../../../platform/db/client.ts'
import { minuteOf } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { refusalCounterOf } from './refusals.ts'

/** Maximum number of callers counted per batch, those with the most calls first. It bounds the cost of a flood. */
const CALLERS = 100

/**
 * The statements that count the refused calls of a batch by caller and minute, for alerts; none if no call was refused.
 */
export function countRefusals(entries: readonly LogRecord[]): Statement[] {
  const counted = new Map<string, CountedCalls>()
  for (const entry of entries) {
    const refused = refusalCounterOf(entry)
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
