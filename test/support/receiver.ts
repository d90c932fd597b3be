import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that a receiver got. */
export type Received = {
  /** ms since 1970 */
  at: number
  id: string
  headers: Record<string, string>
  body: string
  /** What it answered; null if it did not answer. */
  status: number | null
}

/**
 * A receiver of webhooks on this machine, with real sockets. Each test uses its own inbox name. The rest of the path
 * says how it behaves: `/in/<name>/status/500`, `/slow/<ms>`, `/fail-first/<n>` (of each webhook-id), `/fail-third`
 * (the first attempt of every third webhook-id), `/retry-after/<s>`, `/huge`, `/endless`, `/drip`, `/reset`,
 * `/redirect`, `/slack/<error>` and `/discord/<error>` (as those platforms answer), `/echo/<status>` (its request, in several encodings), `/hold` (no answer before `PUT /in/<name>`);
 * anything else answers 200. `GET /in/<name>` returns what arrived.
 */
export class Receiver {
  readonly #inboxes = new Map<string, Received[]>()
  readonly #holds = new Map<string, PromiseWithResolvers<void>>()
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const [, , name = '', how = '', value = ''] = (request.url ?? '').split('/')
      const inbox = this.received(name)
      if (request.method === 'GET') {
        response.end(JSON.stringify(inbox))
        return
      }
      const hold = this.#holdOf(name)
      if (request.method === 'PUT') {
        hold.resolve()
        response.end()
        return
      }
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        const got = take(request, body)
        const before = inbox.filter(({ id }) => id === got.id).length
        const ids = [...new Set(inbox.map(({ id }) => id))]
        const seen = ids.includes(got.id) ? ids.indexOf(got.id) : ids.length
        inbox.push(got)
        answer(request, response, how, value, { before, seen, released: hold.promise }, got)
      })
    })
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What an inbox has received so far. */
  received(name: string): Received[] {
    let inbox = this.#inboxes.get(name)
    if (!inbox) {
      inbox = []
      this.#inboxes.set(name, inbox)
    }
    return inbox
  }

  #holdOf(name: string): PromiseWithResolvers<void> {
    let hold = this.#holds.get(name)
    if (!hold) {
      hold = Promise.withResolvers()
      this.#holds.set(name, hold)
    }
    return hold
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}

function take(request: IncomingMessage, body: string): Received {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return { at: Date.now(), id: headers['webhook-id'] ?? '', headers, body, status: null }
}

/** What Slack answers: the error is the whole body. */
const SLACK: Record<string, [status: number, headers: Record<string, string>]> = {
  channel_is_archived: [410, {}],
  no_service: [404, {}],
  action_prohibited: [403, {}],
  invalid_payload: [400, {}],
  rate_limited: [429, { 'retry-after': '600' }],
}

/** What Discord answers: the error is JSON. */
const DISCORD: Record<string, [status: number, headers: Record<string, string>, problem: object | null]> = {
  unknown_webhook: [404, {}, { message: 'Unknown Webhook', code: 10015 }],
  bad_request: [400, {}, { message: 'Invalid Form Body', code: 50035 }],
  rate_limited: [
    429,
    { 'retry-after': '1' },
    { message: 'You are being rate limited.', retry_after: 600.5, global: false },
  ],
  used_up: [204, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '3' }, null],
}

const MANY = 'x'.repeat(64 * 1024)

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  how: string,
  text: string,
  { before, seen, released }: { before: number; seen: number; released: Promise<void> },
  got: Received,
): void {
  const value = Number(text)
  const say = (status: number, headers: Record<string, string> = {}, body = `said ${status}`) => {
    got.status = status
    response.writeHead(status, headers)
    response.end(body)
  }
  const stream = (everyMs: number, text: string, times: number) => {
    got.status = 200
    response.writeHead(200, { 'content-type': 'text/plain' })
    let left = times
    const more = setInterval(() => {
      if (left-- <= 0 || response.destroyed) {
        clearInterval(more)
        response.end()
      } else if (!response.writableNeedDrain) response.write(text)
    }, everyMs)
    response.on('close', () => clearInterval(more))
  }
  const ways: Record<string, () => void> = {
    status: () => say(value),
    slow: () => setTimeout(() => say(200), value),
    hold: () => void released.then(() => say(200)),
    'fail-first': () => say(before < value ? 500 : 200),
    'fail-third': () => say(before === 0 && seen % 3 === 0 ? 500 : 200),
    'retry-after': () => say(503, { 'retry-after': String(value) }),
    slack: () => {
      const [status, headers] = SLACK[text] ?? [200, {}]
      say(status, headers, status === 200 ? 'ok' : text)
    },
    discord: () => {
      const [status, headers, problem] = DISCORD[text] ?? [204, {}, null]
      say(status, { ...headers, 'content-type': 'application/json' }, problem ? JSON.stringify(problem) : '')
    },
    redirect: () => say(302, { location: 'http://169.254.169.254/' }),
    huge: () => stream(0, MANY, (200 * 1024) / 64),
    endless: () => stream(5, MANY, Number.POSITIVE_INFINITY),
    drip: () => stream(1000, 'x', Number.POSITIVE_INFINITY),
    reset: () => request.socket.resetAndDestroy(),
    echo: () => {
      const all = Object.entries(got.headers).map(([name, text]) => `${name}: ${text}`)
      const echo = {
        headers: got.headers,
        nested: JSON.stringify(got.headers),
        query: new URLSearchParams(got.headers).toString(),
        percent: all.map(encodeURIComponent),
        base64: Buffer.from(all.join('\n')).toString('base64'),
        cut: `${'.'.repeat(16_000)}${all.join(' ')}`,
      }
      say(value || 200, { 'x-echo': all.join('; ').replace(/[^\x20-\x7e]/g, '') }, JSON.stringify(echo))
    },
  }
  const way = ways[how]
  if (way) way()
  else say(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }, '{"thanks":true}')
}
