import { setTimeout as sleep } from 'node:timers/promises'
import { bundleOwn } from './bundle.ts'
import { Inspector } from './inspector.ts'
import { getRequest, LoadGenerator } from './load.ts'
import { residentBytes } from './resident.ts'
import type { SeedRequest } from './seed-request.ts'
import { borrower, gatehouse, type Stage, setStage } from './stage.ts'

/**
 * Calls one isolate with many different keys, and asks its inspector how much memory it uses after a tenth, a half and
 * all of them. The memory for keys must be bounded, for any number of keys.
 */
const MOST_GROWTH = 0.05
const AT_A_TIME = 1000
/** Each key is called twice within a second, so soon that the second call may get a lease. */
const IN_A_ROW = 50
/** A guard without calls loses its memory after ten seconds; the sample is taken after that. */
const GUARDS_SLEEP_MS = 15_000
const CONNECTIONS = 16

type Sample = { keys: number; isolate: number; guards: number; process: number | null }

/** Measures with that many keys. Returns 0 if the isolate uses hardly more at the end than half-way, else 1. */
export async function memory(keys: number): Promise<number> {
  const stage = await setStage(
    async (config, product, scratch) => [
      gatehouse('gatehouse', config, product),
      borrower('edge', config, product),
      gatehouse('seed', config, [await bundleOwn('seed', scratch)], { queueConsumers: {}, durableObjects: {} }),
    ],
    { inspector: true },
  )
  const generator = new LoadGenerator()
  try {
    const isolate = await inspect(stage, 'edge')
    const guards = await inspect(stage, 'gatehouse')
    const model = await stage.makeKey({ name: 'Memory', rateLimit: { perMinute: 1000, perHour: 9000, perDay: 90_000 } })
    const samples: Sample[] = []
    const sample = async (seen: number) => {
      await sleep(GUARDS_SLEEP_MS)
      const [held, ofGuards] = [await isolate.bytesInUse(), await guards.bytesInUse()]
      samples.push({ keys: seen, isolate: held, guards: ofGuards, process: residentBytes(stage.pid) })
    }
    const stops = [keys / 10, keys / 2, keys]
    await sample(0)
    for (let seen = AT_A_TIME; seen <= keys; seen += AT_A_TIME) {
      await show(stage, generator, await seed(stage, { count: AT_A_TIME, like: referenceOf(model) }))
      if (seen % 10_000 === 0) console.error(`${seen} of ${keys} keys`)
      if (stops.includes(seen)) await sample(seen)
    }
    return report(samples)
  } finally {
    await generator.stop()
    await stage.stop()
  }
}

async function inspect({ miniflare, portOf }: Stage, worker: string): Promise<Inspector> {
  const url = `http://127.0.0.1:${await portOf(worker)}/healthz`
  return Inspector.connect(await miniflare.getInspectorURL(), worker, async () => (await fetch(url)).text())
}

const referenceOf = (key: string) => key.slice('sk_live_'.length, 'sk_live_'.length + 10)

async function seed({ portOf }: Stage, ask: SeedRequest): Promise<string[]> {
  const url = `http://127.0.0.1:${await portOf('seed')}`
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(ask) })
  if (!answer.ok) throw new Error(`no keys were made: ${await answer.text()}`)
  return (await answer.json()) as string[]
}

async function show({ portOf }: Stage, generator: LoadGenerator, keys: readonly string[]): Promise<void> {
  const requests: string[] = []
  for (let at = 0; at < keys.length; at += IN_A_ROW) {
    const some = keys.slice(at, at + IN_A_ROW).map((key) => getRequest('/api/v1/me', key))
    requests.push(...some, ...some)
  }
  const port = await portOf('edge')
  const calls = requests.length
  await generator.run({ port, requests, connections: CONNECTIONS, ms: 600_000, calls, rate: null, expected: 200 })
}

function report(samples: readonly Sample[]): number {
  const megabytes = (bytes: number | null) => (bytes === null ? 'not known' : (bytes / 1e6).toFixed(1)).padStart(14)
  console.log(
    `\n${'keys seen'.padStart(10)}${'isolate MB'.padStart(14)}${'guards MB'.padStart(14)}${'process MB'.padStart(14)}`,
  )
  for (const { keys, isolate, guards, process } of samples) {
    const seen = keys.toLocaleString('en').padStart(10)
    console.log(`${seen}${megabytes(isolate)}${megabytes(guards)}${megabytes(process)}`)
  }
  const [half, all] = samples.slice(-2)
  if (!half || !all) throw new Error('nothing was measured')
  const growth = all.isolate / half.isolate - 1
  const flat = growth < MOST_GROWTH
  const percent = `${(growth * 100).toFixed(1)} %`
  console.log(
    `\n${flat ? 'FLAT' : 'NOT FLAT'}: ${percent} from ${half.keys} to ${all.keys} keys; allowed ${MOST_GROWTH * 100} %`,
  )
  return flat ? 0 : 1
}
