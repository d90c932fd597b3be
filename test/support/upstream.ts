import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { ENCODED_TEXT } from './upstream-texts.ts'

/** A request that an upstream got. `raw`: header names and values in turn, as they were sent. */
export type Reached = {
  method: string
  url: string
  raw: string[]
  headers: Record<string, string>
  /** Of its body, which was read to the end. */
  bytes: number
  body: string
  /** The caller ended the connection before it was answered. */
  aborted: boolean
}

const MB = 1024 * 1024

/**
 * An upstream for tests of the gateway, with real sockets. `/do/<what>[/<value>]/...` says how it behaves; every other path
 * answers with what arrived. `/reached/<text>` lists the requests whose URL contains a text.
 */
export class Upstream {
  readonly #reached: Reached[] = []
  readonly #server: Server
  readonly #upgraded: Socket[] = []

  private constructor() {
    this.#server = createServer((request, response) => this.#take(request, response))
    this.#server.on('upgrade', (request, socket) => {
      this.#upgraded.push(socket as Socket)
      echoSocket(request, socket as Socket)
    })
  }

  static async start(port = 0): Promise<Upstream> {
    const upstream = new Upstream()
    await new Promise<void>((resolve) => upstream.#server.listen(port, '127.0.0.1', resolve))
    return upstream
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The requests whose URL contains a text. */
  reached(text: string): Reached[] {
    return this.#reached.filter(({ url }) => url.includes(text))
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    // The server does not count these any more, but would wait for them.
    for (const socket of this.#upgraded) socket.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? ''
    const [, first, text = ''] = url.split('/')
    if (first === 'reached') {
      response.end(JSON.stringify(this.reached(decodeURIComponent(text))))
      return
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const { method = '', rawHeaders: raw } = request
    const got: Reached = { method, url, raw, headers, bytes: 0, body: '', aborted: false }
    this.#reached.push(got)
    const hash = createHash('sha256')
    request.on('data', (chunk: Buffer) => {
      got.bytes += chunk.length
      if (got.bytes < 4096) got.body += chunk.toString()
      hash.update(chunk)
    })
    request.on('error', () => undefined)
    response.on('close', () => {
      got.aborted = !response.writableFinished
    })
    // Some answer before they have read the body.
    const early = /^\/do\/(?:reset|early)\b/.test(url)
    const go = () => answer(request, response, got, hash)
    if (early) go()
    else request.on('end', go)
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  got: Reached,
  hash: ReturnType<typeof createHash>,
): void {
  const { pathname, searchParams } = new URL(got.url.replace(/^\/+/, '/'), 'http://upstream')
  const [, doing, what = '', value = ''] = pathname.split('/')
  const way = doing === 'do' ? WAYS[what] : undefined
  if (way) {
    way({ request, response, value, query: searchParams, got })
    return
  }
  const body = JSON.stringify({ ...got, sha256: hash.digest('hex') })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

type Way = (of: {
  request: IncomingMessage
  response: ServerResponse
  value: string
  query: URLSearchParams
  got: Reached
}) => void

const failures = new Map<string, number>()

const WAYS: Record<string, Way> = {
  status: ({ response, value }) => {
    const status = Number(value)
    const text = status === 204 || status === 304 ? '' : `said ${status}`
    response.writeHead(status, {
      'content-type': 'text/plain',
      'x-own': 'upstream',
      ...(text !== '' && { 'content-length': text.length }),
    })
    response.end(text)
  },
  /** Fails so many times for each path, then answers. */
  'fail-first': ({ response, value, got }) => {
    const before = failures.get(got.url) ?? 0
    failures.set(got.url, before + 1)
    const [times = '1', status = '503'] = value.split('-')
    response.writeHead(before < Number(times) ? Number(status) : 200, { 'content-type': 'text/plain' })
    // Long enough that an unread body would keep its connection.
    if (before < Number(times)) response.end('x'.repeat(300_000))
    else response.end('answered')
  },
  'reset-first': ({ request, response, got }) => {
    const before = failures.get(got.url) ?? 0
    failures.set(got.url, before + 1)
    if (before === 0) request.socket.resetAndDestroy()
    else response.end('answered')
  },
  slow: ({ response, value }) => setTimeout(() => response.end('late'), Number(value)),
  never: () => undefined,
  reset: ({ request }) => request.socket.resetAndDestroy(),
  /** Promises 1,000 bytes and ends after three. */
  short: ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 1000 })
    response.write('abc')
    setTimeout(() => response.socket?.destroy(), 50)
  },
  /** The same, with so many bytes before that they do not fit one piece. */
  'short-long': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 10 * MB })
    response.write('x'.repeat(MB), () => setTimeout(() => response.socket?.destroy(), 50))
  },
  /** Promises three bytes and sends many more. */
  long: ({ response }) => {
    response.socket?.write(
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/plain\r\n\r\nabcHTTP/1.1 200 OK\r\n',
    )
    setTimeout(() => response.socket?.destroy(), 50)
  },
  die: ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write('abc')
    setTimeout(() => response.socket?.resetAndDestroy(), 50)
  },
  /** Begins to answer, and then is silent. */
  hang: ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write('abc')
  },
  headers: ({ response }) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n')
    const more = setInterval(() => response.socket?.write(`x-more-${Math.random()}: 1\r\n`), 20)
    response.on('close', () => clearInterval(more))
  },
  garbage: ({ response }) => {
    response.socket?.end('this is no HTTP\r\n\r\n')
  },
  redirect: ({ response, query }) => {
    response.writeHead(302, { location: query.get('to') ?? '' })
    response.end()
  },
  /** So many items as JSON. */
  json: ({ response, value }) => {
    const items = Array.from({ length: Number(value) }, (_, id) => ({ id, text: 'x'.repeat(80) }))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ total: items.length, items }))
  },
  png: ({ response }) => {
    response.writeHead(200, { 'content-type': 'image/png' })
    response.end(Buffer.from('89504e470d0a1a0a0000000d', 'hex'))
  },
  gzip: ({ response }) => encoded(response, 'gzip', gzipSync(ENCODED_TEXT)),
  br: ({ response }) => encoded(response, 'br', brotliCompressSync(ENCODED_TEXT)),
  zstd: ({ response }) => encoded(response, 'zstd', zstdCompressSync(ENCODED_TEXT)),
  html: ({ response }) => {
    response.writeHead(200, [
      ['content-type', 'text/html'],
      ['content-security-policy', 'sandbox allow-scripts allow-same-origin'],
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=2; Path=/'],
      ['clear-site-data', '"*"'],
      ['service-worker-allowed', '/'],
      ['connection', 'x-hop'],
      ['x-hop', 'for one connection'],
      ['keep-alive', 'timeout=5'],
      ['ratelimit', '"theirs";r=1'],
      ['x-request-id', 'theirs'],
      ['alt-svc', 'h3=":1"'],
    ])
    response.end('<h1>Hello</h1>')
  },
  cors: ({ response }) => {
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      vary: 'Accept-Encoding, Origin',
      'content-type': 'text/plain',
    })
    response.end('ok')
  },
  /** Says that everybody may keep it, and whose it is. */
  cached: ({ response, got }) => {
    response.writeHead(200, { 'cache-control': 'public, max-age=60, s-maxage=600', 'content-type': 'text/plain' })
    response.end(got.headers['x-gatehouse-key-id'])
  },
  /** So many MB. */
  big: ({ response, value }) => {
    const chunk = Buffer.alloc(64 * 1024, 'x')
    let left = (Number(value) * MB) / chunk.length
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': left * chunk.length })
    const more = () => {
      while (left > 0) {
        left--
        if (!response.write(chunk)) {
          response.once('drain', more)
          return
        }
      }
      response.end()
    }
    more()
  },
  /** An event every so many ms. */
  events: ({ response, value, query }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    let sent = 0
    const most = Number(query.get('count') ?? Number.POSITIVE_INFINITY)
    const more = setInterval(() => {
      response.write(`data: ${sent++}\n\n`)
      if (sent >= most) response.end()
    }, Number(value))
    response.on('close', () => clearInterval(more))
  },
}

