import type { TargetPolicy } from '../../../platform/outbound/target-url.ts'
import { type AttemptResult, attemptDelivery, type DecryptedSender, decryptSender } from './attempt.ts'
import type { ClaimedDelivery } from './claim-store.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findLaneHeads, type Sender } from './delivery-store.ts'
import { Connections } from './endpoint-gate/connections.ts'
import { askGate, reportSlow, reportToGate } from './endpoint-gate/endpoint-gate-client.ts'
import type { GateAnswer, GateReport } from './endpoint-gate/gate-core.ts'
import { openCalls } from './endpoint-gate/open-calls.ts'
import { belongsToSlow, limitsOf, SLOW_AFTER_MS, waitForShareMs } from './endpoint-gate/shares.ts'
import { newToken } from './interruption.ts'
import { CHUNK, callerOf, chunkOf, leaseMsOf, type Permit, reportOf, unusedReport } from './permits.ts'
import { cancelAll, postpone, releaseClaimed, waitForResume } from './postpone.ts'
import type { DeliveryRef, QueueName } from './queue/delivery-ref.ts'
import { enqueueDeliveries } from './queue/enqueue.ts'
import { Recorder } from './record.ts'
import { clearSlow, recordSlow } from './slow-endpoint.ts'
import { takeDeliveries } from './take.ts'

/** A batch starts nothing new after this time, so that later batches do not wait. */
const BATCH_MS = 2000
/** Chunks of one webhook that are processed concurrently. */
const LINES = 3
/** Delay before deliveries come again that could not start because of another call. */
const RETRY_DELAY_MS = 1000

/** A claimed delivery and the token of its lease. */
export type LeasedDelivery = { delivery: ClaimedDelivery; token: string }
type Claim = (alone: boolean) => Promise<LeasedDelivery | null>
/** Deliveries of one webhook in a batch. `whenSlow` resolves once one of its calls is open for too long. */
type Group = {
  sender: DecryptedSender
  rest: DeliveryRef[]
  slow: boolean
  whenSlow: Promise<void>
  becameSlow: () => void
}
/**
 * `none`: no connection was available. `skipped`: there was nothing to send. `slow`: the call continues. `quick`: the
 * call has ended.
 */
type SendResult = 'none' | 'skipped' | 'slow' | 'quick'

/** One batch of a queue. shares.ts decides who gets a connection and which queue a delivery belongs to. */
export class DeliveryRun {
  readonly #deps: DeliveryDeps
  readonly #targetPolicy: TargetPolicy
  readonly #queue: QueueName
  readonly #webhooks: number
  readonly #connections: Connections
  readonly #recorder: Recorder
  readonly #deadline = Date.now() + BATCH_MS
  /** Whether the batch has only this one delivery. */
  readonly #single: boolean
  /** Webhooks of each organization that were postponed because the organization uses its share. */
  readonly #postponed = new Map<string, number>()

  constructor(deps: DeliveryDeps, targetPolicy: TargetPolicy, queue: QueueName, webhooks: number, single = false) {
    this.#single = single
    // Postponed deliveries return through the queue they came from.
    this.#deps = queue === 'slow' ? { ...deps, queue: deps.slowQueue, mainQueue: deps.queue } : deps
    this.#targetPolicy = targetPolicy
    this.#queue = queue
    this.#webhooks = webhooks
    this.#connections = new Connections(queue, limitsOf(queue, webhooks), openCalls)
    this.#recorder = new Recorder(this.#deps)
  }

  /** Resolves when the batch may return: calls still in progress can end under `waitUntil`. */
  settled(): Promise<void> {
    return this.#connections.settled()
  }

