import { setTimeout as sleep } from 'node:timers/promises'
import type { Counts } from './counts.ts'
import { getRequest, LoadGenerator } from './load.ts'
import { freeKeys, gatehouse, ownModule, type Stage, setStage } from './stage.ts'

/**
 * Counts what a call costs, instead of timing it: database rows, object calls and rows, queue messages, for calls at a
 * steady rate over a direct socket. The source of docs/cost.md.
 */
const CALLS = 10_000
/** Calls per second. Periodic writes cost more per call for a key that is seldom used. */
const RATES = [1, 20, 100, 500]
const SECONDS = 20
/** A guard writes its exact count after this time without calls of its key, ms. */
const SETTLE_MS = 9000
const CONNECTIONS = 16

/** Runs the calls at each rate with both kinds of key, and prints what a million of them cost. */
export async function count(): Promise<void> {
  const stage = await setStage((config, product) => [
    {
      ...gatehouse('gatehouse', config, [ownModule('counting'), ...product]),
      unsafeDirectSockets: [{ host: '127.0.0.1' }, { host: '127.0.0.1', entrypoint: 'Counts' }],
    },
  ])
  const keys = await freeKeys(stage)
  const generator = new LoadGenerator()
  try {
    for (const rate of RATES) {
      for (const kind of ['edge', 'strict'] as const) {
        const calls = Math.min(CALLS, rate * SECONDS)
        // The first calls read the key and wake its guard; later calls do not cost that.
        await burst(stage, generator, keys[kind], rate, Math.max(2, rate))
        const before = await countsOf(stage)
        await burst(stage, generator, keys[kind], rate, calls)
        print(`${kind}, ${calls} calls at ${rate}/s`, before, await countsOf(stage), calls)
      }
    }
  } finally {
    await generator.stop()
    await stage.stop()
  }
}

async function burst(stage: Stage, generator: LoadGenerator, key: string, rate: number, calls: number) {
  await generator.run({
    port: await stage.portOf('gatehouse'),
    requests: [getRequest('/api/v1/me', key)],
    // The runtime closes a connection that is idle for some seconds.
    connections: Math.min(CONNECTIONS, rate),
    ms: 60_000,
    calls,
    rate,
    expected: 200,
  })
  await sleep(SETTLE_MS)
}

async function countsOf({ portOf }: Stage): Promise<Counts> {
  const answer = await fetch(`http://127.0.0.1:${await portOf('gatehouse', 'Counts')}`)
  return (await answer.json()) as Counts
}

function print(title: string, before: Counts, after: Counts, calls: number): void {
  console.log(`\n${title}, per million calls:`)
  for (const name of Object.keys(after) as (keyof Counts)[]) {
    const each = Math.round(((after[name] - before[name]) / calls) * 1_000_000)
    console.log(`  ${name.padEnd(16)}${each.toLocaleString('en').padStart(16)}`)
  }
}
