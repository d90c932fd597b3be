import type { BulkApiKeys, BulkResult } from '../../../../contract/api-keys.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { forEachItem } from '../../../platform/bulk.ts'
import type { Deps } from '../../../platform/deps.ts'
import { deleteApiKey } from './delete.ts'
import { disableApiKey, enableApiKey } from './enable-disable.ts'
import { revokeApiKey } from './revoke.ts'

const ACTIONS = { revoke: revokeApiKey, disable: disableApiKey, enable: enableApiKey, delete: deleteApiKey }

/** Applies one action to up to 100 keys. Each revocation may wait two seconds for leases. */
export async function bulkApiKeys(deps: Deps, actor: Actor, { ids, action }: BulkApiKeys): Promise<BulkResult> {
  requireScope(actor, 'api-keys:write')
  return forEachItem(ids, (id) => ACTIONS[action](deps, actor, id))
}
