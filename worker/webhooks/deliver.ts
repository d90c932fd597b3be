import { type Attempted, attemptDelivery, type Opened, openSender } from './attempt.ts'
import { decideClaimed } from './decide.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { type Claimed, claimDeliveries, findLaneHeads, findSenders, type Sender } from './delivery-store.ts'
import { askGate, reportToGate } from './endpoint-gate-client.ts'
import type { GateReport } from './gate-core.ts'
import { surroundingsOf } from './own-hosts.ts'
import { cancelAll, giveBack, holdBack, putOff } from './put-off.ts'
import { Recorder } from './record.ts'
import { Slots } from './slots.ts'
import type { Surroundings } from './target-url.ts'
import { sendWakeUps } from './wake.ts'

/** A batch starts nothing new after so long, so that a slow endpoint cannot hold up those behind it. */
const BATCH_MS = 2000
/** What goes on after a batch has answered has 30 s; a longer attempt makes it answer later. */
const AFTER_BATCH_MS = 22_000
/** A Worker has six connections at a time; an endpoint that is not alone in its batch gets no more than four. */
const CONNECTIONS = 6
const SHARED_CONNECTIONS = 4
const CHUNK = 50
/** Chunks of one webhook that are worked on at a time. */
const LINES = 3
/** What a lease outlasts the timeout by: waiting for a connection, reading the body, writing the outcome. */
const LEASE_MARGIN_MS = 12_000

/**
 * Delivers what a batch of the queue names, as far as its endpoints let it. Answers when everything is sent or put off,
 * and at the latest some time after BATCH_MS: what is under way then goes on under `waitUntil`. Whatever is cut off in the middle
 * keeps its lease, and the sweeper comes back to it.
 */
export async function deliverAll(deps: DeliveryDeps, refs: readonly DeliveryRef[]): Promise<void> {
  const groups = new Map<string, DeliveryRef[]>()
  for (const ref of new Map(refs.map((one) => [one.id, one])).values()) {
    const group = groups.get(ref.webhookId)
    if (group) group.push(ref)
    else groups.set(ref.webhookId, [ref])
  }
  const first = [...groups.values()].flatMap(([one]) => (one ? [one] : []))
  const [found, surroundings] = await Promise.all([
    findSenders(deps.db, first),
    surroundingsOf({ ...deps, now: Date.now() }),
  ])
  const senders = new Map(found.map((sender) => [sender.id, sender]))
  const run = new Run(deps, surroundings)
  const perEndpoint = groups.size > 1 ? SHARED_CONNECTIONS : CONNECTIONS
  await Promise.all(
    [...groups].map(([webhookId, group]) => {
      const sender = senders.get(webhookId)
      return sender ? run.deliverTo(sender, group, new Slots(perEndpoint)) : undefined
    }),
  )
}

class Run {
  readonly #deps: DeliveryDeps
  readonly #surroundings: Surroundings
  readonly #deadline = Date.now() + BATCH_MS
  readonly #connections = new Slots(CONNECTIONS)
  readonly #recorder: Recorder

  constructor(deps: DeliveryDeps, surroundings: Surroundings) {
    this.#deps = deps
    this.#surroundings = surroundings
    this.#recorder = new Recorder(deps)
  }

