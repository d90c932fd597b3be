import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuSeconds, untilQuiet } from './cpu.ts'
import { Receiver } from './receiver.ts'
import { call, gatehouse, type Stage, setStage } from './stage.ts'

/** Previews and deliveries that wait at the same time, each with code that uses its whole budget. */
const WAITING = 20
const HEALTH_P99_MS = 250
const BUDGET_CPU_MS = 200
const LOOK_MS = 10
/** How often each expression is previewed alone, to see the CPU of a whole budget. */
const ALONE = 5
const MOST_MS = 60_000
const DRAIN_MS = 6000

const FAR_LIMITS = { perMinute: 1_000_000, perHour: 50_000_000, perDay: 1_000_000_000 }
const TEXTS = Array.from({ length: 9000 }, (_, n) => `text ${(n * 7919) % 9000}`)

/** Code that runs until it is stopped: many small steps, and few large ones. */
const HOSTILE: Record<string, string> = {
  'an endless tail call': '($f := function($n) { $f($n + 1) }; $f(0))',
  'sorts in a loop': '$map([1..1000], function($x) { $sort($$.data.s) = 1 })',
  'all descendants, again and again': '$map([1..1000], function($x) { $count($$.**) })',
  'small objects': '$map([1..9000], function($x) { $zip($$.data.s) })',
}

/**
 * Runs previews and deliveries whose code uses its whole budget, and calls /healthz meanwhile. Returns 0 if the answers
 * of /healthz are in time and a whole budget needs no more CPU than allowed, else 1.
 */
export async function hostile(): Promise<number> {
  const receiver = await Receiver.start()
  const stage = await setStage((config, product) => [gatehouse('gatehouse', config, product)])
  try {
    const base = `http://127.0.0.1:${await stage.portOf('gatehouse')}`
    const key = await stage.makeKey({ name: 'Hostile', rateLimit: FAR_LIMITS })
    const cpuMs = await cpuOfBudgets(stage, base, key)
    const health = await healthUnder(base, key, receiver.url)
    const p99 = health.toSorted((a, b) => a - b)[Math.ceil(health.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY
    const most = Math.max(...health)
    console.log(`/healthz beside ${WAITING} hostile previews and ${WAITING} hostile deliveries: `)
    console.log(
      `  ${health.length} calls, p99 ${p99.toFixed(0)} ms (at most ${HEALTH_P99_MS}), longest ${most.toFixed(0)} ms`,
    )
    const worst = Math.max(...cpuMs)
    console.log(`  CPU of a whole budget: ${worst.toFixed(0)} ms at the worst (at most ${BUDGET_CPU_MS})`)
    return p99 <= HEALTH_P99_MS && worst <= BUDGET_CPU_MS ? 0 : 1
  } finally {
    await stage.stop()
    await receiver.stop()
  }
}

const preview = (base: string, key: string, transform: string): Promise<Response> =>
  fetch(`${base}/api/v1/webhooks/preview`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ eventType: 'user.created', data: { s: TEXTS }, transform }),
  })

/** The CPU of the runtime for each expression, minus that of the same call without an expression, ms. */
async function cpuOfBudgets({ pid }: Stage, base: string, key: string): Promise<number[]> {
  const cpuOf = async (transform: string, status: number): Promise<number> => {
    await untilQuiet(pid, true, DRAIN_MS)
    const before = cpuSeconds(pid)
    for (let at = 0; at < ALONE; at++) {
      const answer = await preview(base, key, transform)
      await answer.arrayBuffer()
      if (answer.status !== status) throw new Error(`A preview answered ${answer.status} instead of ${status}`)
    }
    const after = cpuSeconds(pid)
    return before === null || after === null ? 0 : ((after - before) * 1000) / ALONE
  }
  await cpuOf('1', 200)
  const nothing = await cpuOf('1', 200)
  const all: number[] = []
  for (const [name, transform] of Object.entries(HOSTILE)) {
    const ms = (await cpuOf(transform, 422)) - nothing
    console.error(`${name}: ${ms.toFixed(0)} ms of CPU`)
    all.push(ms)
  }
  return all
}

/** How long /healthz took, repeatedly, while all of it waits, ms. */
async function healthUnder(base: string, key: string, url: string): Promise<number[]> {
  const [transform = ''] = Object.values(HOSTILE)
  const input = { name: 'Hostile', url, events: ['*'], sendTest: false, transform }
  const webhook = await call<{ id: string }>(`${base}/api/v1/webhooks`, key, input)
  // Previews are counted per minute: the earlier ones must have left the window.
  await sleep(61_500)
  const event = { type: 'payment.completed', data: { s: TEXTS.slice(0, 100) } }
  await call(`${base}/api/v1/events/batch`, key, { events: Array.from({ length: WAITING }, () => event) })
  let over = false
  const expressions = Object.values(HOSTILE)
  const previews = Promise.all(
    Array.from({ length: WAITING }, async (_, at) => {
      const answer = await preview(base, key, expressions[at % expressions.length] ?? '')
      await answer.arrayBuffer()
      return answer.status
    }),
  )
  const ended = previews.then(async (statuses) => {
    await untilFailed(base, key, webhook.id)
    over = true
    console.error(`Previews answered ${[...new Set(statuses)].join(' and ')}; all deliveries have failed`)
  })
  const took: number[] = []
  const asked: Promise<void>[] = []
  while (!over && took.length < MOST_MS / LOOK_MS) {
    const began = performance.now()
    asked.push(
      fetch(`${base}/healthz`).then(async (answer) => {
        await answer.arrayBuffer()
        took.push(performance.now() - began)
      }),
    )
    await sleep(LOOK_MS)
  }
  await Promise.all([ended, ...asked])
  return took
}

async function untilFailed(base: string, key: string, webhook: string): Promise<void> {
  const end = Date.now() + MOST_MS
  while (Date.now() < end) {
    const answer = await fetch(`${base}/api/v1/webhooks/${webhook}/deliveries?limit=100&status=failed`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const { data } = (await answer.json()) as { data: unknown[] }
    if (data.length >= WAITING) return
    await sleep(200)
  }
  throw new Error('The hostile deliveries did not end')
}
