import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A receiver on loopback that answers 200 to everything, and counts. */
export class Receiver {
  #received = 0
  #waiting: { count: number; done: () => void } | null = null
  lastBody = ''
  readonly #server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      response.end('ok')
      this.lastBody = body
      this.#received++
      if (this.#waiting && this.#received >= this.#waiting.count) this.#waiting.done()
    })
  })

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  /** Resolves after so many further requests. */
  next(count: number): Promise<void> {
    this.#received = 0
    return new Promise((done) => {
      this.#waiting = { count, done }
    })
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
