import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { soon } from '../../../test/support/until.ts'
import { json, plain, table } from './lib/text.ts'
import { run } from './run.ts'
import { FrameReader, frameOf, TEXT } from './socket/frames.ts'

// The server side of WebSockets comes with a tool of the tests, without types.
type Peer = { send(text: string): void; close(code: number): void; on(event: 'message', then: () => void): void }
const { WebSocketServer } = createRequire(import.meta.url)('ws')

let server: Server | undefined
let url = ''
/** What the next connections to the live log do. */
const turns: ((peer: Peer) => void)[] = []
const asked: string[] = []

beforeAll(async () => {
  server = createServer(({ url: path, method }, response) => {
    asked.push(`${method} ${path}`)
    response.setHeader('content-type', 'application/json')
    if (path?.startsWith('/api/v1/api-keys?')) {
      const evil = {
        id: 'key_1',
        name: '\u001b]0;owned\u0007\u009b31m',
        environment: 'live',
        status: 'active',
        masked: 'sk',
      }
      response.end(JSON.stringify({ data: [evil], nextCursor: null, total: 1 }))
    } else {
      response.statusCode = 404
      response.end(
        JSON.stringify({ title: 'Not found', code: 'not_found', status: 404, requestId: 'req_1', type: 'x' }),
      )
    }
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    asked.push(`WS ${request.url} ${request.headers.authorization}`)
    const turn = turns.shift()
    if (turn) sockets.handleUpgrade(request, socket, head, turn)
    else socket.destroy()
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server?.close())

/** Runs the command line with what it printed. */
function start(args: string[], env: Record<string, string> = {}) {
  const out: string[] = []
  const notes: string[] = []
  const errors: string[] = []
  const stop = new AbortController()
  const code = run(args, {
    env: { GATEHOUSE_URL: url, GATEHOUSE_KEY: 'sk_1', XDG_CONFIG_HOME: `${tmpdir()}/gatehouse-no-such-place`, ...env },
    print: (line) => out.push(line),
    note: (line) => notes.push(line),
    printError: (line) => errors.push(line),
    readStdin: async () => '',
    askSecret: async () => null,
    signal: stop.signal,
  })
  return { out, notes, errors, code, stop: () => stop.abort() }
}

const entry = (id: string) =>
  JSON.stringify({
    kind: 'entries',
    entries: [{ id, time: '2026-11-21T09:30:00Z', type: 'api_call', outcome: 'ok' }],
    skipped: 0,
  })

describe('the live log', () => {
  test('shows entries, connects again after the stream has ended, and fails when the key is revoked', async () => {
    turns.push(
      (peer) => {
        peer.send(JSON.stringify({ kind: 'state', callsPerSecond: 0, connections: 1 }))
        peer.send(entry('log_1'))
        peer.close(4408)
      },
      (peer) => {
        peer.send(entry('log_2'))
        peer.close(4401)
      },
    )
    const { out, notes, errors, code } = start(['logs', 'tail', '--json', '--key-id', 'key_1', '--status', '4xx'])
    expect(await code).toBe(1)
    expect(out.map((line) => JSON.parse(line).id)).toEqual(['log_1', 'log_2'])
    expect(notes).toEqual([])
    expect(JSON.parse(errors.join('')).title).toContain('revoked')
    expect(asked).toContain('WS /api/v1/event-logs/stream?keyId=key_1&status=4xx Bearer sk_1')
  })

  test('connects again after a lost connection, and stops at Ctrl+C', async () => {
    turns.push(
      (peer) => peer.close(1011),
      (peer) => peer.send(entry('log_3')),
    )
    const { out, notes, code, stop } = start(['logs', 'tail'])
    await soon(() => out.length).toBe(1)
    expect(out[0]).toBe('09:30:00  -  api_call    ok    - ms')
    expect(notes.filter((note) => note === 'Connected.')).toHaveLength(2)
    stop()
    expect(await code).toBe(130)
  })

  test('gives up on a server that accepts every connection and ends it at once', async () => {
    const before = asked.length
    turns.push(...Array.from({ length: 20 }, () => (peer: Peer) => peer.close(4408)))
    const { errors, code } = start(['logs', 'tail'], { GATEHOUSE_TAIL_TRIES: '3' })
    expect(await code).toBe(1)
    expect(errors.join('')).toContain('ends again and again')
    expect(asked.length - before).toBe(3)
    turns.length = 0
  })

  test('fails at once if it is refused', async () => {
    const refusing = createServer((_, response) => void response.end())
    refusing.on('upgrade', (_request, socket) => {
      const body = JSON.stringify({ title: 'Not allowed', code: 'scope_missing', detail: 'logs:read is missing' })
      socket.end(`HTTP/1.1 403 Forbidden\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`)
    })
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`
    const { errors, code } = start(['logs', 'tail'], { GATEHOUSE_URL: at })
    expect(await code).toBe(1)
    expect(errors).toEqual(['logs:read is missing'])
    refusing.close()
  })
})

test('a message of any length arrives whole, wherever the network cuts it', () => {
  const texts = ['', 'a', 'x'.repeat(125), 'y'.repeat(126), 'z'.repeat(65_536)]
  // A server does not mask.
  const frames = texts.map((text) => {
    const { length } = text
    const head =
      length < 126
        ? Buffer.from([0x81, length])
        : length < 65_536
          ? Buffer.from([0x81, 126, length >> 8, length & 255])
          : Buffer.concat([Buffer.from([0x81, 127, 0, 0, 0, 0]), Buffer.from([0, 1, 0, 0])])
    return Buffer.concat([head, Buffer.from(text)])
  })
  const all = Buffer.concat(frames)
  for (const size of [1, 7, 1000, all.length]) {
    const reader = new FrameReader()
    const read: string[] = []
    for (let at = 0; at < all.length; at += size) {
      read.push(...reader.read(all.subarray(at, at + size)).map(({ payload }) => payload.toString()))
    }
    expect(read).toEqual(texts)
  }
  expect(() => new FrameReader().read(Buffer.from([0x81, 127, 1, 0, 0, 0, 0, 0, 0, 0]))).toThrow('too long')
  expect(frameOf(TEXT, Buffer.from('ping'))[1]).toBe(0x80 | 4)
})

describe('what is printed', () => {
  test('cannot control the terminal, whatever a name contains', async () => {
    const { out, code } = start(['keys', 'list'])
    expect(await code).toBe(0)
    expect(out.join('')).not.toMatch(/\p{Cc}/u)
    const machine = start(['keys', 'list', '--json'])
    expect(await machine.code).toBe(0)
    expect(machine.out.join('')).not.toMatch(/\p{Cc}/u)
    expect(JSON.parse(machine.out.join(''))[0].name).toBe('\u001b]0;owned\u0007\u009b31m')
    expect(plain('a\nb')).toBe('a\ufffdb')
    expect(JSON.parse(json('\u202e'))).toBe('\u202e')
    expect(
      table([
        ['a', 'b'],
        ['ccc', 'd'],
      ]),
    ).toEqual(['a    b', 'ccc  d'])
  })

  test('says what is wrong with a command, and how the API refused it', async () => {
    for (const [args, code, words] of [
      [['keys'], 2, 'There is no command "keys"'],
      [['keys', 'revoke'], 2, 'Usage: gatehouse keys revoke ID...'],
      [['keys', 'list', '--stauts', 'active'], 2, '--stauts'],
      [['keys', 'list', '--status', 'gone'], 2, '--status is active, disabled, revoked, expired'],
      [['events', 'publish', 'a.b', '--data', '{'], 2, '--data is not JSON'],
      [['keys', 'revoke', 'key_9'], 1, 'Not found (request req_1)'],
    ] as const) {
      const started = start([...args])
      expect(await started.code, args.join(' ')).toBe(code)
      expect(started.errors.join('')).toContain(words)
    }
    const machine = start(['whoami', '--json'])
    expect(await machine.code).toBe(1)
    expect(JSON.parse(machine.errors.join(''))).toMatchObject({ code: 'not_found' })
    const nobody = start(['whoami'], { GATEHOUSE_KEY: '' })
    expect(await nobody.code).toBe(2)
    expect(nobody.errors.join('')).toContain('gatehouse login')
  })

  test('completes commands, options and ids', async () => {
    const words = async (...given: string[]) => {
      const { out, code } = start(['__complete', '--', ...given])
      expect(await code).toBe(0)
      return out
    }
    expect(await words()).toEqual(expect.arrayContaining(['login', 'keys', 'logs', 'events', 'verify']))
    expect(await words('keys')).toEqual(['list', 'create', 'revoke'])
    expect(await words('keys', 'revoke')).toEqual(['key_1', '--json'])
    expect(await words('keys', 'list')).toEqual(['--status', '--environment', '--search', '--json'])
    expect(await words('events', 'publish')).toEqual(['--data', '--idempotency-key', '--json'])
  })
})
