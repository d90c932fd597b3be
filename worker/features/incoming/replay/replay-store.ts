import { type SQL, sql } from 'drizzle-orm'
import type { ReplayableVerdict, RequestResult } from '../../../../contract/incoming.data.ts'
import type { OrganizationFacts } from '../../../platform/auth/actor.ts'
import type { Database } from '../../../platform/db/client.ts'
import { organizations } from '../../../platform/db/schema.ts'

/** Which requests a job handles again. `fromId`, `toId`: from this id on, and before that id. */
export type ReplayFilter = {
  verdict: ReplayableVerdict
  result?: RequestResult | undefined
  fromId: string | null
  toId: string
}

type Webhook = { organizationId: string; webhookId: string }

/**
 * The requests that match and whose body was kept. Of refused ones, which an index knows, those are left out that were accepted
 * since: replayed, or sent again by the sender.
 */
function matching({ organizationId, webhookId }: Webhook, filter: ReplayFilter): SQL {
  const { verdict, result, fromId, toId } = filter
  const kind =
    verdict === 'refused'
      ? sql`r.verdict = 'refused' AND r.body IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM incoming_requests x
            WHERE x.organization_id = r.organization_id AND x.webhook_id = r.webhook_id AND x.first_id = r.id
              AND x.replay = 1 AND x.verdict = 'accepted')
          AND (r.sender_id IS NULL OR NOT EXISTS (
            SELECT 1 FROM incoming_requests x
            WHERE x.organization_id = r.organization_id AND x.webhook_id = r.webhook_id AND x.sender_id = r.sender_id
              AND x.sender_id IS NOT NULL AND x.verdict = 'accepted'))`
      : sql`r.verdict = 'accepted' AND r.body IS NOT NULL`
  const one = result === undefined ? sql`` : sql` AND r.result = ${result}`
  const from = fromId === null ? sql`` : sql` AND r.id >= ${fromId}`
  return sql`r.organization_id = ${organizationId} AND r.webhook_id = ${webhookId} AND ${kind}${one}${from} AND r.id < ${toId}`
}

/** The number of requests that a job would handle again; it counts up to `most`. */
export async function countReplayable(
  db: Database,
  webhook: Webhook,
  filter: ReplayFilter,
  most: number,
): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM incoming_requests r WHERE ${matching(webhook, filter)} LIMIT ${most})`)
  return row?.n ?? 0
}

/** The ids of the next requests of a job, oldest first, after `afterId`. */
export async function nextReplayable(
  db: Database,
  webhook: Webhook,
  filter: ReplayFilter,
  afterId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    SELECT r.id FROM incoming_requests r
    WHERE ${matching(webhook, filter)} AND r.id > ${afterId}
    ORDER BY r.id LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}

/** Nothing is replayed for an incoming webhook that was deleted. */
export const incomingExists = ({ organizationId, webhookId }: Webhook): SQL => sql`EXISTS (
  SELECT 1 FROM incoming_webhooks w
  WHERE w.organization_id = ${organizationId} AND w.id = ${webhookId} AND w.deleted_at IS NULL)`

/** What is known of an organization where no call names it; undefined if it is gone. */
export const findOrganization = (db: Database, id: string): Promise<OrganizationFacts | undefined> =>
  db
    .select({ id: organizations.id, name: organizations.name, plan: organizations.plan })
    .from(organizations)
    .where(sql`${organizations.id} = ${id}`)
    .get()
