import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a path is answered. `body` null: never, the connection stays open. */
export type Served = { status?: number; headers?: Record<string, string>; body: string | null; repeat?: number }

/**
 * Web servers on this machine that serve documents, each at a port of its own. `POST /open` at any of them opens another one
 * and answers its URL. `PUT <path>` says how a path is answered, `POST <path>` answers the headers of the requests so far.
 */
export class DocumentHosts {
  readonly #servers: Server[] = []

  /** Opens a server; its URL. */
  async open(): Promise<string> {
    const served = new Map<string, Served>()
    const seen = new Map<string, IncomingMessage['headers'][]>()
    const server = createServer((request, response) => {
      const path = request.url ?? ''
      if (request.method === 'POST') {
        if (path === '/open') void this.open().then((url) => response.end(url))
        else response.end(JSON.stringify(seen.get(path) ?? []))
        return
      }
      if (request.method === 'PUT') {
        let body = ''
        request.on('data', (chunk: Buffer) => {
          body += chunk.toString()
        })
        request.on('end', () => {
          served.set(path, JSON.parse(body))
          response.end()
        })
        return
      }
      seen.set(path, [...(seen.get(path) ?? []), request.headers])
      serve(served.get(path) ?? { status: 404, body: 'none' }, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    this.#servers.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  stop(): void {
    for (const server of this.#servers) {
      server.closeAllConnections()
      server.close()
    }
  }
}

function serve({ status = 200, headers = {}, body, repeat = 1 }: Served, response: ServerResponse): void {
  if (body === null) return
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body.repeat(repeat))
}
