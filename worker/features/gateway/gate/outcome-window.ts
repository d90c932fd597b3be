/** Over which time the share of failures is judged, ms. */
export const WINDOW_MS = 30_000
/** Outcomes are counted in parts of this length, ms. */
const SLOT_MS = 3000

/** The outcomes of the last WINDOW_MS, oldest first: the start of a part (ms), and how often the upstream answered or failed in it. */
export type OutcomeWindow = { at: number; answered: number; failed: number }[]

/** Removes what is older than WINDOW_MS at `now` (ms). */
export function forgetOld(window: OutcomeWindow, now: number): void {
  while (window[0] && window[0].at + SLOT_MS + WINDOW_MS <= now) window.shift()
}

/** Counts outcomes at `at` (ms), which may be before others that were counted already. */
export function addOutcomes(window: OutcomeWindow, at: number, { answered = 0, failed = 0 }): void {
  const start = Math.floor(at / SLOT_MS) * SLOT_MS
  const index = window.findIndex((slot) => slot.at >= start)
  const found = window[index]
  if (found?.at === start) {
    found.answered += answered
    found.failed += failed
  } else window.splice(index === -1 ? window.length : index, 0, { at: start, answered, failed })
}

/** How often the upstream answered and failed in all parts together. */
export function totalOf(window: OutcomeWindow): { answered: number; failed: number } {
  let answered = 0
  let failed = 0
  for (const slot of window) {
    answered += slot.answered
    failed += slot.failed
  }
  return { answered, failed }
}
