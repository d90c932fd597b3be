import type { UsageQuery } from '../../../../contract/api-keys.ts'
import type { OAuthAppUsage } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { keyFigures } from '../../event-logs/figures/key-figures.ts'
import { ownApp } from './read.ts'

/** The calls with the tokens of an app over some days or hours. They are counted in the rollups of keys, under the app's id. */
export async function readAppUsage(deps: Deps, actor: Actor, id: string, query: UsageQuery): Promise<OAuthAppUsage> {
  requireScope(actor, 'oauth-apps:read')
  const row = await ownApp(deps, reachOf(actor), id)
  return keyFigures(deps, row.organizationId, row.id, query)
}
