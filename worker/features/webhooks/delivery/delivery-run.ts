import type { Surroundings } from '../../../platform/outbound/target-url.ts'
import { type Attempted, attemptDelivery, type Opened, openSender } from './attempt.ts'
import type { Claimed } from './claim-store.ts'
import { Connections } from './connections.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { DeliveryRef, QueueName } from './delivery-ref.ts'
import { findLaneHeads, type Sender } from './delivery-store.ts'
import { askGate, reportToGate, tellSlow } from './endpoint-gate-client.ts'
import { sendWakeUps } from './enqueue.ts'
import type { GateAnswer, GateReport } from './gate-core.ts'
import { newToken } from './interruption.ts'
import { openCalls } from './open-calls.ts'
import { CHUNK, callerOf, chunkOf, leaseMsOf, type Permit, reportOf, unusedReport } from './permits.ts'
import { cancelAll, giveBack, holdBack, putOff } from './postpone.ts'
import { Recorder } from './record.ts'
import { belongsToSlow, limitsOf, SLOW_AFTER_MS, waitForShareMs } from './shares.ts'
import { forgetSlow, rememberSlow } from './slow-endpoint.ts'
import { takeDeliveries } from './take.ts'

/** A batch starts nothing new after so long, so that those behind it do not wait. */
const BATCH_MS = 2000
/** Chunks of one webhook that are worked on at a time. */
const LINES = 3
/** Those that a call has kept from starting come again after so long. */
const AGAIN_MS = 1000

/** A delivery that was claimed, and for which token. */
export type Taken = { delivery: Claimed; token: string }
type Claim = (alone: boolean) => Promise<Taken | null>
/** Deliveries of one webhook in a batch. `whenSlow` resolves once one of its calls is open for too long. */
type Group = { sender: Opened; rest: DeliveryRef[]; slow: boolean; whenSlow: Promise<void>; becameSlow: () => void }
/** `none`: no connection was to be had. `skipped`: there was nothing to send. `slow`: the call goes on. */
type Tried = 'none' | 'skipped' | 'slow' | 'quick'

/** One batch of a queue. Which connection goes to whom, and what belongs into which queue, is decided in shares.ts. */
export class DeliveryRun {
  readonly #deps: DeliveryDeps
  readonly #surroundings: Surroundings
  readonly #queue: QueueName
  readonly #webhooks: number
  readonly #connections: Connections
  readonly #recorder: Recorder
  readonly #deadline = Date.now() + BATCH_MS
  /** The batch has this one delivery. */
  readonly #single: boolean
  /** Webhooks of each organization that were put off because it has its share. */
  readonly #putOff = new Map<string, number>()

  constructor(deps: DeliveryDeps, surroundings: Surroundings, queue: QueueName, webhooks: number, single = false) {
    this.#single = single
    // What comes again comes by the queue that it came from.
    this.#deps = queue === 'slow' ? { ...deps, queue: deps.slowQueue, mainQueue: deps.queue } : deps
    this.#surroundings = surroundings
    this.#queue = queue
    this.#webhooks = webhooks
    this.#connections = new Connections(queue, limitsOf(queue, webhooks), openCalls)
    this.#recorder = new Recorder(this.#deps)
  }

  /** Resolves when the batch may answer: what is still under way can end under `waitUntil`. */
  settled(): Promise<void> {
    return this.#connections.settled()
  }