  async deliverTo(sender: Sender, refs: DeliveryRef[]): Promise<void> {
    if (sender.deletedAt !== null) return cancelAll(this.#deps, refs)
    if (sender.status !== 'active') return waitForResume(this.#deps, refs)
    if (this.#queue === 'main' && sender.slowSince !== null) return this.#moveToSlowQueue(refs)
    const rest = refs.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const group = newGroup(await decryptSender(this.#deps.config, sender, this.#targetPolicy), rest)
    if (this.#queue === 'slow') await this.#deliverSlowly(group)
    else await this.#deliverQuickly(group)
  }

  /**
   * For the main queue: the first call shows how quick the endpoint is; then as many calls are sent as there are
   * connections.
   */
  async #deliverQuickly(group: Group): Promise<void> {
    const { sender, rest } = group
    let answer = await this.ask(sender, Math.min(chunkOf(sender), rest.length))
    while (answer.pace !== 'quick') {
      const [permit] = answer.permits
      if (belongsToSlow(answer.pace, openCalls.slowOf(sender.organizationId))) {
        await this.#returnPermits(sender, answer.permits)
        return this.#moveToSlowQueue(rest)
      }
      // The maximum number of calls is in progress, or the endpoint does not answer.
      if (!permit) return postpone(this.#deps, rest, answer.laterMs)
      const [first] = rest
      if (!first) return this.#returnPermits(sender, answer.permits)
      const tried = await this.sendSingly(group, permit, this.#claimOf(sender, first, answer.others))
      if (tried === 'none') return this.#postponeRest(group)
      rest.shift()
      if (tried === 'slow') return this.#moveToSlowQueue(rest)
      if (rest.length === 0) return
      if (Date.now() > this.#deadline) return enqueueDeliveries(this.#deps.queue, rest)
      answer = await this.ask(sender, Math.min(chunkOf(sender), rest.length))
    }
    // While one chunk is claimed, another is sent. An ordered webhook sends one chunk at a time, and so does one whose
    // concurrency is limited by its failure threshold.
    const lines = sender.ordered === 1 || chunkOf(sender) < CHUNK ? 1 : LINES
    const started = answer
    await Promise.all(Array.from({ length: lines }, (_, line) => this.#work(group, line === 0 ? started : null)))
    if (group.slow) await this.#moveToSlowQueue(rest)
    else await enqueueDeliveries(this.#deps.queue, rest)
  }

  /** Postpones the rest: no connection was free because slow calls hold them, perhaps of the same organization. */
  #postponeRest({ sender, rest }: Group): Promise<void> {
    if (belongsToSlow('unknown', openCalls.slowOf(sender.organizationId))) return this.#moveToSlowQueue(rest)
    return enqueueDeliveries(this.#deps.queue, rest)
  }

  /**
   * Takes chunks from `rest` until none is left, the endpoint turns out to be slow, or the batch has run out of time.
   */
  async #work(group: Group, answered: Required<GateAnswer> | null): Promise<void> {
    const { sender, rest } = group
    let answer = answered
    while (rest.length > 0 && !group.slow) {
      const left = this.#deadline - Date.now()
      if (left <= 0) {
        if (answer) await this.#returnPermits(sender, answer.permits)
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
    if (answer) await this.#returnPermits(sender, answer.permits)
  }

  /**
   * Sends deliveries of one webhook. Outcomes are written while the next ones are sent, unless the webhook is ordered.
   * Returns what can be tried next: the new heads of their lanes, and deliveries that waited because these attempts
   * might have disabled the webhook.
   */
  async #sendChunk(group: Group, refs: DeliveryRef[], answer: Required<GateAnswer>): Promise<DeliveryRef[]> {
    const { gates } = this.#deps
    const { sender } = group
    const { permits, laterMs, others } = answer
    const limited = sender.disableAfterFailures !== null
    await postpone(this.#deps, refs.slice(permits.length), laterMs)
    const token = newToken(this.#single && callsInAll() === 0)
    const leaseMs = leaseMsOf(sender)
    const allowed = refs.slice(0, permits.length)
    const { claimed, heldUp } = await takeDeliveries(this.#deps, sender, allowed, { others, token, leaseMs })
    const unused = permits.slice(claimed.length)
    // Other batches may wait for these permits, and the calls may take long.
    if (limited) await this.#returnPermits(sender, unused.splice(0))
    // The time after claiming, not that of the gate's answer: the claim delays all sends by the same time. Otherwise
    // the first ones would be too close together.
    const start = Date.now()
    const late: ClaimedDelivery[] = []
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
    // A permit may only be returned when its failure is counted.
    if (limited) await Promise.all(written)
    const queue = group.slow ? this.#deps.slowQueue : this.#deps.queue
    await Promise.all([
      reportToGate(gates, sender.id, [...reports, ...unused.map(unusedReport)]),
      late.length > 0 ? releaseClaimed({ ...this.#deps, queue }, late, token) : undefined,
    ])
    if (sender.ordered === 1) await Promise.all(written)
    const more = sender.ordered === 1 ? [...heldUp, ...(await this.#headsAfter(sender, claimed, late))] : heldUp
    // Nobody waits for the answer any more.
    if (!group.slow && Date.now() < this.#deadline) return more
    await enqueueDeliveries(queue, more)
    return []
  }

  /**
   * Sends one claimed delivery. Null if it got no connection or no turn for its transformation in time, or if the
   * endpoint has become slow.
   */
  async #sendOne(
    group: Group,
    delivery: ClaimedDelivery,
    token: string,
    permit: Permit,
    notBefore: number,
  ): Promise<AttemptResult | null> {
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

  /** For the slow queue: each delivery gets a connection first, and is claimed only then. */
  async #deliverSlowly(group: Group): Promise<void> {
    const { sender, rest } = group
    const { organizationId } = sender
    const ahead = this.#postponed.get(organizationId) ?? 0
    const open = {
      organization: openCalls.byOrganization('slow').get(organizationId) ?? 0,
      all: openCalls.inAll('slow'),
    }
    const waitMs = waitForShareMs(open, ahead)
    if (waitMs > 0) {
      this.#postponed.set(organizationId, ahead + 1)
      return postpone(this.#deps, rest, new Array<number>(rest.length).fill(waitMs))
    }
    const { permits, laterMs, pace, others } = await this.ask(sender, rest.length)
    if (pace === 'quick' && sender.slowSince === null) {
      await this.#returnPermits(sender, permits)
      return enqueueDeliveries(this.#deps.mainQueue ?? this.#deps.queue, rest)
    }
    const given = permits.length
    const going = rest.splice(0, given)
    await postpone(this.#deps, rest, laterMs)
    const lines = sender.ordered === 1 ? 1 : limitsOf('slow', this.#webhooks).perWebhook
    const send = async () => {
      while (going.length > 0 && Date.now() < this.#deadline) {
        // Calls with earlier permits may be in progress, and may fail.
        const before = others + given - permits.length
        const [ref, permit] = [going.shift(), permits.shift()]
        if (!ref || !permit) return
        const tried = await this.sendSingly(group, permit, this.#claimOf(sender, ref, before))
        if (tried === 'none') going.push(ref)
        if (tried === 'none' || tried === 'slow') return
      }
    }
    await Promise.all(Array.from({ length: lines }, send))
    await this.#returnPermits(sender, permits)
    await enqueueDeliveries(this.#deps.queue, going, RETRY_DELAY_MS)
  }

  /**
   * Sends one delivery that is not claimed yet over its own connection; resolves when the call ends or turns out to be
   * slow.
   * @param claim claims the delivery for a token; null if there is nothing to send
   */
  async sendSingly(group: Group, permit: Permit, claim: Claim): Promise<SendResult> {
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
      await this.#returnPermits(sender, [permit])
      return 'none'
    }
    const work = this.#claimAndSend(group, permit, claim, connection.begin).finally(() => connection.release())
    this.#deps.waiter.waitUntil(work)
    return Promise.race([work, becameSlow.promise])
  }

  async #claimAndSend(group: Group, permit: Permit, claim: Claim, onSend: () => void): Promise<SendResult> {
    const { sender } = group
    const taken = await claim(this.#single && callsInAll() === 1)
    if (!taken) {
      await this.#returnPermits(sender, [permit])
      return 'skipped'
    }
    const { delivery, token } = taken
    const attempt = await attemptDelivery(sender, delivery, token, onSend)
    if (!attempt) {
      await Promise.all([releaseClaimed(this.#deps, [delivery], token), this.#returnPermits(sender, [permit])])
      return 'skipped'
    }
    const written = this.#recorder.add(sender, attempt)
    // A permit may only be returned when its failure is counted.
    if (sender.disableAfterFailures !== null) await written
    await reportToGate(this.#deps.gates, sender.id, [reportOf(permit, attempt)])
    const isQuick = attempt.outcome.durationMs < SLOW_AFTER_MS
    if (isQuick && !group.slow && sender.slowSince !== null) await clearSlow(this.#deps.db, sender)
    await written
    if (sender.ordered === 1) await enqueueDeliveries(this.#deps.queue, await this.#headsAfter(sender, [delivery], []))
    return isQuick ? 'quick' : 'slow'
  }

  /** Called when a call is open for longer than a second: other deliveries to this endpoint move to the slow queue. */
  #becameSlow(group: Group, permit: Permit): void {
    const { sender } = group
    this.#deps.waiter.waitUntil(reportSlow(this.#deps.gates, sender.id, permit.id))
    if (group.slow) return
    group.slow = true
    if (sender.slowSince === null) this.#deps.waiter.waitUntil(recordSlow(this.#deps.db, sender))
    if (this.#queue === 'main') this.#connections.drop(sender.id)
    group.becameSlow()
  }

  #moveToSlowQueue(refs: readonly DeliveryRef[]): Promise<void> {
    return enqueueDeliveries(this.#deps.slowQueue, refs)
  }

  ask(sender: DecryptedSender, count: number): Promise<Required<GateAnswer>> {
    const policy = {
      ratePerSecond: sender.rateLimitPerSecond,
      maxConcurrency: sender.maxConcurrency,
      mostFailures: sender.disableAfterFailures,
    }
    return askGate(this.#deps.gates, sender.id, policy, count, leaseMsOf(sender), this.#queue)
  }

  #claimOf(sender: DecryptedSender, ref: DeliveryRef, others: number) {
    return async (alone: boolean): Promise<LeasedDelivery | null> => {
      const token = newToken(alone)
      const leaseMs = leaseMsOf(sender)
      const { claimed } = await takeDeliveries(this.#deps, sender, [ref], { others, token, leaseMs })
      const [delivery] = claimed
      return delivery ? { delivery, token } : null
    }
  }

  #returnPermits(sender: DecryptedSender, permits: readonly Permit[]): Promise<void> {
    return reportToGate(this.#deps.gates, sender.id, permits.map(unusedReport))
  }

  /** The deliveries that are first in their ordered lanes after these have ended. */
  async #headsAfter(
    sender: DecryptedSender,
    claimed: ClaimedDelivery[],
    late: ClaimedDelivery[],
  ): Promise<DeliveryRef[]> {
    const lanes = [...new Set(claimed.flatMap((one) => (one.lane === null || late.includes(one) ? [] : [one.lane])))]
    if (lanes.length === 0) return []
    return findLaneHeads(this.#deps.db, sender.organizationId, sender.id, lanes)
  }
}

export function newGroup(sender: DecryptedSender, rest: DeliveryRef[]): Group {
  const { promise: whenSlow, resolve: becameSlow } = Promise.withResolvers<void>()
  return { sender, rest, slow: false, whenSlow, becameSlow }
}

const callsInAll = () => openCalls.inAll('main') + openCalls.inAll('slow')
