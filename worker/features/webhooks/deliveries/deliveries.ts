import type { Page } from '../../../../contract/common.ts'
import type { Attempt, Delivery, DeliveryDetail, ListDeliveries } from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { idFloor, timeOfId } from '../../../platform/lib/ids.ts'
import { findWebhook } from '../settings/store.ts'
import {
  type AttemptRow,
  type DeliveryFilter,
  type DeliveryRow,
  findBlocker,
  findDelivery,
  listDeliveryRows,
} from './delivery-list-store.ts'

/** A page of a webhook's deliveries, newest first. Throws `not_found` for a webhook outside of the actor's reach. */
export async function listDeliveries(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  query: ListDeliveries,
): Promise<Page<Delivery>> {
  requireScope(actor, 'webhooks:read')
  await mustExist(deps, actor, webhookId)
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

/** One delivery with every attempt, and what it waits for. Throws `not_found`. */
export async function readDelivery(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<DeliveryDetail> {
  requireScope(actor, 'webhooks:read')
  await mustExist(deps, actor, webhookId)
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

/** A webhook within the actor's reach, whose deliveries, jobs and figures it may see. Throws `not_found`. */
export async function mustExist(deps: Deps, actor: Actor, webhookId: string) {
  const webhook = await findWebhook(deps.db, reachOf(actor), webhookId)
  if (!webhook) throw notFound('Webhook')
  return webhook
}

/** Ids carry the time of a delivery, so times are bounds of ids. */
export const filterOf = ({
  status,
  event,
  code,
  from,
  to,
}: Pick<ListDeliveries, 'status' | 'event' | 'code' | 'from' | 'to'>): DeliveryFilter => ({
  status,
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
