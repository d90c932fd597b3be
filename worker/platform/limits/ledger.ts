import type { CreditState } from './credits.ts'
import { type Limits, type Meter, newMeter, reserve, WINDOW_NAMES } from './meter.ts'
import { AHEAD_MS } from './sliding-window.ts'

/**
 * The stored state: the meter, and `ahead` calls that may be admitted after it without another write. A restore counts
 * those as admitted at the latest possible time (a lease lives a little longer). So a crash never admits more than the
 * limit, and forfeits at most `ahead`.
 */
export type Saved = {
  meter: Meter
  ahead: number
  /** No lease granted since is valid after this time, ms since 1970. */
  leasedUntil: number
  /** The credits left, minus those that the calls ahead may cost. */
  credits?: CreditState | null
}

/** Maximum number of calls written ahead. */
const MAX_AHEAD = 500

/**
 * How many calls to write ahead: together with the current one, a hundredth of the smallest limit. So a crash costs
 * less than 1% of it, and nothing for limits under 200, which stay exact.
 */
export function aheadFor(limits: Limits): number {
  const smallest = Math.min(...WINDOW_NAMES.map((name) => limits[name] ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(smallest)) return MAX_AHEAD
  return Math.max(0, Math.min(MAX_AHEAD, Math.floor(smallest / 100) - 1))
}

/** The meter at `now` (ms) after its holder is gone. */
export function restore(saved: Saved | undefined, now: number): Meter {
  if (!saved) return newMeter()
  const meter = structuredClone(saved.meter)
  for (const name of WINDOW_NAMES) meter.windows[name].foreignUntil = meter.windows[name].last
  // They may have been given out as a lease at the last moment.
  reserve(meter, saved.ahead, now, now + AHEAD_MS)
  return meter
}
