import { cpus, platform } from 'node:os'
import { pairedRatio, type Round, type Summary, summarize, sustainedRate } from './figures.ts'

export type Variant = keyof typeof TITLES

/** A ratio of two variants: rates are paired within the rounds. */
export type Ratio = {
  title: string
  answered: number
  sustained: number
  /** Calls per second of CPU time of the runtime: other programs hardly affect it. */
  cpu: number | null
  target: number | null
}

export type Report = {
  at: string
  machine: { cores: number; model: string; platform: string; node: string; runtime: string }
  load: { connections: number; rounds: number; roundMs: number }
  variants: Partial<Record<Variant, Summary>>
  ratios: Ratio[]
}

/** What is measured, and its name in the report. */
const TITLES = {
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
const ORDER: Variant[] = [
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
const COMPARISONS: { title: string; ours: Variant; baseline: Variant; target?: number }[] = [
  { title: 'engine / one HMAC', ours: 'engine', baseline: 'hmac', target: 0.75 },
  { title: 'strict engine / HMAC, hop', ours: 'engineStrict', baseline: 'hashHop', target: 0.75 },
  { title: 'verified / key by HMAC', ours: 'verified', baseline: 'hmacAlone', target: 0.62 },
  { title: 'verified / peer', ours: 'verified', baseline: 'peer', target: 15 },
  { title: 'verified / one hop', ours: 'verified', baseline: 'hop' },
  { title: 'verified / one HMAC', ours: 'verified', baseline: 'hmac' },
  { title: 'verified / bare response', ours: 'verified', baseline: 'bare' },
  { title: 'verified / one D1 read', ours: 'verified', baseline: 'read' },
  { title: 'engine, strict / one hop', ours: 'engineStrict', baseline: 'hop' },
  { title: 'HMAC, hop of text / one hop', ours: 'hashHop', baseline: 'hop' },
  { title: 'strict / one hop', ours: 'strict', baseline: 'hop' },
  { title: 'strict / key by hop', ours: 'strict', baseline: 'hopAlone' },
  { title: 'strict / peer', ours: 'strict', baseline: 'peer' },
  { title: 'unlogged / one hop', ours: 'unlogged', baseline: 'hop' },
  { title: 'unlogged / one HMAC', ours: 'unlogged', baseline: 'hmac' },
  { title: 'unlogged / key by HMAC', ours: 'unlogged', baseline: 'hmacAlone' },
]

/** Figures of a whole run. */
export function reportOf(measured: ReadonlyMap<Variant, Round[]>, load: Report['load'], runtime: string): Report {
  const of = (name: Variant) => measured.get(name) ?? []
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
    variants: Object.fromEntries([...measured].map(([name, rounds]) => [name, summarize(rounds)])),
    ratios: COMPARISONS.map(({ title, ours, baseline, target = null }) => ({
      title,
      answered: pairedRatio(of(ours), of(baseline)),
      sustained: pairedRatio(of(ours), of(baseline), sustainedRate),
      cpu: cpuRatio(of(ours), of(baseline)),
      target,
    })),
  }
}

function cpuRatio(ours: readonly Round[], baseline: readonly Round[]): number | null {
  const [mine, least] = [summarize(ours).cpuSecondsPer1000, summarize(baseline).cpuSecondsPer1000]
  return mine === null || least === null ? null : least / mine
}

const isMet = ({ answered, target }: Ratio): boolean => target === null || answered >= target

/** Whether every target is reached. */
export const meetsTargets = ({ ratios }: Report): boolean => ratios.every(isMet)

/** The report as text. */
export function tableOf({ variants, ratios, machine, load }: Report): string {
  const rows = ORDER.flatMap((name) => {
    const one = variants[name]
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
