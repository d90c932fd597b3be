import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { confirmRoutes } from '../settings/confirm.ts'
import { deleteHost } from './host-store.ts'
import { forgetHost } from './organization-of-host.ts'

/**
 * Gives a host back: once this returns, it is the gateway of nobody. Throws `not_found` for a host of another organization or of
 * nobody, also only when no isolate takes it for this one's: an earlier attempt may have been interrupted.
 */
export async function removeHost(deps: Deps, actor: Actor, host: string): Promise<void> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'remove hosts')
  const { db, now } = deps
  const entry: AuditEntry = {
    action: 'gateway_host.removed',
    target: { type: 'gateway_host', id: host, name: host },
    before: { host },
    after: null,
  }
  const deleted = await runBatch(db, deleteHost(db, actor.organization.id, host), auditRow(actor, entry, now))
  forgetHost(host)
  await confirmRoutes()
  if (deleted === 0) throw notFound('Host')
}
