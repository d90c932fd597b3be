import { sql } from 'drizzle-orm'

/** Held deliveries of a webhook: how many, and the oldest and the newest of them by id. */
export type Held = { count: number; first: string | null; last: string | null }

const NONE_HELD: Held = { count: 0, first: null, last: null }

/** The usage of a new webhook. */
export const UNUSED = {
  attempts: null,
  succeeded: null,
  lastTriggeredAt: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  deliveriesSucceeded: null,
  deliveriesFailed: null,
  recent: null,
  hours: null,
  held: NONE_HELD,
}

/**
 * The held deliveries of the webhook in the enclosing query, counted up to `most`. It reads an index of held deliveries
 * only, so a webhook without any costs no row. The index is named because SQLite would use the primary key, and read
 * every delivery of the webhook.
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
