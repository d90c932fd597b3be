import { advance, count, fitsAt, newWindow, nextReturn, type SlidingWindow, uncount } from './sliding-window.ts'

export const WINDOW_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
export type WindowName = keyof typeof WINDOW_MS
export const WINDOW_NAMES = ['minute', 'hour', 'day'] as const satisfies readonly WindowName[]

/** Calls allowed in any window of each length; null: not limited. */
export type Limits = Record<WindowName, number | null>

/**
 * What has been admitted, in all three windows at once, limited or not: so a limit set later counts from what was.
 * Plain data: it is stored as it stands.
 */
export type Meter = { clock: number; windows: Record<WindowName, SlidingWindow> }

export type Remaining = { window: WindowName; limit: number; remaining: number; resetMs: number }

/** Why a call does not fit. */
export type Denial = {
  /** The limits that stand in the way, the longest wait first. */
  denied: WindowName[]
  /** After this many ms the same call fits if no other is admitted meanwhile; null: it never will. */
  retryAfterMs: number | null
}

export type Admission =
  | { admitted: true; remaining: Remaining[] }
  | ({ admitted: false; remaining: Remaining[] } & Denial)

/** A meter that has counted nothing. `aheadMs`: how far ahead of now calls may be reserved. */
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

/** Moves the meter to `now` (ms); a clock that went backwards stands still until it has caught up. */
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

/** What is left at `now` (ms), without charging anything. */
export function peek(meter: Meter, limits: Limits, now: number): Remaining[] {
  return remainingOf(meter, limits, tick(meter, now))
}

/** Admits `cost` calls at `now` (ms) in every window together, or in none: a denied call costs nothing. */
export function admit(meter: Meter, limits: Limits, cost: number, now: number): Admission {
  const denial = judge(meter, limits, cost, now)
  if (denial) return { admitted: false, ...denial, remaining: remainingOf(meter, limits, meter.clock) }
  charge(meter, cost, now)
  return { admitted: true, remaining: remainingOf(meter, limits, meter.clock) }
}

/** Why `cost` calls do not fit at `now` (ms), charging nothing; null when they do. */
export function judge(meter: Meter, limits: Limits, cost: number, now: number): Denial | null {
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
 * Counts `calls` that a lease hands out at `now` (ms) and that may happen until `until`: they count as if they all
 * happened then, the latest they can. The caller has made sure that they fit.
 */
export function reserve(meter: Meter, calls: number, now: number, until: number): void {
  tick(meter, now)
  for (const name of WINDOW_NAMES) count(meter.windows[name], calls, until)
}

/**
 * What became of a lease: of `calls` counted at `until` (ms), `spent` happened, all of them before `now`.
 * The rest is given back, however late; a lease handed back before its end counts at the moment it comes back.
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

/** Counts calls that were admitted already, whatever the limits say. */
export function charge(meter: Meter, cost: number, now: number): void {
  if (cost === 0) return
  const at = tick(meter, now)
  for (const name of WINDOW_NAMES) count(meter.windows[name], cost, at)
}
