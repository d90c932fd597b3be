import type { Page } from '../../../contract/common.ts'
import { WEBHOOK_SORTS } from '../../../contract/webhooks.data.ts'
import type { ListWebhooks, Webhook } from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { notFound } from '../../platform/errors.ts'
import { sortedAs, sortedPage } from '../../platform/sorted.ts'
import { presentWebhook } from './settings/present.ts'
import { findWebhook, listWebhookRows } from './settings/store.ts'

/** One webhook within the actor's reach. Throws `not_found` for every other id. */
export async function readWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ webhook: Webhook; version: number }> {
  requireScope(actor, 'webhooks:read')
  const row = await findWebhook(deps.db, reachOf(actor), id)
  if (!row) throw notFound('Webhook')
  return { webhook: await presentWebhook(deps.config, actor, row, deps.now), version: row.version }
}

/**
 * A page of the organization's webhooks. A cursor is valid only for the sort order it was made for; throws `invalid`
 * otherwise.
 */
export async function listWebhooks(deps: Deps, actor: Actor, query: ListWebhooks): Promise<Page<Webhook>> {
  requireScope(actor, 'webhooks:read')
  const sorted = sortedAs(query, WEBHOOK_SORTS)
  const { rows, total } = await listWebhookRows(deps.db, reachOf(actor), query, sorted, deps.now)
  const { page, nextCursor } = sortedPage(rows, query)
  return {
    data: await Promise.all(page.map((row) => presentWebhook(deps.config, actor, row, deps.now))),
    nextCursor,
    total,
  }
}
