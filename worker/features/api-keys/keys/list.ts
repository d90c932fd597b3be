import { KEY_SORTS } from '../../../../contract/api-keys.data.ts'
import type { ApiKey, ListApiKeys } from '../../../../contract/api-keys.ts'
import type { Page } from '../../../../contract/common.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { sortedAs, sortedPage } from '../../../platform/sorted.ts'
import { creditsLeft } from './credits-left.ts'
import { presentKey } from './present.ts'
import { listKeys } from './store.ts'

/**
 * A page of the organization's keys. A cursor is valid only for the sort order it was made for; throws `invalid`
 * otherwise.
 */
export async function listApiKeys(deps: Deps, actor: Actor, query: ListApiKeys): Promise<Page<ApiKey>> {
  requireScope(actor, 'api-keys:read')
  const sorted = sortedAs(query, KEY_SORTS)
  const { rows, total } = await listKeys(deps.db, reachOf(actor), query, sorted, deps.now)
  const { page, nextCursor } = sortedPage(rows, query)
  return {
    data: await Promise.all(page.map(async (row) => presentKey(row, deps.now, await creditsLeft(deps, row)))),
    nextCursor,
    total,
  }
}
