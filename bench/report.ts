import { cpus, platform } from 'node:os'
import { pairedRatio, type Round, type Summary, summarize, sustainedRate } from './figures.ts'
import type { Contestant } from './run.ts'

/** One contestant beside another: rates are paired within the rounds. */
export type Ratio = {
  title: string
  answered: number
  sustained: number
  /** Calls per second of the runtime's CPU time: what other programs run hardly moves it. */
  cpu: number | null
  target: number | null
}

export type Report = {
  at: string
  machine: { cores: number; model: string; platform: string; node: string; runtime: string }
  load: { connections: number; rounds: number; roundMs: number }
  contestants: Partial<Record<Contestant, Summary>>
  ratios: Ratio[]
}

const TITLES: Record<Contestant, string> = {
  bare: 'bare response',
  hmac: 'one HMAC-SHA-256',
  engine: 'the engine alone',
  engineStrict: '  a strict key, a hop each',
  hmacAlone: 'a key by HMAC alone',
  hop: 'one object call (hop)',
  hashHop: 'HMAC and a hop of text',
  hopAlone: 'a key by HMAC and hop',
  read: 'one D1 read',
  verified: 'verified: GET /api/v1/me',
  unlogged: '  its log not written to D1',
  strict: '  a strict key, a hop each',
  peer: 'peer: better-auth on D1',
}
const ORDER: Contestant[] = [
  'bare',
  'hmac',
  'hmacAlone',
  'hop',
  'hashHop',
  'hopAlone',
  'read',
  'engine',
  'engineStrict',
  'verified',
  'unlogged',
  'strict',
  'peer',
]

/** `target`: the ratio that a run has to reach; the run fails below it. */
const COMPARISONS: { title: string; ours: Contestant; floor: Contestant; target?: number }[] = [
  { title: 'engine / one HMAC', ours: 'engine', floor: 'hmac', target: 0.75 },
  { title: 'strict engine / HMAC, hop', ours: 'engineStrict', floor: 'hashHop', target: 0.75 },
  { title: 'verified / key by HMAC', ours: 'verified', floor: 'hmacAlone', target: 0.62 },
  { title: 'verified / peer', ours: 'verified', floor: 'peer', target: 15 },
  { title: 'verified / one hop', ours: 'verified', floor: 'hop' },
  { title: 'verified / one HMAC', ours: 'verified', floor: 'hmac' },
  { title: 'verified / bare response', ours: 'verified', floor: 'bare' },
  { title: 'verified / one D1 read', ours: 'verified', floor: 'read' },
  { title: 'engine, strict / one hop', ours: 'engineStrict', floor: 'hop' },
  { title: 'HMAC, hop of text / one hop', ours: 'hashHop', floor: 'hop' },
  { title: 'strict / one hop', ours: 'strict', floor: 'hop' },
  { title: 'strict / key by hop', ours: 'strict', floor: 'hopAlone' },
  { title: 'strict / peer', ours: 'strict', floor: 'peer' },
  { title: 'unlogged / one hop', ours: 'unlogged', floor: 'hop' },
  { title: 'unlogged / one HMAC', ours: 'unlogged', floor: 'hmac' },
  { title: 'unlogged / key by HMAC', ours: 'unlogged', floor: 'hmacAlone' },
]

/** Figures of a whole run. */
export function reportOf(measured: ReadonlyMap<Contestant, Round[]>, load: Report['load'], runtime: string): Report {
  const of = (name: Contestant) => measured.get(name) ?? []
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
    ratios: COMPARISONS.map(({ title, ours, floor, target = null }) => ({
      title,
      answered: pairedRatio(of(ours), of(floor)),
      sustained: pairedRatio(of(ours), of(floor), sustainedRate),
      cpu: cpuRatio(of(ours), of(floor)),
      target,
    })),
  }
}

function cpuRatio(ours: readonly Round[], floor: readonly Round[]): number | null {
  const [mine, least] = [summarize(ours).cpuSecondsPer1000, summarize(floor).cpuSecondsPer1000]
  return mine === null || least === null ? null : least / mine
}

const isMet = ({ answered, target }: Ratio): boolean => target === null || answered >= target

/** Whether every target is reached. */
export const judge = ({ ratios }: Report): boolean => ratios.every(isMet)

/** The report as a person reads it. */
export function tableOf({ contestants, ratios, machine, load }: Report): string {
  const rows = ORDER.flatMap((name) => {
    const one = contestants[name]
    return one ? [rowOf(TITLES[name], one)] : []
  })
  return [
    '',
    `${machine.cores} cores, ${machine.platform}, workerd ${machine.runtime}, Node ${machine.node}; ` +
      `${load.connections} connections, ${load.rounds} rounds of ${load.roundMs / 1000} s`,
    '',
    columns('', 'calls/s', 'sustained', 'p50 ms', 'p99 ms', 'CPU s/1,000'),
    ...rows,
    '',
    columns('ratio', 'calls/s', 'sustained', 'CPU', 'target'),
    ...ratios.map(ratioRow),
    '',
    'sustained: what a round leaves to be done after its last answer is counted as part of it.',
  ].join('\n')
}

function ratioRow(ratio: Ratio): string {
  const { title, answered, sustained, cpu, target } = ratio
  const row = columns(title, answered.toFixed(2), sustained.toFixed(2), cpu?.toFixed(2) ?? 'not known')
  return target === null ? row : `${columns(row, target.toFixed(2))}   ${isMet(ratio) ? 'met' : 'NOT MET'}`
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
