import { type ApiKeyWithSecret, CreateApiKey } from '../../../contract/api-keys.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { createApiKey } from '../api-keys/keys/create.ts'
import { deleteApiKey } from '../api-keys/keys/delete.ts'
import { listApiKeys } from '../api-keys/keys/list.ts'
import { requireSetupToken } from './set-up.ts'
import { findInstallation, findOrganization } from './store.ts'

/**
 * Creates a key with every scope for `npm start` and `npm run bootstrap`. For local development only; everywhere else
 * the route does not exist. `replace`: deletes keys that this function created before under the same name.
 */
export async function mintLocalKey(
  deps: Deps,
  input: { setupToken: string; name: string; replace: boolean },
  caller: { ip: string | null; requestId: string },
): Promise<ApiKeyWithSecret> {
  if (!deps.config.local) throw notFound('Resource')
  await requireSetupToken(deps, input.setupToken)
  const claimed = await findInstallation(deps.db)
  const organization = claimed && (await findOrganization(deps.db, claimed.organizationId))
  if (!organization) throw conflict('not_set_up', 'There is no owner yet. Complete the first-run setup.')
  const actor = systemActor('Local bootstrap', organization, ['*'], caller)
  if (input.replace) {
    const { data } = await listApiKeys(deps, actor, { limit: 100, sort: '-createdAt', q: input.name })
    for (const key of data) {
      if (key.name === input.name && key.createdBy === actor.name) await deleteApiKey(deps, actor, key.id)
    }
  }
  const wanted = CreateApiKey.parse({
    name: input.name,
    description: 'Made on this machine for its first calls.',
    scopes: ['*'],
    rateLimit: { perMinute: 1000 },
  })
  return createApiKey(deps, actor, wanted, async () => [])
}
