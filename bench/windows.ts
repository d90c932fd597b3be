/** One admitted call: when it was sent and when its answer arrived, ms. It was admitted in between. */
export type Admission = { sentAt: number; answeredAt: number }

/**
 * The most calls that a window of `lengthMs` certainly contains, wherever it starts: those sent and answered within it.
 * So a slow answer never makes a window look fuller than it was.
 */
export function maxInWindow(admissions: readonly Admission[], lengthMs: number): number {
  const sent = admissions.map(({ sentAt }) => sentAt).sort((a, b) => a - b)
  const byAnswer = [...admissions].sort((a, b) => a.answeredAt - b.answeredAt)
  let most = 0
  let from = 0
  for (const start of sent) {
    while ((byAnswer[from]?.answeredAt ?? Number.POSITIVE_INFINITY) < start) from++
    let held = 0
    for (let at = from; at < byAnswer.length; at++) {
      const one = byAnswer[at]
      if (!one || one.answeredAt > start + lengthMs) break
      if (one.sentAt >= start) held++
    }
    most = Math.max(most, held)
  }
  return most
}

/** How many calls were answered in each full window of `lengthMs` from `start` until `end`, ms. */
export function alignedWindows(
  admissions: readonly Admission[],
  lengthMs: number,
  start: number,
  end: number,
): number[] {
  const counts = new Array<number>(Math.floor((end - start) / lengthMs)).fill(0)
  for (const { answeredAt } of admissions) {
    const at = Math.floor((answeredAt - start) / lengthMs)
    if (at in counts) counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}
