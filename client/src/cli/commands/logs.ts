import { address } from '../../address.ts'
import { GatehouseError } from '../../gatehouse-error.ts'
import type { LogEntry } from '../../generated.ts'
import { pause } from '../../retry.ts'
import { type Command, textOf, type Values } from '../lib/command.ts'
import { type Login, loginOf } from '../lib/config.ts'
import type { Io } from '../lib/io.ts'
import { json, plain } from '../lib/text.ts'
import { openSocket, type Socket } from '../socket/open-socket.ts'

const FILTERS = ['type', 'key-id', 'webhook-id', 'app-id', 'status', 'method', 'path', 'ip', 'environment']
/** A connection is tried for about two minutes, then the command fails: a silent one that gets nothing helps nobody. */
const TRIES = 8
const PING_MS = 30_000

export const tailLogs: Command = {
  name: 'logs tail',
  usage: FILTERS.map((name) => `[--${name} ...]`).join(' '),
  summary: 'Show the event log live, until Ctrl+C. With --json one entry a line.',
  options: Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' }])),
  arguments: [0, 0],
  async run(io, { values, isJson }) {
    const login = await loginOf(io.env)
    const show = (entry: LogEntry) => io.print(isJson ? json(entry) : lineOf(entry))
    const tries = Number(io.env.GATEHOUSE_TAIL_TRIES) || TRIES
    for (let failures = 0; !io.signal.aborted; ) {
      let socket: Socket
      try {
        socket = await openSocket(streamUrl(login, values), { authorization: `Bearer ${login.key}` })
      } catch (error) {
        const isFinal =
          error instanceof GatehouseError && error.kind === 'refused' && error.status < 500 && error.status !== 429
        if (isFinal || ++failures >= tries || io.signal.aborted) throw error
        io.note('Gatehouse cannot be reached. Trying again.')
        await pause(Math.min(30_000, 500 * 2 ** failures), io.signal)
        continue
      }
      io.note('Connected.')
      const messages = await follow(io, socket, show)
      if (io.signal.aborted) return
      if (socket.closeCode === 4401) throw new Error('The key was revoked or changed, or has expired.')
      failures = messages > 0 ? 0 : failures + 1
      if (failures >= tries) throw new Error('The connection ends again and again.')
      // A stream ends after a quarter of an hour, and is then opened again at once.
      if (socket.closeCode !== 4408 || failures > 0) await pause(500 * 2 ** failures, io.signal)
    }
  },
}

function streamUrl({ url }: Login, values: Values): string {
  const filter = Object.fromEntries(
    FILTERS.map((name) => [name.replace(/-(\w)/, (_, letter: string) => letter.toUpperCase()), textOf(values, name)]),
  )
  return url.replace(/\/+$/, '').replace(/\/api\/v1$/, '') + address('/api/v1/event-logs/stream', filter)
}

/** Shows what arrives until the socket closes, and returns the number of messages. A connection that does not answer for a minute is given up. */
async function follow(io: Io, socket: Socket, show: (entry: LogEntry) => void): Promise<number> {
  let isAlive = true
  let count = 0
  const timer = setInterval(() => {
    if (!isAlive) return socket.close()
    isAlive = false
    socket.send('ping')
  }, PING_MS)
  const stop = () => socket.close()
  io.signal.addEventListener('abort', stop)
  try {
    for await (const text of socket.messages) {
      isAlive = true
      count++
      if (text === 'pong') continue
      const message: { kind: string; entries?: LogEntry[]; skipped?: number } = JSON.parse(text)
      if (message.skipped) io.note(`${message.skipped} entries were left out, because too many came at once.`)
      for (const entry of message.entries ?? []) show(entry)
    }
  } finally {
    clearInterval(timer)
    io.signal.removeEventListener('abort', stop)
  }
  return count
}

const lineOf = ({
  time,
  status,
  method,
  endpoint,
  outcome,
  keyName,
  webhookName,
  durationMs,
  type,
}: LogEntry): string =>
  [
    time.slice(11, 19),
    status ?? '-',
    method ?? type,
    endpoint ?? '',
    outcome,
    keyName ?? webhookName ?? '',
    `${durationMs ?? '-'} ms`,
  ]
    .map(plain)
    .join('  ')
