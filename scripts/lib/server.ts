import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { localConfig } from './local-config.ts'
import { say } from './say.ts'
import { type Settings, UserError } from './settings.ts'
import { buildWorker } from './worker-bundle.ts'
import { wrangler } from './wrangler.ts'
import { withoutNoise } from './wrangler-output.ts'

/** A running local installation. */
export type Server = {
  /** The process group of wrangler and the runtime. */
  group: number
  exited: Promise<number>
  stop(): Promise<number>
}

type Options = {
  /** The output of wrangler, line by line, without noise. */
  onLine: (line: string) => void
  /** Further arguments for `wrangler dev`. */
  args?: string[]
  onGroup?: (group: number) => void
}

const GIVE_UP_MS = 120_000

/**
 * Starts the Worker with its dashboard, database, queues and Durable Objects, and waits until it answers.
 *
 * @throws UserError if the Worker cannot be built, ends before it answers, or does not answer within two minutes
 */
export async function startServer(settings: Settings, options: Options): Promise<Server> {
  const { port, state } = settings
  // Wrangler would build it too, but not print why that fails.
  await buildWorker()
  const run = wrangler(
    // The system chooses the port of the inspector, so that several copies do not conflict.
    [
      ...['dev', '--local', '--config', localConfig(), '--port', String(port), '--persist-to', state],
      ...['--inspector-port', '0', ...(options.args ?? [])],
    ],
    {
      stdout: 'pipe',
      stderr: 'pipe',
      env: { WRANGLER_LOG: process.env.WRANGLER_LOG ?? 'warn', FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
    },
  )
  const onLine = withoutNoise(options.onLine)
  for (const stream of [run.process.stdout, run.process.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine)
  }
  const group = await run.group
  options.onGroup?.(group)
  const ended = run.exited.then((code) => {
    throw new UserError(`The server ended before it answered (exit code ${code}); its own words stand above.`)
  })
  try {
    await Promise.race([ended, untilReady(settings)])
  } catch (error) {
    await run.stop()
    throw error
  }
  return { group, exited: run.exited, stop: run.stop }
}

/** Whether a process listens on the port of this machine, with IPv4 or IPv6. */
export async function isPortTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => accepts(host, port)))
  return answers.includes(true)
}

/** Whether a Gatehouse answers there. */
export async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

async function untilReady(settings: Settings): Promise<void> {
  const started = Date.now()
  let lastSaid = started
  while (!(await isHealthy(settings.url))) {
    const now = Date.now()
    if (now - started > GIVE_UP_MS) throw new UserError(`${settings.url}/healthz did not answer within two minutes.`)
    if (now - lastSaid > 5_000) {
      lastSaid = now
      say(`Waiting for ${settings.url} to answer: ${Math.round((now - started) / 1000)} s so far.`)
    }
    await sleep(150)
  }
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: 1_000 })
    const finish = (answer: boolean) => {
      socket.destroy()
      done(answer)
    }
    socket.on('connect', () => finish(true))
    socket.on('error', () => finish(false))
    socket.on('timeout', () => finish(false))
  })
}
