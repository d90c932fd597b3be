import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { measureRate, type Rate, reportTurns, type Turn, turnText } from './compared.ts'
import { median } from './figures.ts'
import { getRequest, LoadGenerator } from './load.ts'
import { gatehouse, ownModule, type Stage, setStage } from './stage.ts'

/**
 * Measures calls through the gateway, compared with a bare Worker that proxies to the same upstream. Both run in one runtime and
 * take turns.
 */
const RATE_TARGET = 0.6
const LATENCY_TARGET = 1.5
const ROUNDS = 9
const ROUND_MS = 2000
const CONNECTIONS = 16
const NAMES = { ours: 'gateway', bare: 'bare' }

type Measured = Rate & { p50: number }

/** Prints rates, latencies and their ratios. Returns 0 if both median ratios reach their targets, else 1. */
export async function gateway(): Promise<number> {
  const upstream = new Worker(new URL('./upstream-worker.ts', import.meta.url))
  const [{ port }] = (await once(upstream, 'message')) as [AddressInfo]
  const origin = `http://127.0.0.1:${port}`
  const stage = await setStage((config, product) => [
    gatehouse('gatehouse', config, product),
    {
      name: 'bare',
      modules: [ownModule('bare-proxy')],
      compatibilityDate: config.compatibilityDate ?? '',
      bindings: { UPSTREAM: origin },
      unsafeDirectSockets: [{ host: '127.0.0.1' }],
    },
  ])
  const generator = new LoadGenerator()
  try {
    const key = await makeRoute(stage, origin)
    const ours = { worker: 'gatehouse', request: getRequest('/gateway/forum/posts?page=2', key) }
    const bare = { worker: 'bare', request: getRequest('/posts?page=2', key) }
    const loaded: Turn[] = []
    const ratios: number[] = []
    // The first one is a warm-up.
    for (let at = 0; at <= ROUNDS; at++) {
      const [first, second] = at % 2 === 0 ? [ours, bare] : [bare, ours]
      const one = await measured(stage, generator, first)
      const two = await measured(stage, generator, second)
      const turn = at % 2 === 0 ? { ours: one, bare: two } : { ours: two, bare: one }
      const ratio = turn.ours.p50 / turn.bare.p50
      if (at > 0) {
        loaded.push(turn)
        ratios.push(ratio)
      }
      const name = at === 0 ? 'Warm-up' : `Round ${at} of ${ROUNDS}`
      console.error(
        `${name}: ${turnText(turn, NAMES)}; p50 ${turn.ours.p50.toFixed(2)} and ${turn.bare.p50.toFixed(2)} ms, ratio ${ratio.toFixed(2)}`,
      )
    }
    const title = `A GET through the gateway, 1 KB, ${CONNECTIONS} connections, ${ROUNDS} rounds; medians:`
    const failed = reportTurns(title, loaded, NAMES, RATE_TARGET)
    const latency = median(ratios)
    const isMet = latency <= LATENCY_TARGET
    console.log(`  p50            ${latency.toFixed(2)} times, at most ${LATENCY_TARGET}: ${isMet ? 'met' : 'NOT MET'}`)
    return failed || !isMet ? 1 : 0
  } finally {
    await generator.stop()
    await stage.stop()
    await upstream.terminate()
  }
}

/** A route to the upstream, and a key that may call it. */
async function makeRoute({ miniflare, makeKey }: Stage, upstream: string): Promise<string> {
  const db = await miniflare.getD1Database('DB', 'gatehouse')
  const org = await db.prepare('SELECT id FROM organizations').first<{ id: string }>()
  await db
    .prepare(
      `INSERT INTO gateway_routes (organization_id, id, name, description, prefix, exact, upstream, methods, scopes, cost,
         timeout_seconds, idle_timeout_seconds, strip_prefix, retry, response_headers, status, circuit, source, created_at)
       VALUES (?, 'rte_bench', 'Forum', '', 'forum', 0, ?, '["*"]', '["posts:read"]', 1, 30, 60, 1, 1, '{}', 'active', 'closed', 'manual', 1)`,
    )
    .bind(org?.id, upstream)
    .run()
  const rateLimit = { perMinute: 1_000_000, perHour: null, perDay: null }
  return makeKey({ name: 'Caller', rateLimit, scopes: ['posts:read'] })
}

/** The rate and the median latency of one variant. */
async function measured(
  { pid, portOf }: Stage,
  generator: LoadGenerator,
  { worker, request }: { worker: string; request: string },
): Promise<Measured> {
  const run = async (ms: number) =>
    generator.run({
      port: await portOf(worker),
      requests: [request],
      connections: CONNECTIONS,
      ms,
      calls: Number.POSITIVE_INFINITY,
      rate: null,
      expected: 200,
    })
  // The size of a lease depends on the calls before.
  await run(300)
  let p50 = Number.NaN
  const rate = await measureRate(pid, async () => {
    const result = await run(ROUND_MS)
    p50 = result.latencies[Math.floor(result.latencies.length / 2)] ?? Number.NaN
    return result
  })
  return { ...rate, p50 }
}
