import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { median } from './figures.ts'
import { call, gatehouse, type Stage, setStage } from './stage.ts'

/**
 * Measures how long deliveries of one organization take while endpoints of others hang: from the publishing call to the
 * arrival. Every endpoint is new, so none is known to be slow at first.
 */
const MOST_MEDIAN_MS = 2000
const MOST_MS = 10_000
/** Files here are in memory, if the system supports it. */
const IN_MEMORY = '/dev/shm'

type Scenario = { title: string; organizations: number; webhooks: number; hangSeconds: number; seconds: number }
const SCENARIOS: readonly Scenario[] = [
  { title: '4 endpoints that hang for 15 s', organizations: 1, webhooks: 4, hangSeconds: 15, seconds: 40 },
  { title: '15 endpoints that hang for 30 s', organizations: 1, webhooks: 15, hangSeconds: 30, seconds: 60 },
  { title: '3 organizations with 15 each, 30 s', organizations: 3, webhooks: 15, hangSeconds: 30, seconds: 60 },
  { title: '1 organization with 200, 30 s', organizations: 1, webhooks: 200, hangSeconds: 30, seconds: 60 },
]
/** How often each hanging organization and the neighbor publish an event, ms. */
const HANGING_EVERY_MS = 1000
const NEIGHBOR_EVERY_MS = 400

type Figures = { median: number; most: number; arrived: number; published: number }

/** Prints the figures of each scenario. Returns 0 if all targets are met, else 1. */
export async function neighbors(): Promise<number> {
  if (existsSync(IN_MEMORY)) process.env.TMPDIR = IN_MEMORY
  const receiver = await HangingReceiver.start()
  let met = true
  console.log('\nDeliveries of one organization while endpoints of others hang, from publishing to arrival:')
  try {
    for (const scenario of SCENARIOS) {
      const figures = await measure(scenario, receiver)
      const holds = figures.arrived === figures.published && figures.median <= MOST_MEDIAN_MS && figures.most <= MOST_MS
      met &&= holds
      const times = `median ${seconds(figures.median)}, at most ${seconds(figures.most)}`
      const arrived = `${figures.arrived} of ${figures.published} arrived`
      console.log(`  ${scenario.title.padEnd(36)} ${times}, ${arrived}: ${holds ? 'met' : 'NOT MET'}`)
    }
    const wanted = `median ${seconds(MOST_MEDIAN_MS)}, at most ${seconds(MOST_MS)}`
    console.log(`  wanted: ${wanted}, every event`)
    return met ? 0 : 1
  } finally {
    await receiver.stop()
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

async function measure(scenario: Scenario, receiver: HangingReceiver): Promise<Figures> {
  const stage = await setStage((config, product) => [gatehouse('gatehouse', config, product)])
  try {
    const api = `http://127.0.0.1:${await stage.portOf('gatehouse')}/api/v1`
    const hanging: string[] = []
    for (let n = 0; n < scenario.organizations; n++) hanging.push(await newOrganization(stage, `Hanging ${n}`))
    const neighbor = await newOrganization(stage, 'Neighbor')
    const hook = { events: ['*'], sendTest: false }
    for (const key of hanging) {
      for (let n = 0; n < scenario.webhooks; n++) {
        const url = receiver.hanging(scenario.hangSeconds)
        await call(`${api}/webhooks`, key, { ...hook, name: `Hangs ${n}`, url, timeoutSeconds: scenario.hangSeconds })
      }
    }
    await call(`${api}/webhooks`, neighbor, { ...hook, name: 'Quick', url: receiver.quick })
    const began = new Map<string, number>()
    const publish = async (key: string) => {
      const at = performance.now()
      const { id } = await call<{ id: string }>(`${api}/events`, key, { type: 'order.created', data: { total: 4900 } })
      return { id, at }
    }
    const end = performance.now() + scenario.seconds * 1000
    await Promise.all([
      ...hanging.map((key) => repeat(end, HANGING_EVERY_MS, () => publish(key))),
      repeat(end, NEIGHBOR_EVERY_MS, async () => {
        const { id, at } = await publish(neighbor)
        began.set(id, at)
      }),
    ])
    const patience = performance.now() + 2 * MOST_MS
    while ([...began.keys()].some((id) => !receiver.arrived.has(id)) && performance.now() < patience) await pause(100)
    const times = [...began].flatMap(([id, at]) => {
      const arrived = receiver.arrived.get(id)
      return arrived === undefined ? [] : [arrived - at]
    })
    return { median: median(times), most: Math.max(...times), arrived: times.length, published: began.size }
  } finally {
    receiver.hangUp()
    await stage.stop()
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function repeat(end: number, everyMs: number, work: () => Promise<unknown>): Promise<void> {
  for (let next = performance.now(); next < end; next += everyMs) {
    await pause(Math.max(0, next - performance.now()))
    await work()
  }
}

/** All three limits, so high that no call of a run is denied. */
const FAR_LIMITS = { perMinute: 1_000_000, perHour: 50_000_000, perDay: 1_000_000_000 }

/** One more organization with a key: a key of the first organization that is moved before its first use. */
async function newOrganization({ miniflare, makeKey }: Stage, name: string): Promise<string> {
  const db = await miniflare.getD1Database('DB', 'gatehouse')
  const key = await makeKey({ name, rateLimit: FAR_LIMITS })
  const id = `org_${name.toLowerCase().replaceAll(' ', '')}`
  await db.batch([
    db
      .prepare('INSERT INTO organizations (id, name, slug, created_at, plan) VALUES (?1, ?2, ?1, ?3, ?4)')
      .bind(id, name, Date.now(), 'enterprise'),
    db.prepare('UPDATE api_keys SET organization_id = ? WHERE name = ?').bind(id, name),
    db
      .prepare('UPDATE api_key_usage SET organization_id = ?1 WHERE key_id = (SELECT id FROM api_keys WHERE name = ?2)')
      .bind(id, name),
  ])
  return key
}

/** A receiver on loopback with endpoints that answer at once and endpoints that hang. */
class HangingReceiver {
  /** When each event arrived at the fast endpoint, by its id. */
  readonly arrived = new Map<string, number>()
  #endpoints = 0
  readonly #server: Server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const [, how = '', value = ''] = (request.url ?? '').split('/')
      if (how === 'hang') {
        setTimeout(() => response.end('late'), Number(value) * 1000).unref()
        return
      }
      const id = String(request.headers['webhook-id'])
      if (!this.arrived.has(id)) this.arrived.set(id, performance.now())
      response.end('ok')
    })
  })

  static async start(): Promise<HangingReceiver> {
    const receiver = new HangingReceiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get #base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get quick(): string {
    return `${this.#base}/quick`
  }

  /** A new endpoint that answers after so many seconds. */
  hanging(seconds: number): string {
    return `${this.#base}/hang/${seconds}/${this.#endpoints++}`
  }

  /** Ends every open call. */
  hangUp(): void {
    this.#server.closeAllConnections()
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
