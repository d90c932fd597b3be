import { advance, count, fitsAt, newWindow, nextReturn, type SlidingWindow, uncount } from './sliding-window.ts'

export const WINDOW_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
export type WindowName = keyof typeof WINDOW_MS
export const WINDOW_NAMES = ['minute', 'hour', 'day'] as const satisfies readonly WindowName[]

/** Calls allowed in any window of each length; null: not limited. */
export type Limits = Record<WindowName, number | null>

/**
 * The admitted calls in all three windows, limited or not, so that a limit set later also counts earlier calls. Plain
 * data, stored as it is.
 */
export type Meter = { clock: number; windows: Record<WindowName, SlidingWindow> }

export type Remaining = { window: WindowName; limit: number; remaining: number; resetMs: number }

/** Why a call does not fit. */
export type Denial = {
  /** The limits that are reached, longest wait first. */
  denied: WindowName[]
  /** After this many ms the same call fits if no other is admitted in the meantime; null: never. */
  retryAfterMs: number | null
}

export type Admission =
  | { admitted: true; remaining: Remaining[] }
  | ({ admitted: false; remaining: Remaining[] } & Denial)

/** An empty meter. `aheadMs`: how far in the future calls may be reserved. */
export function newMeter(aheadMs?: number): Meter {
  return {
    clock: 0,
    windows: {
      minute: newWindow(WINDOW_MS.minute, aheadMs),
      hour: newWindow(WINDOW_MS.hour, aheadMs),
      day: newWindow(WINDOW_MS.day, aheadMs),
    },
  }
}

/** Moves the meter to `now` (ms). If the clock went backwards, the meter's clock waits until it has caught up. */
function tick(meter: Meter, now: number): number {
  meter.clock = Math.max(meter.clock, now)
  for (const name of WINDOW_NAMES) advance(meter.windows[name], meter.clock)
  return meter.clock
}

function remainingOf(meter: Meter, limits: Limits, at: number): Remaining[] {
  const left: Remaining[] = []
  for (const name of WINDOW_NAMES) {
    const limit = limits[name]
    if (limit === null) continue
    const window = meter.windows[name]
    left.push({ window: name, limit, remaining: Math.max(0, limit - window.sum), resetMs: nextReturn(window, at) - at })
  }
  return left
}

/** The remaining limits at `now` (ms). Charges nothing. */
export function peek(meter: Meter, limits: Limits, now: number): Remaining[] {
  return remainingOf(meter, limits, tick(meter, now))
}

/** Admits `cost` calls at `now` (ms) in all windows, or in none: a refused call costs nothing. */
export function admit(meter: Meter, limits: Limits, cost: number, now: number): Admission {
  const denial = denialOf(meter, limits, cost, now)
  if (denial) return { admitted: false, ...denial, remaining: remainingOf(meter, limits, meter.clock) }
  charge(meter, cost, now)
  return { admitted: true, remaining: remainingOf(meter, limits, meter.clock) }
}

/** Why `cost` calls do not fit at `now` (ms); null if they do. Charges nothing. */
export function denialOf(meter: Meter, limits: Limits, cost: number, now: number): Denial | null {
  const at = tick(meter, now)
  let waits: { name: WindowName; until: number | null }[] | null = null
  for (const name of WINDOW_NAMES) {
    const limit = limits[name]
    if (limit === null || meter.windows[name].sum + cost <= limit) continue
    waits ??= []
    waits.push({ name, until: fitsAt(meter.windows[name], limit, cost, at) })
  }
  if (!waits) return null
  const never = waits.some((wait) => wait.until === null)
  waits.sort((a, b) => (b.until ?? Number.POSITIVE_INFINITY) - (a.until ?? Number.POSITIVE_INFINITY))
  return {
    denied: waits.map((wait) => wait.name),
    retryAfterMs: never ? null : Math.max(...waits.map((wait) => wait.until ?? at)) - now,
  }
}

/**
 * Counts `calls` that a lease gives out at `now` (ms) and that may happen until `until`: they count as if they all
 * happened then, at the latest possible time. The caller has checked that they fit.
 */
export function reserve(meter: Meter, calls: number, now: number, until: number): void {
  tick(meter, now)
  for (const name of WINDOW_NAMES) count(meter.windows[name], calls, until)
}

/**
 * Settles a lease: of `calls` counted at `until` (ms), `spent` happened, all before `now`. The rest is given back,
 * however late; a lease returned before its end counts at the time of return.
 */
export function settle(meter: Meter, lease: { calls: number; until: number }, spent: number, now: number): void {
  const at = tick(meter, now)
  const moved = at < lease.until
  for (const name of WINDOW_NAMES) {
    const window = meter.windows[name]
    uncount(window, moved ? lease.calls : lease.calls - spent, lease.until)
    if (moved) count(window, spent, at)
  }
}

/** Counts calls that were admitted already, whatever the limits are. */
export function charge(meter: Meter, cost: number, now: number): void {
  if (cost === 0) return
  const at = tick(meter, now)
  for (const name of WINDOW_NAMES) count(meter.windows[name], cost, at)
}
