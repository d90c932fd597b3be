import { cpus, platform } from 'node:os'
import { answeredRate, pairedRatio, type Round, type Summary, summarize, sustainedRate } from './figures.ts'
import type { Contestant } from './run.ts'

/** The share of the one-hop floor that verified calls must reach. */
const NEEDED = 0.7

export type Report = {
  at: string
  machine: { cores: number; model: string; platform: string; node: string; runtime: string }
  load: { connections: number; rounds: number; roundMs: number }
  contestants: Partial<Record<Contestant, Summary>>
  /** Verified calls per second beside each floor, paired within the rounds. */
  ratios: { hop: number; hmac: number; bare: number; read: number; sustainedHop: number; unloggedHop: number }
  /** Calls per second of the runtime's CPU time, beside the one-hop floor: what other programs run hardly moves it. */
  cpuHop: number | null
  /** Verified calls per second of a key whose every call asks its guard, beside the one-hop floor. */
  strictHop: number
  needed: number
}

const TITLES: Record<Contestant, string> = {
  bare: 'bare response',
  hmac: 'one HMAC-SHA-256',
  hop: 'one object call (hop)',
  read: 'one D1 read',
  verified: 'verified: GET /api/v1/me',
  unlogged: '  its log not written to D1',
  strict: '  a strict key, a hop each',
}
const ORDER: Contestant[] = ['bare', 'hmac', 'hop', 'read', 'verified', 'unlogged', 'strict']

/** Figures of a whole run. */
export function reportOf(measured: ReadonlyMap<Contestant, Round[]>, load: Report['load'], runtime: string): Report {
  const of = (name: Contestant) => measured.get(name) ?? []
  const beside = (floor: Contestant) => pairedRatio(of('verified'), of(floor))
  const [cpu] = cpus()
  return {
    at: new Date().toISOString(),
    machine: {
      cores: cpus().length,
      model: cpu?.model ?? 'unknown',
      platform: platform(),
      node: process.versions.node,
      runtime,
    },
    load,
    contestants: Object.fromEntries([...measured].map(([name, rounds]) => [name, summarize(rounds)])),
    ratios: {
      hop: beside('hop'),
      hmac: beside('hmac'),
      bare: beside('bare'),
      read: beside('read'),
      sustainedHop: pairedRatio(of('verified'), of('hop'), sustainedRate),
      unloggedHop: pairedRatio(of('unlogged'), of('hop'), answeredRate),
    },
    cpuHop: cpuRatio(of('verified'), of('hop')),
    strictHop: pairedRatio(of('strict'), of('hop')),
    needed: NEEDED,
  }
}

function cpuRatio(ours: readonly Round[], floor: readonly Round[]): number | null {
  const [mine, least] = [summarize(ours).cpuSecondsPer1000, summarize(floor).cpuSecondsPer1000]
  return mine === null || least === null ? null : least / mine
}

/** Whether verified calls are as fast as they must be. */
export const judge = (report: Report): boolean => report.ratios.hop >= report.needed

/** The report as a person reads it. */
export function tableOf(report: Report): string {
  const rows = ORDER.flatMap((name) => {
    const one = report.contestants[name]
    return one ? [rowOf(TITLES[name], one)] : []
  })
  const { ratios, machine, load } = report
  return [
    '',
    `${machine.cores} cores, ${machine.platform}, workerd ${machine.runtime}, Node ${machine.node}; ` +
      `${load.connections} connections, ${load.rounds} rounds of ${load.roundMs / 1000} s`,
    '',
    columns('', 'calls/s', 'sustained', 'p50 ms', 'p99 ms', 'CPU s/1,000'),
    ...rows,
    '',
    `verified / one hop           ${ratios.hop.toFixed(2)}   needed ${report.needed.toFixed(2)}   ${judge(report) ? 'PASS' : 'FAIL'}`,
    `  its log not written        ${ratios.unloggedHop.toFixed(2)}`,
    `  sustained                  ${ratios.sustainedHop.toFixed(2)}`,
    `  by CPU time                ${report.cpuHop?.toFixed(2) ?? 'not known'}`,
    `  a strict key               ${report.strictHop.toFixed(2)}`,
    `verified / HMAC              ${ratios.hmac.toFixed(2)}`,
    `verified / bare response     ${ratios.bare.toFixed(2)}`,
    `verified / one D1 read       ${ratios.read.toFixed(2)}`,
    '',
    'sustained: what a round leaves to be done after its last answer is counted as part of it.',
  ].join('\n')
}

function rowOf(title: string, { answered, sustained, p50Ms, p99Ms, cpuSecondsPer1000 }: Summary): string {
  return columns(
    title,
    Math.round(answered).toLocaleString('en'),
    Math.round(sustained).toLocaleString('en'),
    p50Ms.toFixed(2),
    p99Ms.toFixed(2),
    cpuSecondsPer1000?.toFixed(3) ?? 'not known',
  )
}

function columns(title: string, ...values: string[]): string {
  return title.padEnd(28) + values.map((value) => value.padStart(12)).join('')
}
