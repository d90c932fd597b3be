import type { V4WorkerOptions } from 'miniflare'
import { withProgress } from '../scripts/lib/say.ts'
import type { Module } from './bundle.ts'
import { hammer, waitAsTold } from './clients.ts'
import type { Counts } from './counts.ts'
import { borrower, type Config, gatehouse, ownModule, type Stage, setStage } from './stage.ts'
import { LIMIT, sum, summaryOf, verdictsOn, WINDOW_MS } from './verdicts.ts'

/**
 * Checks the promises of the limits for some minutes: one key, called through many isolates at once, at three times its
 * limit, and clients that wait as long as they are told. It starts its own instance, on loopback only.
 */

const MINUTES = 3
/** Before the first minute is over, no client has waited. */
const LEAST_MINUTES = 2
const MOST_MINUTES = 15
/** Half of the isolates call so often that they get leases, the other half so seldom that they do not. */
const RATES = [4, 1]
const ISOLATES = 20
/**
 * Keys with one user each, who waits as long as told: some with few calls, some with enough calls for leases. Several
 * of each, so that many waits are long enough for the guard to lose its memory meanwhile.
 */
const WAITING_USERS = [
  { limit: 20, longestPauseMs: 2500 },
  { limit: 200, longestPauseMs: 200 },
].flatMap((kind) => [kind, kind, kind, kind])

/** Each in its own isolate. */
const EDGES = Array.from({ length: ISOLATES }, (_, at) => `edge-${at + 1}`)

/** Runs for so many minutes. Returns 0 if every promise was kept, 1 if one was broken. */
async function soak(minutes: number): Promise<number> {
  console.error(`Starting ${ISOLATES} isolates that share the guards of one Worker.`)
  const stage = await setStage((config, product) => [
    gatehouse('gatehouse', config, product),
    ...EDGES.map((name) => edge(name, config, product)),
  ])
  try {
    const ports = await Promise.all(EDGES.map((name) => stage.portOf(name)))
    const makeKey = (perMinute: number) =>
      stage.makeKey({ name: `Soak, ${perMinute} a minute`, rateLimit: { perMinute, perHour: null, perDay: null } })
    const key = await makeKey(LIMIT)
    const waitingKeys = await Promise.all(WAITING_USERS.map(({ limit }) => makeKey(limit)))

    const start = performance.now()
    const end = start + minutes * WINDOW_MS
    const all = () =>
      Promise.all([
        Promise.all(ports.map((port, at) => hammer({ port, key }, RATES[at % RATES.length] ?? 1, end))),
        Promise.all(
          WAITING_USERS.map(({ longestPauseMs }, at) => {
            const userKey = waitingKeys[at] ?? ''
            const targets = [ports[at], ports[at + 1]].map((port = 0) => ({ port, key: userKey }))
            return waitAsTold(targets, longestPauseMs, end)
          }),
        ),
      ])
    const [calls, waits] = await withProgress(`Calling for ${minutes} minutes`, all, 30_000)
    const hops = await Promise.all(EDGES.map((name) => objectCalls(stage, name)))
    const verdicts = verdictsOn(calls, waits, start, end)
    console.log(`\n${summaryOf(calls, waits, sum(hops), ISOLATES, minutes)}\n`)
    for (const { kept, promise, seen } of verdicts) console.log(`${kept ? 'kept  ' : 'BROKEN'}  ${promise}: ${seen}`)
    return verdicts.every(({ kept }) => kept) ? 0 : 1
  } finally {
    await stage.stop()
  }
}

/** An isolate that counts how often it asks a guard. */
const edge = (name: string, config: Config, product: Module[]): V4WorkerOptions => ({
  ...borrower(name, config, [ownModule('counting'), ...product]),
  unsafeDirectSockets: [{ host: '127.0.0.1' }, { host: '127.0.0.1', entrypoint: 'Counts' }],
})

async function objectCalls({ portOf }: Stage, edge: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${await portOf(edge, 'Counts')}`)
  return ((await answer.json()) as Counts).objectCalls
}

function minutesAsked(args: readonly string[]): number {
  const at = args.indexOf('--minutes')
  const minutes = at === -1 ? MINUTES : Number(args[at + 1])
  if (Number.isInteger(minutes) && minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES) return minutes
  console.error(`--minutes must be a whole number from ${LEAST_MINUTES} to ${MOST_MINUTES}.`)
  process.exit(2)
}

// A listener of the exit removes the runtime and the files of a run.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
process.exit(await soak(minutesAsked(process.argv.slice(2))))
