import { createHash, randomBytes } from 'node:crypto'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import { GatehouseError, refused } from '../../gatehouse-error.ts'
import { CLOSE, FrameReader, frameOf, PING, PONG, TEXT } from './frames.ts'

export type Socket = {
  /** The messages, until the socket closes. */
  messages: AsyncIterable<string>
  /** The code with which it was closed; 1006 if the connection just ended. Known once there are no more messages. */
  readonly closeCode: number
  send(text: string): void
  close(): void
}

/**
 * Opens a WebSocket with headers of its own (RFC 6455). Node.js has none before version 22, and the one of browsers
 * cannot send a key.
 *
 * @throws GatehouseError if the server refuses it, or does not answer
 */
export async function openSocket(address: string, headers: Record<string, string>): Promise<Socket> {
  const key = randomBytes(16).toString('base64')
  const open = address.startsWith('https:') ? requestHttps : requestHttp
  const { duplex, head } = await new Promise<{ duplex: Duplex; head: Buffer }>((resolve, reject) => {
    const request = open(address, {
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': key,
      },
      timeout: 15_000,
    })
    request.on('timeout', () => request.destroy(new Error('The server does not answer')))
    request.on('error', (cause) => reject(new GatehouseError('network', { cause })))
    request.on('response', (answer) => void refusalOf(answer).then(reject, reject))
    request.on('upgrade', (answer: IncomingMessage, stream: Duplex, start: Buffer) => {
      const wanted = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
      if (answer.headers['sec-websocket-accept'] === wanted) resolve({ duplex: stream, head: start })
      else reject(new GatehouseError('network', { cause: new Error('The answer is not a WebSocket') }))
    })
    request.end()
  })
  return socketOn(duplex, head)
}

async function refusalOf(answer: IncomingMessage): Promise<GatehouseError> {
  let text = ''
  for await (const chunk of answer) text += chunk
  const { statusCode: status = 500, headers } = answer
  const known = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return refused(new Response(null, { status: status < 200 ? 500 : status, headers: Object.fromEntries(known) }), text)
}

function socketOn(duplex: Duplex, head: Buffer): Socket {
  let closeCode = 1006
  const send = (opcode: number, payload: Buffer) => {
    if (duplex.writable) duplex.write(frameOf(opcode, payload))
  }
  async function* read(): AsyncGenerator<string> {
    const reader = new FrameReader()
    let text = ''
    try {
      for await (const chunk of chunks(head, duplex)) {
        for (const { opcode, payload, isLast } of reader.read(chunk)) {
          if (opcode === PING) send(PONG, payload)
          else if (opcode === CLOSE) {
            closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
            return
          } else if (opcode <= TEXT) {
            text += payload.toString()
            if (!isLast) continue
            yield text
            text = ''
          }
        }
      }
    } catch {
      // The connection broke: that is what 1006 says.
    } finally {
      duplex.destroy()
    }
  }
  return {
    messages: read(),
    get closeCode() {
      return closeCode
    },
    send: (text) => send(TEXT, Buffer.from(text)),
    close: () => duplex.destroy(),
  }
}

async function* chunks(head: Buffer, duplex: Duplex): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head
  yield* duplex
}
