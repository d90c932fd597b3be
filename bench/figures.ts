/** The results of one round of load for one variant. */
export type Round = {
  /** Answers with the expected status. */
  calls: number
  seconds: number
  /** CPU of the runtime during the round, s; null if the system does not report it. */
  cpuSeconds: number | null
  /** CPU of the runtime after the round, until its remaining work was done, s. */
  drainSeconds: number
  /** From the first byte sent to the last byte read of each call, ms, sorted. */
  latencies: Float64Array
  /** The part of the time in which the load generator itself was busy, 0 to 1. */
  generatorBusy: number
}

/** The figures of a variant over all rounds; rates are medians, in calls per second. */
export type Summary = {
  answered: number
  /** Like `answered`, with the remaining work (log rows to be written) counted as part of the round. */
  sustained: number
  p50Ms: number
  p99Ms: number
  cpuSecondsPer1000: number | null
  calls: number
  generatorBusy: number
}

/** The median of some values, the mean of the middle two for an even number; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const high = sorted[sorted.length >> 1] ?? Number.NaN
  const low = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  return (low + high) / 2
}

/** The value at or below which the part `q` (0 to 1) of sorted values is; NaN for none. */
export function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

/** Answered calls per second of a round. */
export const answeredRate = (round: Round): number => round.calls / round.seconds

/** Calls per second that the system could sustain: the remaining work of the round is included. */
export const sustainedRate = (round: Round): number => round.calls / (round.seconds + round.drainSeconds)

export function summarize(rounds: readonly Round[]): Summary {
  const latencies = Float64Array.from(rounds.flatMap((round) => [...round.latencies])).sort()
  const calls = rounds.reduce((sum, round) => sum + round.calls, 0)
  return {
    answered: median(rounds.map(answeredRate)),
    sustained: median(rounds.map(sustainedRate)),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    cpuSecondsPer1000: cpuPer1000(rounds, calls),
    calls,
    generatorBusy: Math.max(...rounds.map((round) => round.generatorBusy)),
  }
}

function cpuPer1000(rounds: readonly Round[], calls: number): number | null {
  let total = 0
  for (const { cpuSeconds, drainSeconds } of rounds) {
    if (cpuSeconds === null) return null
    total += cpuSeconds + drainSeconds
  }
  return calls === 0 ? null : (total / calls) * 1000
}

/**
 * The speed of one variant relative to another: the median over rounds of the ratio within the round. So anything that
 * slows the machine for a while slows both.
 */
export function pairedRatio(
  ours: readonly Round[],
  baseline: readonly Round[],
  rate: (round: Round) => number = answeredRate,
): number {
  return median(ours.flatMap((round, index) => (baseline[index] ? [rate(round) / answeredRate(baseline[index])] : [])))
}