  async deliverTo(sender: Sender, refs: DeliveryRef[]): Promise<void> {
    if (sender.deletedAt !== null) return cancelAll(this.#deps, refs)
    if (sender.status !== 'active') return holdBack(this.#deps, refs)
    if (this.#queue === 'main' && sender.slowSince !== null) return this.#handToSlow(refs)
    const rest = refs.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const group = newGroup(await openSender(this.#deps.config, sender, this.#surroundings), rest)
    if (this.#queue === 'slow') await this.#deliverSlowly(group)
    else await this.#deliverQuickly(group)
  }

  /** From the main queue: one call tells how quick the endpoint is, and then as many go out as there are connections. */
  async #deliverQuickly(group: Group): Promise<void> {
    const { sender, rest } = group
    let answer = await this.ask(sender, Math.min(chunkOf(sender), rest.length))
    while (answer.pace !== 'quick') {
      const [permit] = answer.permits
      if (belongsToSlow(answer.pace, openCalls.slowOf(sender.organizationId))) {
        await this.#giveUp(sender, answer.permits)
        return this.#handToSlow(rest)
      }
      // As many are under way as may be, or it does not answer at all.
      if (!permit) return putOff(this.#deps, rest, answer.laterMs)
      const [first] = rest
      if (!first) return this.#giveUp(sender, answer.permits)
      const tried = await this.sendSingly(group, permit, this.#claimOf(sender, first, answer.others))
      if (tried === 'none') return this.#comeAgain(group)
      rest.shift()
      if (tried === 'slow') return this.#handToSlow(rest)
      if (rest.length === 0) return
      if (Date.now() > this.#deadline) return sendWakeUps(this.#deps.queue, rest)
      answer = await this.ask(sender, Math.min(chunkOf(sender), rest.length))
    }
    // While one chunk is claimed, another is sent. An ordered webhook has one after the other, and so has one of which few
    // attempts may be under way.
    const lines = sender.ordered === 1 || chunkOf(sender) < CHUNK ? 1 : LINES
    const started = answer
    await Promise.all(Array.from({ length: lines }, (_, line) => this.#work(group, line === 0 ? started : null)))
    if (group.slow) await this.#handToSlow(rest)
    else await sendWakeUps(this.#deps.queue, rest)
  }

  /** No connection was free: it was taken by calls that are slow, perhaps those of the same organization. */
  #comeAgain({ sender, rest }: Group): Promise<void> {
    if (belongsToSlow('unknown', openCalls.slowOf(sender.organizationId))) return this.#handToSlow(rest)
    return sendWakeUps(this.#deps.queue, rest)
  }

  /** Takes chunks from `rest` until none is left, the endpoint turns out to be slow, or the time of the batch is up. */
  async #work(group: Group, answered: Required<GateAnswer> | null): Promise<void> {
    const { sender, rest } = group
    let answer = answered
    while (rest.length > 0 && !group.slow) {
      const left = this.#deadline - Date.now()
      if (left <= 0) {
        if (answer) await this.#giveUp(sender, answer.permits)
        return
      }
      const refs = rest.splice(0, chunkOf(sender))
      const work = this.#sendChunk(group, refs, answer ?? (await this.ask(sender, refs.length)))
      answer = null
      this.#deps.waiter.waitUntil(work)
      const more = await Promise.race([work, group.whenSlow, scheduler.wait(left)])
      if (!more) return
      rest.push(...more)
    }
    if (answer) await this.#giveUp(sender, answer.permits)
  }

  /**
   * Sends some deliveries of one webhook; their outcomes are written while the next are sent, unless there is an order to
   * keep. Answers what can be tried next: what stands first in their lanes now, and what failures to come held up.
   */
  async #sendChunk(group: Group, refs: DeliveryRef[], answer: Required<GateAnswer>): Promise<DeliveryRef[]> {
    const { gates } = this.#deps
    const { sender } = group
    const { permits, laterMs, others } = answer
    const limited = sender.disableAfterFailures !== null
    await putOff(this.#deps, refs.slice(permits.length), laterMs)
    const token = newToken(this.#single && callsInAll() === 0)
    const leaseMs = leaseMsOf(sender)
    const allowed = refs.slice(0, permits.length)
    const { claimed, heldUp } = await takeDeliveries(this.#deps, sender, allowed, { others, token, leaseMs })
    const unused = permits.slice(claimed.length)
    // Others may wait for these, while what is sent now may take long.
    if (limited) await this.#giveUp(sender, unused.splice(0))
    // From here, not from the gate's answer: what claiming takes must shift all of them alike, or they come too close.
    const start = Date.now()
    const late: Claimed[] = []
    const written: Promise<void>[] = []
    const reports = await Promise.all(
      claimed.map(async (delivery, index): Promise<GateReport> => {
        const permit = permits[index] ?? { id: 0, waitMs: 0 }
        const attempt = await this.#sendOne(group, delivery, token, permit, start + permit.waitMs)
        if (!attempt) {
          late.push(delivery)
          return unusedReport(permit)
        }
        written.push(this.#recorder.add(sender, attempt))
        return reportOf(permit, attempt)
      }),
    )
    this.#deps.waiter.waitUntil(Promise.all(written))
    // A permit that is back stands for a failure that is counted.
    if (limited) await Promise.all(written)
    const queue = group.slow ? this.#deps.slowQueue : this.#deps.queue
    await Promise.all([
      reportToGate(gates, sender.id, [...reports, ...unused.map(unusedReport)]),
      late.length > 0 ? giveBack({ ...this.#deps, queue }, late, token) : undefined,
    ])
    if (sender.ordered === 1) await Promise.all(written)
    const more = sender.ordered === 1 ? [...heldUp, ...(await this.#headsAfter(sender, claimed, late))] : heldUp
    // Nobody waits for the answer any more.
    if (!group.slow && Date.now() < this.#deadline) return more
    await sendWakeUps(queue, more)
    return []
  }

  /** Null when there was no connection or no turn for its transformation in time, or the endpoint has become slow. */
  async #sendOne(
    group: Group,
    delivery: Claimed,
    token: string,
    permit: Permit,
    notBefore: number,
  ): Promise<Attempted | null> {
    const wait = notBefore - Date.now()
    if (wait > 0) await scheduler.wait(wait)
    if (group.slow) return null
    const latest = Math.max(this.#deadline, notBefore)
    const connection = await this.#connections.acquire(callerOf(group.sender, true), latest, () =>
      this.#becameSlow(group, permit),
    )
    if (!connection) return null
    try {
      return await attemptDelivery(group.sender, delivery, token, connection.begin)
    } finally {
      connection.release()
    }
  }

  /** From the slow queue: each delivery gets a connection first, and is claimed only then. */
  async #deliverSlowly(group: Group): Promise<void> {
    const { sender, rest } = group
    const { organizationId } = sender
    const ahead = this.#putOff.get(organizationId) ?? 0
    const open = {
      organization: openCalls.byOrganization('slow').get(organizationId) ?? 0,
      all: openCalls.inAll('slow'),
    }
    const waitMs = waitForShareMs(open, ahead)
    if (waitMs > 0) {
      this.#putOff.set(organizationId, ahead + 1)
      return putOff(this.#deps, rest, new Array<number>(rest.length).fill(waitMs))
    }
    const { permits, laterMs, pace, others } = await this.ask(sender, rest.length)
    if (pace === 'quick' && sender.slowSince === null) {
      await this.#giveUp(sender, permits)
      return sendWakeUps(this.#deps.mainQueue ?? this.#deps.queue, rest)
    }
    const given = permits.length
    const going = rest.splice(0, given)
    await putOff(this.#deps, rest, laterMs)
    const lines = sender.ordered === 1 ? 1 : limitsOf('slow', this.#webhooks).perWebhook
    const send = async () => {
      while (going.length > 0 && Date.now() < this.#deadline) {
        // Those that were given before this one may be under way, and fail.
        const before = others + given - permits.length
        const [ref, permit] = [going.shift(), permits.shift()]
        if (!ref || !permit) return
        const tried = await this.sendSingly(group, permit, this.#claimOf(sender, ref, before))
        if (tried === 'none') going.push(ref)
        if (tried === 'none' || tried === 'slow') return
      }
    }
    await Promise.all(Array.from({ length: lines }, send))
    await this.#giveUp(sender, permits)
    await sendWakeUps(this.#deps.queue, going, AGAIN_MS)
  }

  /**
   * Sends one delivery that is not claimed yet, over a connection of its own; resolves when it ends or turns out slow.
   *
   * @param claim takes it for a token, and answers null when there is nothing to send
   */
  async sendSingly(group: Group, permit: Permit, claim: Claim): Promise<Tried> {
    const { sender } = group
    const notBefore = Date.now() + permit.waitMs
    if (permit.waitMs > 0) await scheduler.wait(permit.waitMs)
    const becameSlow = Promise.withResolvers<'slow'>()
    const caller = callerOf(sender, false)
    const connection = await this.#connections.acquire(caller, Math.max(this.#deadline, notBefore), () => {
      this.#becameSlow(group, permit)
      becameSlow.resolve('slow')
    })
    if (!connection) {
      await this.#giveUp(sender, [permit])
      return 'none'
    }
    const work = this.#claimAndSend(group, permit, claim, connection.begin).finally(() => connection.release())
    this.#deps.waiter.waitUntil(work)
    return Promise.race([work, becameSlow.promise])
  }

  async #claimAndSend(group: Group, permit: Permit, claim: Claim, onSend: () => void): Promise<Tried> {
    const { sender } = group
    const taken = await claim(this.#single && callsInAll() === 1)
    if (!taken) {
      await this.#giveUp(sender, [permit])
      return 'skipped'
    }
    const { delivery, token } = taken
    const attempt = await attemptDelivery(sender, delivery, token, onSend)
    if (!attempt) {
      await Promise.all([giveBack(this.#deps, [delivery], token), this.#giveUp(sender, [permit])])
      return 'skipped'
    }
    const written = this.#recorder.add(sender, attempt)
    // A permit that is back stands for a failure that is counted.
    if (sender.disableAfterFailures !== null) await written
    await reportToGate(this.#deps.gates, sender.id, [reportOf(permit, attempt)])
    const isQuick = attempt.outcome.durationMs < SLOW_AFTER_MS
    if (isQuick && !group.slow && sender.slowSince !== null) await forgetSlow(this.#deps.db, sender)
    await written
    if (sender.ordered === 1) await sendWakeUps(this.#deps.queue, await this.#headsAfter(sender, [delivery], []))
    return isQuick ? 'quick' : 'slow'
  }

  /** A call is open for longer than a second: what else is on its way to this endpoint goes by the slow queue. */
  #becameSlow(group: Group, permit: Permit): void {
    const { sender } = group
    this.#deps.waiter.waitUntil(tellSlow(this.#deps.gates, sender.id, permit.id))
    if (group.slow) return
    group.slow = true
    if (sender.slowSince === null) this.#deps.waiter.waitUntil(rememberSlow(this.#deps.db, sender))
    if (this.#queue === 'main') this.#connections.drop(sender.id)
    group.becameSlow()
  }

  #handToSlow(refs: readonly DeliveryRef[]): Promise<void> {
    return sendWakeUps(this.#deps.slowQueue, refs)
  }

  ask(sender: Opened, count: number): Promise<Required<GateAnswer>> {
    const policy = {
      ratePerSecond: sender.rateLimitPerSecond,
      maxConcurrency: sender.maxConcurrency,
      mostFailures: sender.disableAfterFailures,
    }
    return askGate(this.#deps.gates, sender.id, policy, count, leaseMsOf(sender), this.#queue)
  }

  #claimOf(sender: Opened, ref: DeliveryRef, others: number) {
    return async (alone: boolean): Promise<Taken | null> => {
      const token = newToken(alone)
      const leaseMs = leaseMsOf(sender)
      const { claimed } = await takeDeliveries(this.#deps, sender, [ref], { others, token, leaseMs })
      const [delivery] = claimed
      return delivery ? { delivery, token } : null
    }
  }

  #giveUp(sender: Opened, permits: readonly Permit[]): Promise<void> {
    return reportToGate(this.#deps.gates, sender.id, permits.map(unusedReport))
  }

  /** In an ordered lane the next one can go as soon as the one before it is over. */
  async #headsAfter(sender: Opened, claimed: Claimed[], late: Claimed[]): Promise<DeliveryRef[]> {
    const lanes = [...new Set(claimed.flatMap((one) => (one.lane === null || late.includes(one) ? [] : [one.lane])))]
    if (lanes.length === 0) return []
    return findLaneHeads(this.#deps.db, sender.organizationId, sender.id, lanes)
  }
}

export function newGroup(sender: Opened, rest: DeliveryRef[]): Group {
  const { promise: whenSlow, resolve: becameSlow } = Promise.withResolvers<void>()
  return { sender, rest, slow: false, whenSlow, becameSlow }
}

const callsInAll = () => openCalls.inAll('main') + openCalls.inAll('slow')
