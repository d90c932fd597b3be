import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { measureRate, type Rate, reportTurns, type Turn, turnText } from './compared.ts'
import { LoadGenerator, postRequest } from './load.ts'
import { call, gatehouse, ownModule, type Stage, setStage } from './stage.ts'

/**
 * Measures calls to an incoming webhook, whose HMAC is checked and which become records, compared with a bare Worker that
 * checks the same HMAC and writes one row. Both run in one runtime with one database, and take turns.
 */
const TARGET = 0.5
/** Files here are in memory, if the system supports it. */
const IN_MEMORY = '/dev/shm'
const ROUNDS = 7
const ROUND_MS = 2000
const CONNECTIONS = 16
const NAMES = { ours: 'incoming', bare: 'bare' }

const SECRET = randomBytes(20).toString('hex')
const BODY = JSON.stringify({ number: 'ORD-4711', customer: { email: 'ada@example.com' }, total: 49.5 })

/** Prints the rates and their ratio. Returns 0 if the median ratio reaches the target, else 1. */
export async function incoming(): Promise<number> {
  // A database on a disk that others use waits for the disk at each transaction. In production that happens elsewhere.
  if (existsSync(IN_MEMORY)) process.env.TMPDIR = IN_MEMORY
  const stage = await setIncomingStage()
  const generator = new LoadGenerator()
  try {
    const token = await makeIncoming(stage)
    const headers = { 'X-Hub-Signature-256': `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}` }
    const ours = { worker: 'gatehouse', request: postRequest(`/api/v1/webhooks/incoming/${token}`, BODY, headers) }
    const bare = { worker: 'bare', request: postRequest('/', BODY, headers) }
    const rounds: Turn[] = []
    // The first one is a warm-up.
    for (let at = 0; at <= ROUNDS; at++) {
      const turn = { bare: await measured(stage, generator, bare), ours: await measured(stage, generator, ours) }
      if (at > 0) rounds.push(turn)
      console.error(`${at === 0 ? 'Warm-up' : `Round ${at} of ${ROUNDS}`}: ${turnText(turn, NAMES)}`)
    }
    const title = `HMAC checked and a record with its event written, ${CONNECTIONS} connections, ${ROUNDS} rounds; medians:`
    return reportTurns(title, rounds, NAMES, TARGET)
  } finally {
    await generator.stop()
    await stage.stop()
  }
}

function setIncomingStage(): Promise<Stage> {
  return setStage((config, product) => [
    gatehouse('gatehouse', config, product),
    {
      name: 'bare',
      modules: [ownModule('verify-and-write')],
      compatibilityDate: config.compatibilityDate ?? '',
      d1Databases: config.d1Databases ?? {},
      bindings: { SECRET },
      unsafeDirectSockets: [{ host: '127.0.0.1' }],
    },
  ])
}

/** Makes the table of the bare Worker, a module and an incoming webhook, and returns its token. */
async function makeIncoming({ miniflare, portOf, makeKey }: Stage): Promise<string> {
  const db = await miniflare.getD1Database('DB', 'gatehouse')
  await db.prepare('CREATE TABLE bare_requests (id TEXT PRIMARY KEY, number TEXT, body TEXT) WITHOUT ROWID').run()
  const rateLimit = { perMinute: null, perHour: null, perDay: null }
  const key = await makeKey({ name: 'Incoming', rateLimit, scopes: ['modules:*', 'incoming:*', 'records:*'] })
  const url = `http://127.0.0.1:${await portOf('gatehouse')}/api/v1`
  await call(`${url}/modules`, key, {
    slug: 'orders',
    name: 'Orders',
    fields: [
      { name: 'number', type: 'text' },
      { name: 'email', type: 'email' },
      { name: 'total', type: 'number' },
    ],
  })
  const made = await call<{ token: string }>(`${url}/incoming-webhooks`, key, {
    name: 'Orders',
    module: 'orders',
    mapping: { number: 'number', email: 'customer.email', total: 'total' },
    verification: { kind: 'github', secret: SECRET },
    rateLimitPerMinute: null,
  })
  return made.token
}

/** The rate of one variant. */
function measured(
  { pid, portOf }: Stage,
  generator: LoadGenerator,
  { worker, request }: { worker: string; request: string },
): Promise<Rate> {
  return measureRate(pid, async () =>
    generator.run({
      port: await portOf(worker),
      requests: [request],
      connections: CONNECTIONS,
      ms: ROUND_MS,
      calls: Number.POSITIVE_INFINITY,
      rate: null,
      expected: 200,
    }),
  )
}
