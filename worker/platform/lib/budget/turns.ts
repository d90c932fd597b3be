/** Thrown if no turn became free in time, or if too many tasks are waiting. */
export class TurnsTaken extends Error {
  /** Time after which a retry is worthwhile, ms. */
  readonly retryAfterMs: number
  constructor(retryAfterMs: number) {
    super('too many evaluations are waiting')
    this.name = 'TurnsTaken'
    this.retryAfterMs = retryAfterMs
  }
}

type Turn = { at: number }
type Waiter = { turn: Turn | null; seenAt: number; queued: boolean; wake: () => void }
type Limits = { ofOwner: number; inAll: number }

/**
 * How often a waiter checks by itself, ms: the task that should have woken it may be gone with its canceled request.
 */
const POLL_MS = 100
/**
 * A running task that has not paused, or a waiter that has not checked, for this long (ms) belongs to a request that is
 * gone.
 */
const GONE_MS = 1000

/**
 * Runs one evaluation at a time in an isolate. Owners alternate, however many evaluations each of them has waiting.
 * Between slices an evaluation keeps its turn but lets other work of the isolate run.
 */
export class Turns {
  readonly #limits: Limits
  readonly #clock: () => number
  #holder: Turn | null = null
  /** In the order of their next turn. */
  readonly #queues = new Map<string, Waiter[]>()
  #waiting = 0

  /** `limits`: if more tasks wait, of one owner or in all, a turn is refused at once. */
  constructor(limits: Limits, clock: () => number = Date.now) {
    this.#limits = limits
    this.#clock = clock
  }

  /** The number of waiting tasks. */
  get waiting(): number {
    return this.#waiting
  }

  /**
   * Runs a task in its own turn. The task awaits `pause` between slices. Throws TurnsTaken after `maxWaitMs`, or if
   * too many tasks are waiting already.
   */
  async run<T>(owner: string, maxWaitMs: number, task: (pause: () => Promise<void>) => Promise<T>): Promise<T> {
    const turn = await this.#take(owner, maxWaitMs)
    try {
      return await task(async () => {
        await sleep(0)
        turn.at = this.#clock()
      })
    } finally {
      if (this.#holder === turn) this.#passOn()
    }
  }

  async #take(owner: string, maxWaitMs: number): Promise<Turn> {
    const start = this.#clock()
    if (this.#holder === null && this.#waiting === 0) {
      this.#holder = { at: start }
      return this.#holder
    }
    const { ofOwner, inAll } = this.#limits
    const own = this.#queues.get(owner)?.length ?? 0
    if (own >= ofOwner || this.#waiting >= inAll) throw new TurnsTaken(maxWaitMs)
    let wake: () => void = () => undefined
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    const waiter: Waiter = { turn: null, seenAt: start, queued: false, wake }
    while (waiter.turn === null) {
      const now = this.#clock()
      waiter.seenAt = now
      if (!waiter.queued) this.#enter(owner, waiter)
      if (this.#holder === null || now - this.#holder.at > GONE_MS) {
        this.#passOn()
      } else if (now - start >= maxWaitMs) {
        this.#leave(owner, waiter)
        throw new TurnsTaken(maxWaitMs)
      } else {
        await Promise.race([woken, sleep(Math.min(POLL_MS, maxWaitMs))])
      }
    }
    waiter.turn.at = this.#clock()
    return waiter.turn
  }

  #enter(owner: string, waiter: Waiter): void {
    const queue = this.#queues.get(owner)
    if (queue) queue.push(waiter)
    else this.#queues.set(owner, [waiter])
    waiter.queued = true
    this.#waiting++
  }

  /**
   * Gives the turn to the first task of the next owner, and moves that owner to the end. Drops waiters that are gone.
   */
  #passOn(): void {
    this.#holder = null
    const now = this.#clock()
    // An owner that is moved to the end is visited again in this loop, until it has no waiters.
    for (const [owner, queue] of this.#queues) {
      this.#queues.delete(owner)
      const waiter = queue.shift()
      if (queue.length > 0) this.#queues.set(owner, queue)
      if (!waiter) continue
      this.#waiting--
      if (now - waiter.seenAt > GONE_MS) {
        // If the waiter does check again after all, it enqueues itself again.
        waiter.queued = false
        continue
      }
      this.#holder = { at: now }
      waiter.turn = this.#holder
      waiter.wake()
      return
    }
  }

  #leave(owner: string, waiter: Waiter): void {
    const queue = this.#queues.get(owner) ?? []
    const index = queue.indexOf(waiter)
    if (index < 0) return
    queue.splice(index, 1)
    this.#waiting--
    if (queue.length === 0) this.#queues.delete(owner)
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
