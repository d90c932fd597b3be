import type { Page } from '../../../../contract/common.ts'
import type { ListKeyLogs, LogEntry } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { listEventLogs } from '../../event-logs/entries/list.ts'
import { findKey } from './store.ts'

/** A page of the calls of one key, newest first. Throws `not_found` for a key outside of the actor's reach. */
export async function listKeyLogs(deps: Deps, actor: Actor, id: string, query: ListKeyLogs): Promise<Page<LogEntry>> {
  requireScope(actor, 'logs:read')
  const row = await findKey(deps.db, reachOf(actor), id)
  if (!row) throw notFound('API key')
  return listEventLogs(deps, actor, { ...query, keyId: row.id })
}