  async deliverTo(sender: Sender, refs: DeliveryRef[], own: Slots): Promise<void> {
    if (sender.deletedAt !== null) return cancelAll(this.#deps, refs)
    if (sender.status !== 'active') return holdBack(this.#deps, refs)
    const opened = await openSender(this.#deps.config, sender, this.#surroundings)
    const rest = refs.sort((a, b) => (a.id < b.id ? -1 : 1))
    // While one chunk is claimed, another is sent; but an ordered webhook has one after the other.
    const lines = sender.ordered === 1 ? 1 : LINES
    await Promise.all(Array.from({ length: lines }, () => this.#work(opened, rest, own)))
    if (rest.length > 0) await sendWakeUps(this.#deps.queue, rest)
  }

  /** Takes chunks from `rest` until none is left, or the time of the batch is up. */
  async #work(sender: Opened, rest: DeliveryRef[], own: Slots): Promise<void> {
    while (rest.length > 0) {
      const left = this.#deadline - Date.now()
      if (left <= 0) return
      const work = this.#deliverChunk(sender, rest.splice(0, CHUNK), own)
      this.#deps.waiter.waitUntil(work)
      const patience = left + Math.max(0, sender.timeoutSeconds * 1000 - AFTER_BATCH_MS)
      const heads = await Promise.race([work, scheduler.wait(patience).then(() => null)])
      if (!heads) return
      rest.push(...heads)
    }
  }

  /**
   * Sends some deliveries of one webhook; their outcomes are written while the next are sent, unless there is an order to
   * keep. Answers what stands first in their lanes now.
   */
  async #deliverChunk(sender: Opened, refs: DeliveryRef[], own: Slots): Promise<DeliveryRef[]> {
    const { db, gates } = this.#deps
    const leaseMs = sender.timeoutSeconds * 1000 + LEASE_MARGIN_MS
    const policy = { ratePerSecond: sender.rateLimitPerSecond, maxConcurrency: sender.maxConcurrency }
    const { permits, laterMs } = await askGate(gates, sender.id, policy, refs.length, leaseMs)
    await putOff(this.#deps, refs.slice(permits.length), laterMs)
    const token = crypto.randomUUID()
    const now = Date.now()
    const free = refs.slice(0, permits.length)
    const taken = free.length > 0 ? await claimDeliveries(db, free, token, now + leaseMs, now) : []
    const claimed = await decideClaimed(this.#deps, sender, taken, token)
    const unused: GateReport[] = permits
      .slice(claimed.length)
      .map(({ id }) => ({ permit: id, result: 'unused', durationMs: 0 }))
    // From here, not from the gate's answer: what claiming takes must shift all of them alike, or they come too close.
    const start = Date.now()
    const late: Claimed[] = []
    const written: Promise<void>[] = []
    const reports = await Promise.all(
      claimed.map(async (delivery, index): Promise<GateReport> => {
        const permit = permits[index] ?? { id: 0, waitMs: 0 }
        const attempt = await this.#deliverOne(sender, delivery, token, start + permit.waitMs, own)
        if (!attempt) {
          late.push(delivery)
          return { permit: permit.id, result: 'unused', durationMs: 0 }
        }
        written.push(this.#recorder.add(sender, attempt))
        const result = attempt.unreachable ? 'unreachable' : 'answered'
        const { durationMs, startedAt } = attempt.outcome
        return { permit: permit.id, result, durationMs, sentAt: startedAt }
      }),
    )
    this.#deps.waiter.waitUntil(Promise.all(written))
    await Promise.all([
      reportToGate(gates, sender.id, [...reports, ...unused]),
      late.length > 0 ? giveBack(this.#deps, late, token) : undefined,
    ])
    if (sender.ordered !== 1) return []
    await Promise.all(written)
    return this.#headsAfter(sender, claimed, late)
  }

  /** Null when there was no connection free before the deadline. */
  async #deliverOne(
    sender: Opened,
    delivery: Claimed,
    token: string,
    notBefore: number,
    own: Slots,
  ): Promise<Attempted | null> {
    const wait = notBefore - Date.now()
    if (wait > 0) await scheduler.wait(wait)
    const latest = Math.max(this.#deadline, notBefore)
    return own.run(() =>
      this.#connections.run(async () => (Date.now() > latest ? null : attemptDelivery(sender, delivery, token))),
    )
  }

  /** In an ordered lane the next one can go as soon as the one before it is over. */
  async #headsAfter(sender: Opened, claimed: Claimed[], late: Claimed[]): Promise<DeliveryRef[]> {
    const lanes = [...new Set(claimed.flatMap((one) => (one.lane === null || late.includes(one) ? [] : [one.lane])))]
    if (lanes.length === 0) return []
    const heads = await findLaneHeads(this.#deps.db, sender.organizationId, sender.id, lanes)
    if (Date.now() < this.#deadline) return heads
    await sendWakeUps(this.#deps.queue, heads)
    return []
  }
}
