import type { Page } from '../../contract/common.ts'
import { type ListWebhooks, WEBHOOK_SORTS, type Webhook } from '../../contract/webhooks.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { invalid, notFound } from '../errors.ts'
import { readCursor, writeCursor } from '../lib/cursor.ts'
import { faringAs } from './health.ts'
import { presentWebhook } from './present.ts'
import { findWebhook, listWebhookRows, type WebhookPosition } from './store.ts'

/** One webhook of the actor's organisation. Throws `not_found` for every other id. */
export async function readWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ webhook: Webhook; version: number }> {
  const row = await findWebhook(deps.db, actor.organization.id, id)
  if (!row) throw notFound('Webhook')
  return { webhook: await presentWebhook(deps.config, actor, row, deps.now), version: row.version }
}

/** A page of the organisation's webhooks. A cursor belongs to the sort it was given for; throws `invalid` otherwise. */
export async function listWebhooks(deps: Deps, actor: Actor, query: ListWebhooks): Promise<Page<Webhook>> {
  const descending = query.sort.startsWith('-')
  const field = WEBHOOK_SORTS.find((name) => name === query.sort.replace('-', '')) ?? 'createdAt'
  const position = query.cursor === undefined ? null : positionOf(query.cursor, query.sort)
  const { limit, status, health, environment, event, q } = query
  const { rows, total } = await listWebhookRows(
    deps.db,
    actor.organization.id,
    { limit, status, faring: health && faringAs(health), environment, event, q, field, descending },
    position,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    data: await Promise.all(page.map((row) => presentWebhook(deps.config, actor, row, deps.now))),
    nextCursor: rows.length > page.length && last ? writeCursor([query.sort, last.sortValue, last.id]) : null,
    total,
  }
}

function positionOf(cursor: string, sort: string): WebhookPosition {
  const [madeFor, value, id] = readCursor(cursor, 3) ?? []
  if (madeFor !== sort || value === null || value === undefined || typeof id !== 'string') {
    throw invalid('cursor', 'is not a cursor of this list and sort: start again without it')
  }
  return { value, id }
}
