import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/lib/settings.ts'
import { bundleOwn } from './bundle.ts'
import { count } from './count.ts'
import { cpuSeconds, untilQuiet } from './cpu.ts'
import { deliveries } from './deliveries.ts'
import type { Round } from './figures.ts'
import { gateway } from './gateway.ts'
import { hostile } from './hostile.ts'
import { incoming } from './incoming.ts'
import { getRequest, LoadGenerator } from './load.ts'
import type { Load } from './load-worker.ts'
import { logs } from './logs.ts'
import { memory } from './memory.ts'
import { neighbors } from './neighbors.ts'
import { oauth } from './oauth.ts'
import { meetsTargets, type Report, reportOf, tableOf, type Variant } from './report.ts'
import { freeKeys, gatehouse, ownModule, type Stage, setStage } from './stage.ts'
import { MOST_STARTUP_MS, startupCpuMs } from './startup.ts'

/**
 * How much to measure: the standard run takes three minutes, the quick one half a minute. `leadMs`: how long each round
 * runs before it is measured. Only keys need that, because nobody called them during the other turns, but all variants
 * have it.
 */
const STANDARD = { rounds: 5, roundMs: 2000, leadMs: 300, warmUpMs: 1000 }
const QUICK = { rounds: 2, roundMs: 600, leadMs: 300, warmUpMs: 400 }
const CONNECTIONS = 16
/** How long to wait for the remaining work of a round, ms. */
const DRAIN_MS = 6000

/** With fewer keys one would only see the cache of the isolate fill up. */
const MEMORY_KEYS = 20_000
const MOST_MEMORY_KEYS = 200_000

/** In the order of their turns. Each one is waited for, so none runs while an earlier one has remaining work. */
const VARIANTS = [
  { name: 'bare', worker: 'baselines', entrypoint: 'Bare', key: 'edge' },
  { name: 'hmac', worker: 'baselines', entrypoint: 'Hmac', key: 'edge' },
  { name: 'engine', worker: 'engine', entrypoint: undefined, key: 'edge' },
  { name: 'hmacAlone', worker: 'baselines', entrypoint: 'HmacAlone', key: 'edge' },
  { name: 'verified', worker: 'gatehouse', entrypoint: undefined, key: 'edge' },
  { name: 'hop', worker: 'baselines', entrypoint: 'Hop', key: 'edge' },
  { name: 'hashHop', worker: 'baselines', entrypoint: 'HashHop', key: 'strict' },
  { name: 'engineStrict', worker: 'engine', entrypoint: undefined, key: 'strict' },
  { name: 'hopAlone', worker: 'baselines', entrypoint: 'HopAlone', key: 'edge' },
  { name: 'strict', worker: 'gatehouse', entrypoint: undefined, key: 'strict' },
  { name: 'unlogged', worker: 'gatehouse-unlogged', entrypoint: undefined, key: 'edge' },
  { name: 'read', worker: 'baselines', entrypoint: 'Read', key: 'edge' },
  { name: 'peer', worker: 'peer', entrypoint: 'Verify', key: 'peer' },
] as const satisfies readonly { name: Variant; worker: string; entrypoint: string | undefined; key: string }[]
type Entry = (typeof VARIANTS)[number]

/** Measures verified calls and the baselines, all in one runtime, in turns. Exits with 1 if they are too slow. */
async function bench(quick: boolean): Promise<number> {
  const { rounds, roundMs, leadMs, warmUpMs } = quick ? QUICK : STANDARD
  const stage = await setBenchStage()
  const keys = { ...(await freeKeys(stage)), peer: await makePeerKey(stage) }
  const generator = new LoadGenerator()
  try {
    const measured = new Map<Variant, Round[]>()
    for (const entry of VARIANTS) {
      await generator.run(await loadOf(stage, keys, entry, warmUpMs))
      measured.set(entry.name, [])
    }
    await untilQuiet(stage.pid, true, DRAIN_MS)
    for (let round = 1; round <= rounds; round++) {
      console.error(`Round ${round} of ${rounds}`)
      for (const entry of VARIANTS) {
        await generator.run(await loadOf(stage, keys, entry, leadMs))
        measured
          .get(entry.name)
          ?.push(await measure(stage, generator, await loadOf(stage, keys, entry, roundMs), entry))
      }
    }
    const report = reportOf(measured, { connections: CONNECTIONS, rounds, roundMs }, stage.runtime)
    console.log(tableOf(report))
    save(report)
    const isQuick = await checkStartup()
    return meetsTargets(report) && isQuick ? 0 : 1
  } finally {
    await generator.stop()
    await stage.stop()
  }
}

/** Prints the CPU of a start of the Worker, and whether it is within its limit. */
async function checkStartup(): Promise<boolean> {
  const ms = await startupCpuMs()
  const isMet = ms <= MOST_STARTUP_MS
  console.log(
    `\nstartup: ${ms.toFixed(1)} ms of active CPU, at most ${MOST_STARTUP_MS} ms: ${isMet ? 'met' : 'NOT MET'}`,
  )
  return isMet
}

