import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

type Usage = { usedSize: number; embedderHeapUsedSize: number; backingStorageSize: number }
type Answer = { id?: number; result?: Partial<Usage>; error?: { message: string } }

const WAKE_MS = 100

/** The inspector of one isolate: Chrome DevTools Protocol, domains HeapProfiler and Runtime. */
export class Inspector {
  readonly #socket: WebSocket
  readonly #wake: () => Promise<unknown>
  #lastId = 0

  private constructor(socket: WebSocket, wake: () => Promise<unknown>) {
    this.#socket = socket
    this.#wake = wake
  }

  /**
   * Connects to the isolate of a Worker by its name. `url` is the address of the runtime's inspector. `wake` makes the
   * isolate answer a request: an idle isolate does not collect its garbage, even on request.
   */
  static async connect(url: URL, worker: string, wake: () => Promise<unknown>): Promise<Inspector> {
    const socket = new WebSocket(new URL(`/core:user:${worker}`, url))
    await once(socket, 'open')
    return new Inspector(socket, wake)
  }

  /** Bytes that the isolate uses after a garbage collection: its heap, objects of the runtime, and buffers. */
  async bytesInUse(): Promise<number> {
    // The second pass collects what the first one only finalizes.
    await this.#collect()
    await this.#collect()
    const { usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await this.#ask('Runtime.getHeapUsage')
    return usedSize + embedderHeapUsedSize + backingStorageSize
  }

  close(): void {
    this.#socket.close()
  }

  async #collect(): Promise<void> {
    const collected = this.#ask('HeapProfiler.collectGarbage').then(() => true)
    // A request may arrive before the command, and then wakes the isolate too early.
    do await this.#wake()
    while (!(await Promise.race([collected, sleep(WAKE_MS, false)])))
  }

  #ask(method: string): Promise<Partial<Usage>> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const listen = ({ data }: MessageEvent) => {
        const answer: Answer = JSON.parse(data)
        if (answer.id !== id) return
        this.#socket.removeEventListener('message', listen)
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`))
        else resolve(answer.result ?? {})
      }
      this.#socket.addEventListener('message', listen)
      this.#socket.send(JSON.stringify({ id, method }))
    })
  }
}
