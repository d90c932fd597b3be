import type { QueueName } from '../queue/delivery-ref.ts'

/** Counts the open calls to endpoints in this isolate, including those of earlier batches. */
export class OpenCalls {
  readonly #open: Record<QueueName, Map<string, number>> = { main: new Map(), slow: new Map() }
  readonly #slow = new Map<string, number>()
  readonly #all: Record<QueueName, number> = { main: 0, slow: 0 }

  /** Open calls of each organization that came from this queue. */
  byOrganization(queue: QueueName): ReadonlyMap<string, number> {
    return this.#open[queue]
  }

  /** All open calls that came from this queue. */
  inAll(queue: QueueName): number {
    return this.#all[queue]
  }

  /** Calls of an organization that have been open for longer than a second. */
  slowOf(organizationId: string): number {
    return this.#slow.get(organizationId) ?? 0
  }

  begin(queue: QueueName, organizationId: string): void {
    this.#all[queue]++
    add(this.#open[queue], organizationId, 1)
  }

  becameSlow(organizationId: string): void {
    add(this.#slow, organizationId, 1)
  }

  end(queue: QueueName, organizationId: string, wasSlow: boolean): void {
    this.#all[queue]--
    add(this.#open[queue], organizationId, -1)
    if (wasSlow) add(this.#slow, organizationId, -1)
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}

/** The open calls of this isolate. */
export const openCalls = new OpenCalls()
