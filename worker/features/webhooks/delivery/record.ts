import type { LogReason } from '../../../../contract/outcomes.data.ts'
import { resolvedRow } from '../../../platform/alerts/raise.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { logCall } from '../../../platform/request-log/log-call.ts'
import { deliveryRoute } from '../../event-logs/rollups/delivery-route.ts'
import type { AttemptResult, DecryptedSender } from './attempt.ts'
import { batchesOf } from './batches.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { countFailures, recordOutcomes } from './delivery-store.ts'
import { disableIfDue } from './disable.ts'
import type { DeliveryRef } from './queue/delivery-ref.ts'
import { enqueueDeliveries } from './queue/enqueue.ts'

/**
 * How long outcomes wait for others, ms, to share one transaction. Outcomes of ordered webhooks are written at once.
 */
const GATHER_MS = 50
const MOST = 100
/**
 * Maximum characters of requests and answers per transaction: D1 allows 2 MB per value, and a character has up to three
 * bytes.
 */
const MAX_CHARACTERS = 500_000

type Entry = { sender: DecryptedSender; attempt: AttemptResult }

/** Writes outcomes of attempts, many in one transaction, and then does what follows from them. */
export class Recorder {
  readonly #deps: DeliveryDeps
  #entries: Entry[] = []
  #flush: Promise<void> | null = null

  constructor(deps: DeliveryDeps) {
    this.#deps = deps
  }

  /**
   * Resolves when the attempt is in the database. Never rejects: a delivery whose outcome is not written keeps its
   * lease.
   */
  add(sender: DecryptedSender, attempt: AttemptResult): Promise<void> {
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
      for (const batch of batchesOf(entries, sizeOf, MOST, MAX_CHARACTERS)) await this.#write(batch)
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
    // Retries that are due within the same second share a message.
    const again = outcomes.flatMap(({ nextAt, ...one }) => (nextAt === null ? [] : [{ ...one, nextAt }]))
    for (const [second, some] of Map.groupBy(again, ({ nextAt }) => Math.ceil((nextAt - now) / 1000))) {
      await enqueueDeliveries(queue, some.map(refOf), second * 1000)
    }
    await disableWhereDue(this.#deps, entries)
  }
}

/** The approximate number of characters that an attempt adds to the transaction. */
const sizeOf = ({ attempt }: Entry): number => {
  const { request, response } = attempt.outcome.exchange
  return request.body.length + (response?.body.length ?? 0)
}

const refOf = ({ organizationId, webhookId, id }: DeliveryRef): DeliveryRef => ({ organizationId, webhookId, id })

function bySender(entries: readonly Entry[]): Entry[][] {
  return [...Map.groupBy(entries, ({ sender }) => sender.id).values()]
}

/** Counts failures. A success also resolves an alert, even if another outcome of the same transaction has raised it. */
function failureCounts(entries: readonly Entry[], now: number): Statement[] {
  return bySender(entries).flatMap((some) => {
    const [{ sender } = { sender: null }] = some
    if (!sender) return []
    const lastSuccess = some.findLastIndex(({ attempt }) => attempt.outcome.errorKind === null)
    const failed = some.length - 1 - lastSuccess
    const { organizationId, id } = sender
    const succeeded = lastSuccess >= 0
    const counted = countFailures(organizationId, id, { succeeded, failed }, now)
    return succeeded ? [counted, resolvedRow(organizationId, ['webhook_failing'], id, now)] : [counted]
  })
}

async function disableWhereDue(deps: DeliveryDeps, entries: readonly Entry[]): Promise<void> {
  for (const some of bySender(entries)) {
    const failed = some.some(({ attempt }) => attempt.outcome.errorKind !== null)
    const [first] = some
    if (!failed || !first) continue
    const stop = some.find(({ attempt }) => attempt.stop !== null)?.attempt.stop ?? null
    await disableIfDue(deps, first.sender.organizationId, first.sender.id, stop)
  }
}

/** The status in the log of an attempt without an answer: what a gateway would answer. */
function statusOf({ responseStatus, errorKind }: AttemptResult['outcome']): number {
  if (errorKind === 'timeout') return 504
  // A redirect counts as a failure and must not look like a success by its status.
  if (responseStatus === null || errorKind === 'redirect') return 502
  return responseStatus
}

/** What followed from an attempt, as JSON; undefined of a first attempt that succeeded. */
function reasonOf({ outcome, attemptsLeft, stop }: AttemptResult): string | undefined {
  const { earlier, errorKind, nextAt } = outcome
  const attempt = earlier + 1
  if (errorKind === null) return attempt === 1 ? undefined : JSON.stringify({ attempt } satisfies LogReason)
  const retryAt = nextAt === null ? null : new Date(nextAt).toISOString()
  // An endpoint that is gone disables its webhook, which holds the delivery: it is neither retried nor has it failed.
  const reason: LogReason = stop ? { attempt, attemptsLeft } : { attempt, attemptsLeft, retryAt }
  return JSON.stringify(reason)
}

/** Logs an attempt, so that it counts in the statistics of its webhook. */
export function logAttempt(
  sender: DecryptedSender,
  result: AttemptResult,
  logs: DeliveryDeps['logs'],
  waiter: DeliveryDeps['waiter'],
) {
  const { outcome } = result
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
      reason: reasonOf(result),
    },
    logs,
    waiter,
  )
}
