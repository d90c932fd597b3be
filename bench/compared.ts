import { cpuSeconds, untilQuiet } from './cpu.ts'
import { median } from './figures.ts'
import type { Stage } from './stage.ts'

/** How long to wait for the remaining work of a round, ms. */
export const DRAIN_MS = 6000

/** Calls a second, and CPU of the runtime per call, ms; null if the system does not report it. */
export type Rate = { perSecond: number; cpuMs: number | null }

/** The rate of some work, and the CPU of the process until all work that follows from it is done. */
export async function measureRate(
  pid: Stage['pid'],
  work: () => Promise<{ calls: number; seconds: number }>,
): Promise<Rate> {
  const before = cpuSeconds(pid)
  const { calls, seconds } = await work()
  await untilQuiet(pid, true, DRAIN_MS)
  const after = cpuSeconds(pid)
  return {
    perSecond: calls / seconds,
    cpuMs: before === null || after === null ? null : ((after - before) / calls) * 1000,
  }
}

/** One round of two variants that took turns. */
export type Turn = { ours: Rate; bare: Rate }

const ratioOf = ({ ours, bare }: Turn): number => ours.perSecond / bare.perSecond

/** A round in one line: `1015 incoming/s, 2064 bare/s, ratio 0.49`. */
export const turnText = (turn: Turn, names: { ours: string; bare: string }): string =>
  `${Math.round(turn.ours.perSecond)} ${names.ours}/s, ${Math.round(turn.bare.perSecond)} ${names.bare}/s, ratio ${ratioOf(turn).toFixed(2)}`

/** Prints the median rates of both variants and their ratio. Returns 0 if the median ratio reaches the target, else 1. */
export function reportTurns(
  title: string,
  turns: readonly Turn[],
  names: { ours: string; bare: string },
  target: number,
): number {
  const ratio = median(turns.map(ratioOf))
  const met = ratio >= target
  const line = (name: string, rates: readonly Rate[]) => {
    const cpu = median(rates.flatMap(({ cpuMs }) => (cpuMs === null ? [] : [cpuMs])))
    const each = Number.isNaN(cpu) ? '' : `, ${cpu.toFixed(2)} ms of CPU each`
    return `  ${name.padEnd(14)} ${Math.round(median(rates.map((one) => one.perSecond)))} a second${each}`
  }
  console.log(
    [
      '',
      title,
      line(
        names.ours,
        turns.map((one) => one.ours),
      ),
      line(
        names.bare,
        turns.map((one) => one.bare),
      ),
      `  ratio          ${ratio.toFixed(2)}, ${target} wanted: ${met ? 'met' : 'NOT MET'}`,
    ].join('\n'),
  )
  return met ? 0 : 1
}
