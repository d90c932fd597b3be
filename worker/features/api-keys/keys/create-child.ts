import { MAX_KEYS_ABOVE } from '../../../../contract/api-keys.data.ts'
import type { ApiKeyWithSecret, CreateChildKey } from '../../../../contract/api-keys.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { requireBelow } from './below.ts'
import { expiryOf, issueApiKey } from './create.ts'
import { creditErrors } from './credits-left.ts'
import { ceilingOf, exceeding } from './family.ts'
import { statusOf } from './present.ts'
import { requireGrantable } from './require-grantable.ts'
import { findKey, listKeysAbove } from './store.ts'

/**
 * Creates a key below another one. It can do at most what its parent can, now and after every change of the parent, and
 * its calls are also charged to its parent. What `input` leaves out is that of the parent. A key creates children of its
 * own with the scope `api-keys:delegate`; for other parents `api-keys:write` is needed. Throws `forbidden` for a scope
 * the actor does not hold, `invalid` for what exceeds the parent, `conflict` if the parent is not active, has too many
 * keys above it, or the plan allows no more keys.
 */
export async function createChildKey(
  deps: Deps,
  actor: Actor,
  parentId: string,
  input: CreateChildKey,
  extraStatements: (answer: ApiKeyWithSecret) => Promise<Statement[]>,
): Promise<ApiKeyWithSecret> {
  requireDelegation(actor, parentId)
  const { db, now } = deps
  const parent = await findKey(db, reachOf(actor), parentId)
  if (!parent) throw notFound('API key')
  requireBelow(actor, parent)
  requireGrantable(actor, input.scopes, 'create a key')
  await requireTrustedSecrets(deps)
  const status = statusOf(parent, now)
  if (status !== 'active') throw conflict('parent_not_active', `The parent key is ${status}.`)
  const ancestors = [...parent.ancestors, parent.id]
  if (ancestors.length > MAX_KEYS_ABOVE) {
    throw conflict('too_deep', `There are at most ${MAX_KEYS_ABOVE} keys above a key. Create it higher up.`)
  }
  const above = await listKeysAbove(db, parent.organizationId, ancestors)
  const ceiling = ceilingOf(above)
  const wanted = {
    scopes: input.scopes,
    rateLimit: {
      perMinute: orElse(input.rateLimit.perMinute, ceiling.rateLimit.perMinute),
      perHour: orElse(input.rateLimit.perHour, ceiling.rateLimit.perHour),
      perDay: orElse(input.rateLimit.perDay, ceiling.rateLimit.perDay),
    },
    allowedIps: input.allowedIps ?? ceiling.allowedIps[0] ?? [],
    expiresAt: input.expiresAt === undefined ? ceiling.expiresAt : expiryOf(input.expiresAt, now),
  }
  const errors = [...exceeding(ceiling, wanted), ...(await creditErrors(deps, above, input.credits?.remaining))]
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
  return issueApiKey(
    deps,
    actor,
    {
      ...input,
      ...wanted,
      ownerId: orElse(input.ownerId, parent.ownerId),
      // Its guard decides on every call, because what the parent lends is not lent on to isolates.
      consistency: 'strict',
      environment: parent.environment,
      parentId,
      ancestors,
      aboveExpiresAt: ceiling.expiresAt,
    },
    extraStatements,
  )
}

/** A value, or another one if it is left out. Null is a value. */
const orElse = <T>(value: T | undefined, other: T): T => (value === undefined ? other : value)

/** Throws `forbidden` unless the actor may create keys below this one. */
function requireDelegation(actor: Actor, parentId: string): void {
  const isParent = actor.type === 'api_key' && actor.keyId === parentId
  if (isParent && missingScopes(actor.scopes, ['api-keys:delegate']).length === 0) return
  requireScope(actor, 'api-keys:write')
}
