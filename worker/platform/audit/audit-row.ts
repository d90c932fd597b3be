import { sql } from 'drizzle-orm'
import type { AuditAction } from '../../../contract/audit.data.ts'
import { type Actor, actorId, actorName } from '../auth/actor.ts'
import type { Statement } from '../db/client.ts'
import { environmentOfTarget } from '../db/target-environment.ts'
import { newId } from '../lib/ids.ts'

export type AuditEntry = {
  action: AuditAction
  target: { type: string; id: string; name: string }
  before: unknown
  after: unknown
}

/**
 * The audit log of the API has the actor types user, api_key and system. Grants and incoming webhooks appear as system,
 * with their own id and name.
 */
function typeOf({ type }: Actor): 'user' | 'api_key' | 'system' {
  if (type === 'session') return 'user'
  return type === 'api_key' ? 'api_key' : 'system'
}

const asJson = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))

/**
 * The audit row of a change. It must directly follow that change in the same batch: it is written only if the statement
 * before it changed a row, so a change that lost a race writes no audit row. Never pass a secret.
 */
export function auditRow(actor: Actor, entry: AuditEntry, now: number): Statement {
  const { action, target, before, after } = entry
  return sql`
    INSERT INTO audit_logs
      (organization_id, time, id, actor_type, actor_id, actor_name, action, target_type, target_id, target_name,
       before, after, ip, request_id, environment)
    SELECT ${actor.organization.id}, ${now}, ${newId('aud', now)}, ${typeOf(actor)},
       ${actorId(actor)}, ${actorName(actor)}, ${action}, ${target.type}, ${target.id}, ${target.name},
       ${asJson(before)}, ${asJson(after)}, ${actor.ip}, ${actor.requestId || null},
       ${environmentOfTarget(actor.organization.id, target.type, target.id)}
    WHERE changes() > 0`
}

/**
 * The audit rows of many changes in one statement. Use it only after changes that all happen or make the transaction
 * fail: it does not check whether the statement before it changed a row.
 */
export function auditRows(actor: Actor, entries: readonly AuditEntry[], now: number): Statement {
  const rows = entries.map(({ action, target, before, after }) => [
    newId('aud', now),
    action,
    target.type,
    target.id,
    target.name,
    asJson(before),
    asJson(after),
  ])
  const at = (index: number) => sql.raw(`value ->> ${index}`)
  return sql`
    INSERT INTO audit_logs
      (organization_id, time, id, actor_type, actor_id, actor_name, action, target_type, target_id, target_name,
       before, after, ip, request_id, environment)
    SELECT ${actor.organization.id}, ${now}, ${at(0)}, ${typeOf(actor)}, ${actorId(actor)}, ${actorName(actor)},
      ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${actor.ip}, ${actor.requestId || null},
      ${environmentOfTarget(sql`${actor.organization.id}`, at(2), at(3))}
    FROM json_each(${JSON.stringify(rows)})`
}
