import type { Session } from '../../../contract/identity.ts'
import { auditRow } from '../../platform/audit/audit-row.ts'
import type { Actor, Person } from '../../platform/auth/actor.ts'
import { runBatch } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { forbidden, notFound } from '../../platform/errors.ts'
import { closeStreams } from '../event-logs/live/live-feed-client.ts'
import { deleteSession, listSessions } from './store.ts'

function personOf(actor: Actor): Person {
  if (actor.type !== 'session') throw forbidden('session_needed', 'Only users have sessions.')
  return actor
}

/** The actor's own sessions, newest first. */
export async function listOwnSessions(deps: Deps, actor: Actor): Promise<Session[]> {
  const person = personOf(actor)
  const rows = await listSessions(deps.db, person.user.id, deps.now)
  return rows.map((row) => ({
    id: row.id,
    current: row.id === person.sessionId,
    ip: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
}

/** Ends one of the actor's own sessions: its next call is refused. Throws `not_found` for a session of anybody else. */
export async function revokeSession(deps: Deps, actor: Actor, id: string): Promise<void> {
  const person = personOf(actor)
  const changed = await runBatch(
    deps.db,
    deleteSession(deps.db, person.user.id, id),
    auditRow(
      actor,
      {
        action: 'session.revoked',
        target: { type: 'session', id, name: person.user.email },
        before: null,
        after: null,
      },
      deps.now,
    ),
  )
  if (changed === 0) throw notFound('Session')
  await closeStreams(deps.feeds, actor.organization.id, { session: id })
}
