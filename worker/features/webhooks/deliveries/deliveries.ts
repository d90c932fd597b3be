import type { Page } from '../../../../contract/common.ts'
import { DELIVERIES_COUNTED } from '../../../../contract/webhooks.data.ts'
import type {
  Attempt,
  CountDeliveries,
  Delivery,
  DeliveryDetail,
  DeliveryStateCounts,
  FoundDelivery,
  ListDeliveries,
} from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { idFloor, timeOfId } from '../../../platform/lib/ids.ts'
import { WEBHOOK } from '../settings/kind.ts'
import { findWebhook } from '../settings/store.ts'
import {
  type AttemptRow,
  countByState,
  type DeliveryFilter,
  type DeliveryRow,
  findBlocker,
  findDelivery,
  findWebhookOfDelivery,
  listDeliveryRows,
} from './delivery-list-store.ts'
import { stateOf } from './state-store.ts'

/** A page of a webhook's deliveries, newest first. Throws `not_found` for a webhook outside of the actor's reach. */
export async function listDeliveries(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  query: ListDeliveries,
  kind = WEBHOOK,
): Promise<Page<Delivery>> {
  requireScope(actor, `${kind.resource}:read`)
  await requireWebhook(deps, actor, webhookId, kind)
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const rows = await listDeliveryRows(
    deps.db,
    actor.organization.id,
    webhookId,
    filterOf(query),
    position?.id ?? null,
    query.limit + 1,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(presentDelivery),
    nextCursor: rows.length > page.length && last ? writeCursor([timeOfId(last.id), last.id]) : null,
  }
}

/**
 * How many deliveries of a webhook are in each state, among the newest of a time. Throws `not_found` for a webhook outside
 * of the actor's reach.
 */
export async function countDeliveries(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  query: CountDeliveries,
  kind = WEBHOOK,
): Promise<DeliveryStateCounts> {
  requireScope(actor, `${kind.resource}:read`)
  await requireWebhook(deps, actor, webhookId, kind)
  const { rows, read } = await countByState(deps.db, actor.organization.id, webhookId, filterOf(query))
  const states = { queued: 0, delivered: 0, retrying: 0, failed: 0, held: 0, canceled: 0 }
  for (const { state, count } of rows) states[state] = count
  return {
    states,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    capped: read > DELIVERIES_COUNTED,
  }
}

/** One delivery with all attempts, and the delivery it waits for. Throws `not_found`. */
export async function readDelivery(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  id: string,
  kind = WEBHOOK,
): Promise<DeliveryDetail> {
  requireScope(actor, `${kind.resource}:read`)
  await requireWebhook(deps, actor, webhookId, kind)
  const ref = { organizationId: actor.organization.id, webhookId, id }
  const { row, earlier } = await findDelivery(deps.db, ref)
  if (!row) throw notFound('Delivery')
  const { exchange, startedAt, durationMs } = row
  const last =
    exchange === null || startedAt === null || durationMs === null
      ? []
      : [presentAttempt({ ...row, number: row.attempts, startedAt, durationMs, exchange })]
  return {
    ...presentDelivery(row),
    blockedBy: row.lane === null ? null : await findBlocker(deps.db, ref, row.lane),
    attemptList: [...earlier.map(presentAttempt), ...last],
  }
}

/** One delivery by its id alone, with its webhook. Throws `not_found`. */
export async function findDeliveryById(deps: Deps, actor: Actor, id: string): Promise<FoundDelivery> {
  requireScope(actor, 'webhooks:read')
  const webhook = await findWebhookOfDelivery(deps.db, reachOf(actor), id)
  if (!webhook) throw notFound('Delivery')
  const { id: webhookId, name: webhookName, environment } = webhook
  return { ...(await readDelivery(deps, actor, webhookId, id)), webhookId, webhookName, environment }
}

/** A webhook or connector within the actor's reach, for verbs on its deliveries, jobs and statistics. Throws `not_found`. */
export async function requireWebhook(deps: Deps, actor: Actor, webhookId: string, kind = WEBHOOK) {
  const webhook = await findWebhook(deps.db, reachOf(actor), webhookId, kind)
  if (!webhook) throw notFound(kind.title)
  return webhook
}

/** The filter for the store. Ids of deliveries contain the time, so a range of time is a range of ids. */
export const filterOf = ({
  status,
  state,
  event,
  code,
  from,
  to,
}: Pick<ListDeliveries, 'status' | 'state' | 'event' | 'code' | 'from' | 'to'>): DeliveryFilter => ({
  status,
  state,
  event,
  code,
  fromId: from === undefined ? null : idFloor('dlv', Date.parse(from)),
  toId: to === undefined ? null : idFloor('dlv', Date.parse(to) + 1),
})

const errorOf = ({ errorKind, errorMessage }: Pick<AttemptRow, 'errorKind' | 'errorMessage'>) =>
  errorKind === null ? null : { kind: errorKind, message: errorMessage ?? '' }

export function presentDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    eventId: row.eventId,
    eventType: row.eventType,
    status: row.status,
    state: stateOf(row),
    attempts: row.attempts,
    nextAttemptAt: row.status === 'pending' && row.nextAt !== null ? new Date(row.nextAt).toISOString() : null,
    responseStatus: row.responseStatus,
    durationMs: row.durationMs,
    error: errorOf(row),
    orderingKey: row.orderingKey,
    createdAt: new Date(timeOfId(row.id)).toISOString(),
  }
}

function presentAttempt(row: AttemptRow): Attempt {
  const { request, response }: Pick<Attempt, 'request' | 'response'> = JSON.parse(row.exchange)
  return {
    number: row.number,
    startedAt: new Date(row.startedAt).toISOString(),
    durationMs: row.durationMs,
    request,
    response: response && { ...response, status: row.responseStatus ?? 0 },
    error: errorOf(row),
  }
}
