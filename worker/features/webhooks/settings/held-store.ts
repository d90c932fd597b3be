import { sql } from 'drizzle-orm'

/** Held deliveries of a webhook: how many, and the oldest and the newest of them by id. */
export type Held = { count: number; first: string | null; last: string | null }

const NONE_HELD: Held = { count: 0, first: null, last: null }

/** What a webhook that was just made has done so far. */
export const UNUSED = {
  attempts: null,
  succeeded: null,
  lastTriggeredAt: null,
  deliveriesSucceeded: null,
  deliveriesFailed: null,
  recent: null,
  hours: null,
  held: NONE_HELD,
}

/**
 * The held deliveries of the webhook of the query around it, counted up to `most`: rows of an index that holds nothing else,
 * so a webhook that holds nothing costs no row read. The index is named because SQLite would take the primary key, and
 * with it read every delivery of the webhook.
 */
export const heldOf = (most: number) =>
  sql`(SELECT json_array(
    (SELECT count(*) FROM (
      SELECT 1 FROM deliveries INDEXED BY deliveries_held
      WHERE organization_id = webhooks.organization_id AND webhook_id = webhooks.id AND status = 'held' LIMIT ${most})),
    (SELECT id FROM deliveries INDEXED BY deliveries_held
      WHERE organization_id = webhooks.organization_id AND webhook_id = webhooks.id AND status = 'held'
      ORDER BY id LIMIT 1),
    (SELECT id FROM deliveries INDEXED BY deliveries_held
      WHERE organization_id = webhooks.organization_id AND webhook_id = webhooks.id AND status = 'held'
      ORDER BY id DESC LIMIT 1)))`
    .mapWith((text: string): Held => {
      const [count, first, last]: [number, string | null, string | null] = JSON.parse(text)
      return { count, first, last }
    })
    .as('held')
