import type { KeysByDay } from '../../../../contract/api-keys.ts'
import type { Deps } from '../../../platform/deps.ts'
import { dayAndHourIn, lastDaysIn } from '../../../platform/lib/time/zone.ts'
import { type ChosenKeys, readCallsByDay } from '../rollups/key-usage-store.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'

/**
 * The calls of some keys on each of the last `days` days in the organization's time zone, including today.
 */
export async function callsByDay(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  organizationId: string,
  keys: ChosenKeys,
  days: number,
): Promise<KeysByDay> {
  const timeZone = await findTimeZone(db, organizationId)
  const { from, list } = lastDaysIn(timeZone, now, days)
  const calls = new Map<string, number[]>()
  for (const { id, day, calls: count } of await readCallsByDay(db, keys, from)) {
    const ofKey = calls.get(id) ?? list.map(() => 0)
    calls.set(id, ofKey)
    const index = day === null ? -1 : list.indexOf(dayAndHourIn(timeZone, day).day)
    if (index >= 0) ofKey[index] = (ofKey[index] ?? 0) + count
  }
  return { timeZone, days: list, data: [...calls].map(([id, ofKey]) => ({ id, calls: ofKey })) }
}
