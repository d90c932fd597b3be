import { settledRow } from '../../../platform/alerts/raise.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { logCall } from '../../../platform/request-log/log-call.ts'
import { deliveryRoute } from '../../event-logs/rollups/delivery-route.ts'
import type { Attempted, Opened } from './attempt.ts'
import { piecesOf } from './batches.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { countFailures, recordOutcomes } from './delivery-store.ts'
import { disableIfDue } from './disable.ts'
import { sendWakeUps } from './enqueue.ts'

/** Outcomes wait so long for others, ms: one transaction serves them all. What an order waits for waits for nothing. */
const GATHER_MS = 50
const MOST = 100
/** What was sent and came back, of one transaction: D1 takes no value above 2 MB, and a character has up to three bytes. */
const MOST_CHARACTERS = 500_000

type Entry = { sender: Opened; attempt: Attempted }

/** Writes down how attempts ended: many in one transaction, and then all that follows from them. */
export class Recorder {
  readonly #deps: DeliveryDeps
  #entries: Entry[] = []
  #flush: Promise<void> | null = null

  constructor(deps: DeliveryDeps) {
    this.#deps = deps
  }

  /** Resolves when the attempt stands in the database. Rejects never: what is not written keeps its lease. */
  add(sender: Opened, attempt: Attempted): Promise<void> {
    this.#entries.push({ sender, attempt })
    this.#flush ??= this.#flushIn(sender.ordered === 1 ? 0 : GATHER_MS)
    return this.#flush
  }

  async #flushIn(ms: number): Promise<void> {
    await scheduler.wait(ms)
    this.#flush = null
    const entries = this.#entries
    this.#entries = []
    try {
      for (const piece of piecesOf(entries, sizeOf, MOST, MOST_CHARACTERS)) await this.#write(piece)
    } catch (error) {
      reportError('outcomes of deliveries could not be written; they come again when their lease is over', error)
    }
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    const { db, queue, logs, waiter } = this.#deps
    const now = Date.now()
    const outcomes = entries.map(({ attempt }) => attempt.outcome)
    await runBatchCounting(db, [...recordOutcomes(outcomes), ...failureCounts(entries, now)])
    for (const { sender, attempt } of entries) logAttempt(sender, attempt, logs, waiter)
    // Those that come again within the same second share a message.
    const again = outcomes.flatMap(({ nextAt, ...one }) => (nextAt === null ? [] : [{ ...one, nextAt }]))
    for (const [second, some] of Map.groupBy(again, ({ nextAt }) => Math.ceil((nextAt - now) / 1000))) {
      await sendWakeUps(queue, some.map(refOf), second * 1000)
    }
    await disableWhereDue(this.#deps, entries)
  }
}

/** How much text an attempt leaves to be written, roughly. */
const sizeOf = ({ attempt }: Entry): number => {
  const { request, response } = attempt.outcome.exchange
  return request.body.length + (response?.body.length ?? 0)
}

const refOf = ({ organizationId, webhookId, id }: DeliveryRef): DeliveryRef => ({ organizationId, webhookId, id })

function bySender(entries: readonly Entry[]): Entry[][] {
  return [...Map.groupBy(entries, ({ sender }) => sender.id).values()]
}

/** A success ends an alert too, whichever of those that write at the same time has raised it. */
function failureCounts(entries: readonly Entry[], now: number): Statement[] {
  return bySender(entries).flatMap((some) => {
    const [{ sender } = { sender: null }] = some
    if (!sender) return []
    const lastSuccess = some.findLastIndex(({ attempt }) => attempt.outcome.errorKind === null)
    const failed = some.length - 1 - lastSuccess
    const { organizationId, id } = sender
    const succeeded = lastSuccess >= 0
    const counted = countFailures(organizationId, id, { succeeded, failed }, now)
    return succeeded ? [counted, settledRow(organizationId, ['webhook_failing'], id, now)] : [counted]
  })
}

async function disableWhereDue(deps: DeliveryDeps, entries: readonly Entry[]): Promise<void> {
  for (const some of bySender(entries)) {
    const failed = some.some(({ attempt }) => attempt.outcome.errorKind !== null)
    const [first] = some
    if (!failed || !first) continue
    const gone = some.some(({ attempt }) => attempt.gone)
    await disableIfDue(deps, first.sender.organizationId, first.sender.id, gone)
  }
}

/** What stands in the log for an attempt without an answer: what a gateway would have said. */
function statusOf({ responseStatus, errorKind }: Attempted['outcome']): number {
  if (errorKind === 'timeout') return 504
  // A redirect is a failure here, and must not look like a success among the codes.
  if (responseStatus === null || errorKind === 'redirect') return 502
  return responseStatus
}

/** Logs an attempt, so that it counts in the figures of its webhook. */
export function logAttempt(
  sender: Opened,
  { outcome }: Attempted,
  logs: DeliveryDeps['logs'],
  waiter: DeliveryDeps['waiter'],
) {
  logCall(
    {
      organizationId: sender.organizationId,
      time: outcome.startedAt,
      type: 'webhook',
      environment: sender.environment,
      keyId: null,
      webhookId: sender.id,
      route: deliveryRoute(outcome.errorKind, outcome.status !== 'pending'),
      endpoint: sender.shownUrl,
      method: 'POST',
      status: statusOf(outcome),
      durationMs: outcome.durationMs,
      ip: null,
      country: null,
      userAgent: null,
      requestId: outcome.id,
      previousSecret: false,
      outcome: outcome.errorKind ?? undefined,
    },
    logs,
    waiter,
  )
}
