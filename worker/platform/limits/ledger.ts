import type { CreditState } from './credits.ts'
import { type Limits, type Meter, newMeter, reserve, WINDOW_NAMES } from './meter.ts'
import { AHEAD_MS } from './sliding-window.ts'

/**
 * What stands in storage: the meter, and `ahead` calls that may be admitted after it without writing again. Whoever
 * restores it counts those as admitted at the latest moment they can be (a lease lives a little longer): so a crash never admits more
 * than the limit, and forfeits at most `ahead`.
 */
export type Saved = {
  meter: Meter
  ahead: number
  /** No lease granted since is good after this moment, ms since 1970. */
  leasedUntil: number
  /** What is left of the credits, less those that the calls ahead may cost. */
  credits?: CreditState | null
}

/** The largest number of calls ever written ahead. */
const MAX_AHEAD = 500

/**
 * How many calls to write ahead: with the one being written, a hundredth of the smallest limit. So a crash costs less
 * than 1 % of it, and nothing for limits under 200, which stay exact to the call.
 */
export function aheadFor(limits: Limits): number {
  const smallest = Math.min(...WINDOW_NAMES.map((name) => limits[name] ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(smallest)) return MAX_AHEAD
  return Math.max(0, Math.min(MAX_AHEAD, Math.floor(smallest / 100) - 1))
}

/** The meter as it must be taken to be at `now` (ms), after whoever kept it is gone. */
export function restore(saved: Saved | undefined, now: number): Meter {
  if (!saved) return newMeter()
  const meter = structuredClone(saved.meter)
  for (const name of WINDOW_NAMES) meter.windows[name].foreignUntil = meter.windows[name].last
  // They may have gone out as a lease in the last moment before.
  reserve(meter, saved.ahead, now, now + AHEAD_MS)
  return meter
}
