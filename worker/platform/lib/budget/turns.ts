/** A turn that nobody could have in time, or for which too many wait. */
export class TurnsTaken extends Error {
  /** After so many ms it is worth trying again. */
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

/** A waiter looks by itself this often, ms: whoever should have woken it may be gone with its request. */
const LOOK_MS = 100
/** A turn that has not given way, or a waiter that has not looked, for so long, ms, belongs to a request that is gone. */
const GONE_MS = 1000

/**
 * One evaluation at a time in an isolate. Owners take turns, however many evaluations each of them has waiting; between
 * slices an evaluation keeps its turn and lets other work of the isolate run.
 */
export class Turns {
  readonly #limits: Limits
  readonly #clock: () => number
  #holder: Turn | null = null
  /** In the order of their next turn. */
  readonly #queues = new Map<string, Waiter[]>()
  #waiting = 0

  /** `limits`: when more wait, of one owner or in all, a turn is refused at once. */
  constructor(limits: Limits, clock: () => number = Date.now) {
    this.#limits = limits
    this.#clock = clock
  }

  /** How many wait at this moment. */
  get waiting(): number {
    return this.#waiting
  }

  /**
   * Runs a task in a turn of its own. The task awaits `pause` between slices. Throws TurnsTaken after `patienceMs`, or
   * when too many wait already.
   */
  async run<T>(owner: string, patienceMs: number, task: (pause: () => Promise<void>) => Promise<T>): Promise<T> {
    const turn = await this.#take(owner, patienceMs)
    try {
      return await task(async () => {
        await sleep(0)
        turn.at = this.#clock()
      })
    } finally {
      if (this.#holder === turn) this.#passOn()
    }
  }

  async #take(owner: string, patienceMs: number): Promise<Turn> {
    const start = this.#clock()
    if (this.#holder === null && this.#waiting === 0) {
      this.#holder = { at: start }
      return this.#holder
    }
    const { ofOwner, inAll } = this.#limits
    const own = this.#queues.get(owner)?.length ?? 0
    if (own >= ofOwner || this.#waiting >= inAll) throw new TurnsTaken(patienceMs)
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
      } else if (now - start >= patienceMs) {
        this.#leave(owner, waiter)
        throw new TurnsTaken(patienceMs)
      } else {
        await Promise.race([woken, sleep(Math.min(LOOK_MS, patienceMs))])
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

  /** Gives the turn to the first of the owner whose turn it is; that owner is last then. Drops waiters that are gone. */
  #passOn(): void {
    this.#holder = null
    const now = this.#clock()
    // An owner that is put last is met again, until it has nobody left.
    for (const [owner, queue] of this.#queues) {
      this.#queues.delete(owner)
      const waiter = queue.shift()
      if (queue.length > 0) this.#queues.set(owner, queue)
      if (!waiter) continue
      this.#waiting--
      if (now - waiter.seenAt > GONE_MS) {
        // Should it look again after all, it enters again.
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
