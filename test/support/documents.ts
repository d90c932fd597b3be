import { inject } from 'vitest'
import type { Served } from './document-hosts.ts'

/** A web server on this machine with documents. */
export class DocumentHost {
  readonly url: string

  private constructor(url: string) {
    this.url = url
  }

  /** Opens one at a port of its own. */
  static async open(): Promise<DocumentHost> {
    const answer = await fetch(`${inject('documents')}/open`, { method: 'POST' })
    return new DocumentHost(await answer.text())
  }

  /** Says how a path is answered from now on; returns its URL. */
  async serve(path: string, served: Served): Promise<string> {
    const answer = await fetch(this.url + path, { method: 'PUT', body: JSON.stringify(served) })
    await answer.body?.cancel()
    return this.url + path
  }

  /** Serves the metadata document of a client at its client ID, which is returned. Undefined members are left out. */
  serveClient(
    path: string,
    metadata: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<string> {
    const document = {
      client_id: this.url + path,
      client_name: 'Agent of a vendor',
      redirect_uris: ['https://agent.example.com/callback'],
      ...metadata,
    }
    return this.serve(path, { headers, body: JSON.stringify(document) })
  }

  /** The headers of all requests for a path so far. */
  async requests(path: string): Promise<Record<string, string>[]> {
    const answer = await fetch(this.url + path, { method: 'POST' })
    return answer.json()
  }
}
