import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import type { CallerRequest } from './caller-request.ts'
import { DRAIN_MS, measureRate, reportTurns, type Turn, turnText } from './compared.ts'
import { untilQuiet } from './cpu.ts'
import { Receiver } from './receiver.ts'
import { call, gatehouse, ownModule, type Stage, setStage } from './stage.ts'

/**
 * Measures how fast events are sent to one webhook, compared with a bare loop of fetches with as many connections. Both
 * run in one runtime, send to one receiver on loopback, and take turns.
 */
const TARGET = 0.4
/** Files here are in memory, if the system supports it. */
const IN_MEMORY = '/dev/shm'
const ROUNDS = 9
const EVENTS = 1000
/** As many as the connections of a batch of the queue: worker/features/webhooks/delivery/deliver.ts. */
const CONNECTIONS = 6
const PER_BATCH = 100
const PER_MESSAGE = 50
const PER_SEND = 100
const NAMES = { ours: 'delivered', bare: 'bare fetches' }
const UNITS = { ours: 'deliveries', bare: 'fetches' }

/** Prints the rates and their ratio. Returns 0 if the median ratio reaches the target, else 1. */
export async function deliveries(): Promise<number> {
  // A database on a disk that others use waits for the disk at each transaction. In production that happens elsewhere.
  if (existsSync(IN_MEMORY)) process.env.TMPDIR = IN_MEMORY
  const receiver = await Receiver.start()
  const stage = await setDeliveryStage()
  try {
    const key = await stage.makeKey({ name: 'Deliveries', rateLimit: FAR_LIMITS })
    const webhook = await makeWebhook(stage, key, receiver.url)
    const rounds: Turn[] = []
    // The first one is a warm-up.
    for (let at = 0; at <= ROUNDS; at++) {
      const turn = await round(stage, key, webhook, receiver)
      if (at > 0) rounds.push(turn)
      console.error(`${at === 0 ? 'Warm-up' : `Round ${at} of ${ROUNDS}`}: ${turnText(turn, UNITS)}`)
    }
    const title = `${EVENTS} events to one webhook on loopback, ${CONNECTIONS} connections, ${ROUNDS} rounds; medians:`
    return reportTurns(title, rounds, NAMES, TARGET)
  } finally {
    await stage.stop()
    await receiver.stop()
  }
}

/** All three limits, so high that no call of a run is denied. */
const FAR_LIMITS = { perMinute: 1_000_000, perHour: 50_000_000, perDay: 1_000_000_000 }

function setDeliveryStage(): Promise<Stage> {
  return setStage((config, product) => [
    gatehouse('gatehouse', config, product),
    // Accepts events without enqueuing deliveries, so that publishing does not count as delivering.
    gatehouse('publisher', config, product, {
      queueProducers: { REQUEST_LOGS: { queueName: 'nobody-reads' }, DELIVERIES: { queueName: 'nobody-reads' } },
      queueConsumers: {},
    }),
    {
      name: 'caller',
      modules: [ownModule('caller')],
      compatibilityDate: config.compatibilityDate ?? '',
      unsafeDirectSockets: [{ host: '127.0.0.1' }],
    },
  ])
}

async function makeWebhook({ portOf }: Stage, key: string, url: string): Promise<string> {
  const input = { name: 'Receiver', url, events: ['*'], sendTest: false }
  const made = await call<{ id: string }>(`http://127.0.0.1:${await portOf('gatehouse')}/api/v1/webhooks`, key, input)
  return made.id
}

/** Both take the same time, so that other load of the machine affects both in the same way. */
async function round(stage: Stage, key: string, webhook: string, receiver: Receiver): Promise<Turn> {
  const ids = await publish(stage, key, webhook)
  await untilQuiet(stage.pid, true, DRAIN_MS)
  let ms = 0
  const ours = await measureRate(stage.pid, async () => {
    const began = performance.now()
    const arrived = receiver.next(EVENTS)
    await wake(stage, webhook, ids)
    await arrived
    ms = performance.now() - began
    return { calls: EVENTS, seconds: ms / 1000 }
  })
  const ask: CallerRequest = { url: receiver.url, body: receiver.lastBody, ms, connections: CONNECTIONS }
  const port = await stage.portOf('caller')
  const bare = await measureRate(stage.pid, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(ask) })
    return { calls: Number(await answer.text()), seconds: ms / 1000 }
  })
  return { ours, bare }
}

/** Publishes events and returns the ids of their deliveries, which were not enqueued. */
async function publish({ miniflare, portOf }: Stage, key: string, webhook: string): Promise<string[]> {
  const url = `http://127.0.0.1:${await portOf('publisher')}/api/v1/events/batch`
  const event = {
    type: 'payment.completed',
    data: { id: 'pay_7001', amount: 4900, currency: 'EUR', customer: 'cus_31' },
  }
  for (let left = EVENTS; left > 0; left -= PER_BATCH) {
    await call(url, key, { events: Array.from({ length: Math.min(left, PER_BATCH) }, () => event) })
  }
  const db = await miniflare.getD1Database('DB', 'gatehouse')
  const { results } = await db
    .prepare("SELECT id FROM deliveries WHERE webhook_id = ? AND status = 'pending' ORDER BY id")
    .bind(webhook)
    .all<{ id: string }>()
  if (results.length !== EVENTS) throw new Error(`${results.length} deliveries are waiting instead of ${EVENTS}`)
  return results.map(({ id }) => id)
}

/** Puts deliveries into the queue like publishing does: up to 50 in a message. */
async function wake({ miniflare }: Stage, webhookId: string, ids: readonly string[]): Promise<void> {
  const db = await miniflare.getD1Database('DB', 'gatehouse')
  const organizationId = await db.prepare('SELECT organization_id FROM installation').first<string>('organization_id')
  const messages = Array.from({ length: Math.ceil(ids.length / PER_MESSAGE) }, (_, at) => ({
    body: {
      deliveries: ids.slice(at * PER_MESSAGE, (at + 1) * PER_MESSAGE).map((id) => ({ organizationId, webhookId, id })),
    },
    contentType: 'json' as const,
  }))
  const queue = await miniflare.getQueueProducer('DELIVERIES', 'gatehouse')
  for (let at = 0; at < messages.length; at += PER_SEND) await queue.sendBatch(messages.slice(at, at + PER_SEND))
}
