import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Load, LoadResult } from './load-worker.ts'

/** A load generator in its own thread, so that nothing this process does delays it. */
export class LoadGenerator {
  #worker = new Worker(new URL('./load-worker.ts', import.meta.url))

  /** Runs one burst of load, one at a time. Rejects if an answer was not the expected one. */
  async run(load: Load): Promise<LoadResult> {
    this.#worker.postMessage(load)
    const [message]: { result?: LoadResult; error?: string }[] = await once(this.#worker, 'message')
    if (!message?.result) throw new Error(`The load was not answered as it should be: ${message?.error}`)
    return message.result
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}

/** The bytes of a GET request with the headers of a remote client. */
export function getRequest(path: string, key: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: gatehouse.example',
    `Authorization: Bearer ${key}`,
    'User-Agent: gatehouse-bench/1',
    'Accept: application/json',
    'CF-Connecting-IP: 203.0.113.7',
    '\r\n',
  ].join('\r\n')
}

/** The bytes of a POST request with a JSON body of ASCII text. */
export function postRequest(path: string, body: string, headers: Readonly<Record<string, string>>): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: gatehouse.example',
    'User-Agent: gatehouse-bench/1',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'CF-Connecting-IP: 203.0.113.7',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n')
}
