import type { z } from 'zod'
import type { Page } from '../../../../contract/common.ts'
import type { ListKeyLogs, LogEntry } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { listEventLogs } from '../../event-logs/list.ts'
import { readApiKey } from './read.ts'

/** A page of the calls of one key, newest first. Throws `not_found` for a key outside of the actor's reach. */
export async function listKeyLogs(
  deps: Deps,
  actor: Actor,
  id: string,
  query: z.infer<typeof ListKeyLogs>,
): Promise<Page<LogEntry>> {
  const { key } = await readApiKey(deps, actor, id)
  return listEventLogs(deps, actor, { ...query, keyId: key.id })
}
