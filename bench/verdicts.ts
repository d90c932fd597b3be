import type { Calls, Waits } from './clients.ts'
import { alignedWindows, maxInWindow } from './windows.ts'

/** The limit of the key under load, in any window. */
export const LIMIT = 1000
/** At least this many are admitted in each full window with more demand. */
const LEAST = 980
export const WINDOW_MS = 60_000

/** A promise, whether it was kept, and what was measured. */
export type Verdict = { kept: boolean; promise: string; seen: string }

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const spoken = (number: number) => number.toLocaleString('en')

/** A summary of the run; `hops`: how often the isolates asked a guard. */
export function summaryOf(
  calls: readonly Calls[],
  waits: readonly Waits[],
  hops: number,
  isolates: number,
  minutes: number,
): string {
  const admitted = sum(calls.map((one) => one.admitted.length))
  const denied = sum(calls.map((one) => one.denied))
  const all = admitted + denied + sum(waits.map((one) => one.calls))
  return [
    `${isolates} isolates called one key of ${spoken(LIMIT)} a minute ${spoken(admitted + denied)} times in ${minutes} min:`,
    `${spoken(admitted)} were admitted, ${spoken(denied)} refused. Of all ${spoken(all)} calls, ${spoken(all - hops)} were admitted from leases.`,
  ].join('\n')
}

/** Checks calls that began at `start` and ended at `end`, ms. */
export function verdictsOn(calls: readonly Calls[], waits: readonly Waits[], start: number, end: number): Verdict[] {
  const admissions = calls.flatMap((one) => one.admitted)
  const most = maxInWindow(admissions, WINDOW_MS)
  const minutes = alignedWindows(admissions, WINDOW_MS, start, end)
  const refused = waits.flatMap((one) => one.refusedAfterWaiting)
  const waited = sum(waits.map((one) => one.waits))
  return [
    {
      kept: most <= LIMIT,
      promise: `no window of 60 s, wherever it starts, holds more than ${spoken(LIMIT)} admitted calls`,
      seen: `the fullest window held ${spoken(most)}`,
    },
    {
      kept: minutes.every((held) => held >= LEAST),
      promise: `each full minute holds at least ${LEAST}, as three times the limit is asked for`,
      seen: minutes.map(spoken).join(', '),
    },
    {
      // A run in which nobody had to wait proves nothing.
      kept: refused.length === 0 && waited > 0,
      promise: 'who waits exactly Retry-After gets in',
      seen: `${waited - refused.length} of ${waited} waits${refused.map((one) => `; ${one}`).join('')}`,
    },
  ]
}
