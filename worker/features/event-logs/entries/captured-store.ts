import { sql } from 'drizzle-orm'
import type { Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { utf8 } from '../../../platform/lib/crypto/encoding.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'

/** Maximum bytes of one bound value: D1 allows 2 MB. */
const MAX_BYTES = 1_000_000

/**
 * The statements that store captured headers and bodies, for the transaction that writes their entries; empty if there
 * are none. It checks the capture setting again, so that turning capture off takes effect here at once, also for calls
 * that were captured before.
 */
export function capturedRows(entries: readonly LogRecord[]): Statement[] {
  const chunks: string[][] = []
  let room = 0
  for (const { organizationId, time, id, keyId, captured } of entries) {
    if (!captured) continue
    const { request, response } = captured
    const row = JSON.stringify([organizationId, time, id, keyId, JSON.stringify(request), JSON.stringify(response)])
    const bytes = utf8(row).length
    if (bytes > room) {
      chunks.push([])
      room = MAX_BYTES
    }
    chunks.at(-1)?.push(row)
    room -= bytes
  }
  return chunks.map((rows) => insert(`[${rows.join(',')}]`))
}

const insert = (rows: string): Statement =>
  sql`
    INSERT OR IGNORE INTO event_log_bodies (organization_id, time, id, request, response)
    SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(4)}, ${at(5)}
    FROM json_each(${rows})
    WHERE coalesce(
      (SELECT k.capture_bodies FROM api_keys k WHERE k.organization_id = ${at(0)} AND k.id = ${at(3)}),
      (SELECT o.capture_bodies FROM organizations o WHERE o.id = ${at(0)})) = 1`
