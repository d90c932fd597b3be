import type { V4WorkerOptions } from 'miniflare'
import type { Module } from './bundle.ts'
import { type Calls, hammer, obey, type Waits } from './clients.ts'
import type { Counts } from './counts.ts'
import { borrower, type Config, gatehouse, ownModule, type Stage, setStage } from './stage.ts'
import { alignedWindows, fullestWindow } from './windows.ts'

/**
 * Holds the promises of the limits for some minutes: one key, called through many isolates at once, at three times what
 * it allows, and clients that wait as long as they are told. It starts an instance of its own, on loopback alone.
 */

const MINUTES = 3
/** Before the first minute is over, nobody has waited. */
const LEAST_MINUTES = 2
const MOST_MINUTES = 15
const LIMIT = 1000
/** At least so many in each full window in which more are asked for. */
const LEAST = 980
const WINDOW_MS = 60_000
/** Half of the isolates call so often that they are given leases, the other half so seldom that they are not. */
const RATES = [4, 1]
const ISOLATES = 20
/**
 * Keys of their own, each with one user that waits as long as it is told: of few calls, and with room for leases. Several
 * of each, as many waits are long enough for the guard to lose its memory meanwhile.
 */
const OBEDIENT = [
  { limit: 20, longestPauseMs: 2500 },
  { limit: 200, longestPauseMs: 200 },
].flatMap((kind) => [kind, kind, kind, kind])

/** Each in an isolate of its own. */
const EDGES = Array.from({ length: ISOLATES }, (_, at) => `edge-${at + 1}`)

/** Runs for so many minutes; answers 0 when every promise was kept, 1 when one was broken. */
async function soak(minutes: number): Promise<number> {
  console.error(`Starting ${ISOLATES} isolates that share the guards of one Worker.`)
  const stage = await setStage((config, bundle) => [
    gatehouse('gatehouse', config, [bundle]),
    ...EDGES.map((name) => edge(name, config, bundle)),
  ])
  try {
    const ports = await Promise.all(EDGES.map((name) => stage.portOf(name)))
    const makeKey = (perMinute: number) =>
      stage.makeKey({ name: `Soak, ${perMinute} a minute`, rateLimit: { perMinute, perHour: null, perDay: null } })
    const key = await makeKey(LIMIT)
    const obedientKeys = await Promise.all(OBEDIENT.map(({ limit }) => makeKey(limit)))

    console.error(`Calling for ${minutes} minutes.`)
    const start = performance.now()
    const end = start + minutes * WINDOW_MS
    const clock = setInterval(
      () => console.error(`${Math.round((performance.now() - start) / 1000)} s so far.`),
      30_000,
    )
    const [calls, waits] = await Promise.all([
      Promise.all(ports.map((port, at) => hammer({ port, key }, RATES[at % RATES.length] ?? 1, end))),
      Promise.all(
        OBEDIENT.map(({ longestPauseMs }, at) => {
          const itsKey = obedientKeys[at] ?? ''
          const targets = [ports[at], ports[at + 1]].map((port = 0) => ({ port, key: itsKey }))
          return obey(targets, longestPauseMs, end)
        }),
      ),
    ]).finally(() => clearInterval(clock))
    const hops = await Promise.all(EDGES.map((name) => objectCalls(stage, name)))
    const told = verdicts(calls, waits, start, end)
    console.log(`\n${summary(calls, waits, sum(hops), minutes)}\n`)
    for (const { kept, promise, seen } of told) console.log(`${kept ? 'kept  ' : 'BROKEN'}  ${promise}: ${seen}`)
    return told.every(({ kept }) => kept) ? 0 : 1
  } finally {
    await stage.stop()
  }
}

/** An isolate that counts how often it asks a guard. */
const edge = (name: string, config: Config, bundle: Module): V4WorkerOptions => ({
  ...borrower(name, config, [ownModule('counting'), bundle]),
  unsafeDirectSockets: [{ host: '127.0.0.1' }, { host: '127.0.0.1', entrypoint: 'Counts' }],
})

async function objectCalls({ portOf }: Stage, edge: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${await portOf(edge, 'Counts')}`)
  return ((await answer.json()) as Counts).objectCalls
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const spoken = (number: number) => number.toLocaleString('en')

function summary(calls: readonly Calls[], waits: readonly Waits[], hops: number, minutes: number): string {
  const admitted = sum(calls.map((one) => one.admitted.length))
  const denied = sum(calls.map((one) => one.denied))
  const all = admitted + denied + sum(waits.map((one) => one.calls))
  return [
    `${ISOLATES} isolates called one key of ${spoken(LIMIT)} a minute ${spoken(admitted + denied)} times in ${minutes} min:`,
    `${spoken(admitted)} were admitted, ${spoken(denied)} refused. Of all ${spoken(all)} calls, ${spoken(all - hops)} were admitted from leases.`,
  ].join('\n')
}

type Told = { kept: boolean; promise: string; seen: string }

function verdicts(calls: readonly Calls[], waits: readonly Waits[], start: number, end: number): Told[] {
  const admissions = calls.flatMap((one) => one.admitted)
  const fullest = fullestWindow(admissions, WINDOW_MS)
  const minutes = alignedWindows(admissions, WINDOW_MS, start, end)
  const refused = waits.flatMap((one) => one.refusedAfterWaiting)
  const waited = sum(waits.map((one) => one.waits))
  return [
    {
      kept: fullest <= LIMIT,
      promise: `no window of 60 s, wherever it starts, holds more than ${spoken(LIMIT)} admitted calls`,
      seen: `the fullest held ${spoken(fullest)}`,
    },
    {
      kept: minutes.every((held) => held >= LEAST),
      promise: `each full minute holds at least ${LEAST}, as three times the limit is asked for`,
      seen: minutes.map(spoken).join(', '),
    },
    {
      // A run in which nobody had to wait has shown nothing.
      kept: refused.length === 0 && waited > 0,
      promise: 'who waits exactly Retry-After gets in',
      seen: `${waited - refused.length} of ${waited} waits${refused.map((one) => `; ${one}`).join('')}`,
    },
  ]
}

function minutesAsked(args: readonly string[]): number {
  const at = args.indexOf('--minutes')
  const minutes = at === -1 ? MINUTES : Number(args[at + 1])
  if (Number.isInteger(minutes) && minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES) return minutes
  console.error(`--minutes must be a whole number from ${LEAST_MINUTES} to ${MOST_MINUTES}.`)
  process.exit(2)
}

// The runtime and the files of a run are taken away by what listens to the exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
process.exit(await soak(minutesAsked(process.argv.slice(2))))
