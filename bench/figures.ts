/** What one round of load against one contestant gave. */
export type Round = {
  /** Answers with the expected status. */
  calls: number
  seconds: number
  /** CPU of the runtime during the round, s; null where the system does not tell. */
  cpuSeconds: number | null
  /** CPU of the runtime after the round, until the work it had left behind was done, s. */
  drainSeconds: number
  /** From the first byte sent to the last byte read of each call, ms, sorted. */
  latencies: Float64Array
  /** The part of the time in which the load generator itself was busy, 0 to 1. */
  generatorBusy: number
}

/** A contestant's figures over all rounds; rates are medians, in calls per second. */
export type Summary = {
  answered: number
  /** As `answered`, with the work left behind (log rows to be written) counted as part of the round. */
  sustained: number
  p50Ms: number
  p99Ms: number
  cpuSecondsPer1000: number | null
  calls: number
  generatorBusy: number
}

/** The middle of some values, the mean of the two middle ones of an even number; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const high = sorted[sorted.length >> 1] ?? Number.NaN
  const low = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  return (low + high) / 2
}

/** The value at or below which the part `q` (0 to 1) of sorted values lies; NaN of none. */
export function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

/** Calls per second that were answered in a round. */
export const answeredRate = (round: Round): number => round.calls / round.seconds

/** Calls per second that a round could have gone on with for ever: it pays for what it left to be done. */
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
 * How fast one contestant is beside another: the median over rounds of the ratio within the round, so that whatever
 * slows the machine for a while slows both sides of it.
 */
export function pairedRatio(
  ours: readonly Round[],
  floor: readonly Round[],
  rate: (round: Round) => number = answeredRate,
): number {
  return median(ours.flatMap((round, index) => (floor[index] ? [rate(round) / answeredRate(floor[index])] : [])))
}