type Keys = Record<Entry['key'], string>

async function loadOf({ portOf }: Stage, keys: Keys, { worker, entrypoint, key }: Entry, ms: number): Promise<Load> {
  return {
    port: await portOf(worker, entrypoint),
    requests: [getRequest('/api/v1/me', keys[key])],
    connections: CONNECTIONS,
    ms,
    calls: Number.POSITIVE_INFINITY,
    rate: null,
    expected: 200,
  }
}

async function measure({ pid }: Stage, generator: LoadGenerator, load: Load, entry: Entry): Promise<Round> {
  const before = cpuSeconds(pid)
  const { calls, seconds, latencies, busy } = await generator.run(load)
  const after = cpuSeconds(pid)
  await untilQuiet(pid, entry.worker === 'gatehouse', DRAIN_MS)
  const drained = cpuSeconds(pid)
  return {
    calls,
    seconds,
    latencies,
    cpuSeconds: before === null || after === null ? null : after - before,
    drainSeconds: after === null || drained === null ? 0 : drained - after,
    generatorBusy: busy,
  }
}

function setBenchStage(): Promise<Stage> {
  return setStage(async (config, product, scratch) => {
    const entrypoints = VARIANTS.flatMap((one) => (one.worker === 'baselines' ? one.entrypoint : []))
    return [
      gatehouse('gatehouse', config, product),
      // The same calls, with the log received by another Worker, which writes none of it.
      gatehouse('gatehouse-unlogged', config, product, {
        queueProducers: { REQUEST_LOGS: { queueName: 'taken' }, DELIVERIES: { queueName: 'taken' } },
        queueConsumers: {},
      }),
      {
        name: 'log-sink',
        modules: [ownModule('log-sink')],
        compatibilityDate: config.compatibilityDate ?? '',
        queueConsumers: { taken: { maxBatchSize: 100, maxBatchTimeout: 1 } },
      },
      {
        name: 'baselines',
        modules: [ownModule('baselines')],
        compatibilityDate: config.compatibilityDate ?? '',
        d1Databases: config.d1Databases ?? {},
        durableObjects: { COUNTER: { className: 'Counter', useSQLite: true } },
        unsafeDirectSockets: entrypoints.map((entrypoint) => ({ host: '127.0.0.1', entrypoint })),
      },
      // With its own objects: a call of an object of another Worker costs more than a call of an own one.
      gatehouse('engine', config, [await bundleOwn('engine', scratch)], {
        durableObjects: {
          CREDENTIAL_GUARD: { className: 'CredentialGuard', useSQLite: true },
          ORG_QUOTA: { className: 'OrgQuota', useSQLite: true },
        },
        queueConsumers: {},
      }),
      {
        name: 'peer',
        modules: [await bundleOwn('peer', scratch)],
        compatibilityDate: config.compatibilityDate ?? '',
        compatibilityFlags: config.compatibilityFlags ?? [],
        d1Databases: { DB: 'peer' },
        unsafeDirectSockets: ['Setup', 'Verify'].map((entrypoint) => ({ host: '127.0.0.1', entrypoint })),
      },
    ]
  })
}

async function makePeerKey({ portOf }: Stage): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${await portOf('peer', 'Setup')}`)
  if (!answer.ok) throw new Error(`the peer made no key: ${await answer.text()}`)
  return ((await answer.json()) as { key: string }).key
}

function save(report: Report): void {
  const directory = join(ROOT, '.local/bench')
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `${report.at.replaceAll(/[:.]/g, '-')}.json`)
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
}

function keysAsked(args: readonly string[]): number {
  const at = args.indexOf('--keys')
  const keys = at === -1 ? MEMORY_KEYS : Number(args[at + 1])
  if (keys % 10_000 === 0 && keys >= MEMORY_KEYS && keys <= MOST_MEMORY_KEYS) return keys
  console.error(`--keys must be a multiple of 10000, from ${MEMORY_KEYS} to ${MOST_MEMORY_KEYS}.`)
  process.exit(2)
}

// A listener of the exit removes the runtime and the files of a run.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
const args = process.argv.slice(2)
if (args.includes('--deliveries')) process.exit(await deliveries())
if (args.includes('--incoming')) process.exit(await incoming())
if (args.includes('--gateway')) process.exit(await gateway())
if (args.includes('--oauth')) process.exit(await oauth())
if (args.includes('--neighbors')) process.exit(await neighbors())
if (args.includes('--startup')) process.exit((await checkStartup()) ? 0 : 1)
if (args.includes('--hostile')) process.exit(await hostile())
if (args.includes('--count')) process.exit(await count().then(() => 0))
if (args.includes('--logs')) process.exit(await logs())
if (args.includes('--memory')) process.exit(await memory(keysAsked(args)))
process.exit(await bench(args.includes('--quick')))
