import { createConnection, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { parentPort } from 'node:worker_threads'

/** One burst of load. It ends after `ms`, or after `calls` calls if that is earlier. */
export type Load = {
  port: number
  /** Complete HTTP/1.1 requests, sent in turn and repeated. */
  requests: string[]
  connections: number
  ms: number
  calls: number
  /** The rate in calls per second; null: each connection sends the next request as soon as it was answered. */
  rate: number | null
  expected: number
}

export type LoadResult = { calls: number; seconds: number; latencies: Float64Array; busy: number }

const HEAD_END = Buffer.from('\r\n\r\n')
const NOTHING = Buffer.alloc(0)
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** The length of the answer at the start of `bytes`, and its status; null if a part of it is missing. */
function readAnswer(bytes: Buffer): { length: number; status: number } | null {
  const headEnd = bytes.indexOf(HEAD_END)
  if (headEnd === -1) return null
  const head = bytes.toString('latin1', 0, headEnd)
  const bodyStart = headEnd + HEAD_END.length
  const status = Number(head.slice(9, 12))
  const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (declared !== undefined) {
    const length = bodyStart + Number(declared)
    return bytes.length >= length ? { length, status } : null
  }
  // No answer of Gatehouse has this sequence within a chunk.
  const end = bytes.indexOf(LAST_CHUNK, bodyStart)
  return end === -1 ? null : { length: end + LAST_CHUNK.length, status }
}

/**
 * Calls over keep-alive connections and reads every answer completely. It uses plain sockets, so that on a machine of
 * two cores the client needs less CPU than the cheapest answer.
 * Rejects at the first answer with another status, and when a connection breaks.
 */
async function run({ port, requests, connections, ms, calls, rate, expected }: Load): Promise<LoadResult> {
  const bytes = requests.map((request) => Buffer.from(request, 'latin1'))
  const latencies: number[] = []
  const sockets = await Promise.all(Array.from({ length: connections }, () => connect(port)))
  const utilization = performance.eventLoopUtilization()
  const start = performance.now()
  let sent = 0
  let last = start
  const finished = () => sent >= calls || performance.now() - start >= ms

  const talk = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      let received: Buffer = Buffer.alloc(0)
      let askedAt = 0
      const send = (request: Buffer) => {
        askedAt = performance.now()
        socket.write(request)
      }
      const ask = () => {
        if (finished()) return resolve()
        const due = rate === null ? 0 : start + (sent / rate) * 1000 - performance.now()
        const request = bytes[sent % bytes.length] ?? NOTHING
        sent++
        if (due > 1) setTimeout(send, due, request)
        else send(request)
      }
      socket.on('data', (chunk) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
        const answer = readAnswer(received)
        if (!answer) return
        if (answer.status !== expected) {
          return reject(new Error(`expected ${expected}, got: ${received.toString('utf8').slice(0, 600)}`))
        }
        received = received.subarray(answer.length)
        last = performance.now()
        latencies.push(last - askedAt)
        ask()
      })
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the connection was closed')))
      ask()
    })

  try {
    await Promise.all(sockets.map(talk))
    return {
      calls: latencies.length,
      seconds: (last - start) / 1000,
      latencies: Float64Array.from(latencies).sort(),
      busy: performance.eventLoopUtilization(utilization).utilization,
    }
  } finally {
    for (const socket of sockets) socket.removeAllListeners('close').destroy()
  }
}

function connect(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port, noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

parentPort?.on('message', async (load: Load) => {
  try {
    parentPort?.postMessage({ result: await run(load) })
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