function encoded(response: ServerResponse, encoding: string, body: Buffer): void {
  response.writeHead(200, {
    'content-encoding': encoding,
    'content-type': 'text/plain',
    'content-length': body.length,
  })
  response.end(body)
}

/** A WebSocket that echoes short text messages (RFC 6455); `/do/socket`. The first message is the request's headers. */
function echoSocket(request: IncomingMessage, socket: Socket): void {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nX-Own: upstream\r\n\r\n`,
  )
  sendText(socket, JSON.stringify(request.headers))
  let bytes = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    while (bytes.length >= 6) {
      const length = (bytes[1] ?? 0) & 0x7f
      if (length > 125 || bytes.length < 6 + length) return
      const mask = bytes.subarray(2, 6)
      const masked = [...bytes.subarray(6, 6 + length)]
      const text = Buffer.from(masked.map((byte, at) => byte ^ (mask[at % 4] ?? 0)))
      const opcode = (bytes[0] ?? 0) & 0x0f
      bytes = bytes.subarray(6 + length)
      if (opcode === 8) {
        socket.end(Buffer.from([0x88, 0]))
        return
      }
      sendText(socket, `echo ${text}`)
    }
  })
  socket.on('error', () => undefined)
}

function sendText(socket: Socket, text: string): void {
  const payload = Buffer.from(text)
  const head =
    payload.length < 126
      ? Buffer.from([0x81, payload.length])
      : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255])
  socket.write(Buffer.concat([head, payload]))
}
