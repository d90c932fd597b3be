import type { Setup } from '../../../contract/identity.ts'
import { auditRow } from '../../platform/audit/audit-row.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { isUniqueViolation, runBatch } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict, forbidden } from '../../platform/errors.ts'
import { equalSecrets } from '../../platform/lib/crypto/crypto.ts'
import { newId } from '../../platform/lib/ids.ts'
import { hashPassword } from './load-auth.ts'
import { findInstallation, firstRun } from './store.ts'

const alreadyDone = () => conflict('already_set_up', 'This installation already has an owner. Sign in instead.')

/** Throws `forbidden` unless `token` is the setup code that was printed during installation. */
export async function requireSetupToken(deps: Deps, token: string): Promise<void> {
  if (!(await equalSecrets(token, deps.config.setupToken))) {
    throw forbidden('setup_token_wrong', 'The setup code is incorrect.')
  }
}

/** Whether the first-run setup has not been done yet. */
export const isSetUpNeeded = async (deps: Deps): Promise<boolean> => (await findInstallation(deps.db)) === undefined

/**
 * First-run setup: creates the first organization and its owner. Of any number of concurrent calls, only one succeeds.
 * Throws `forbidden` for a wrong setup code, `conflict` if the setup was done before.
 */
export async function setUp(
  deps: Deps,
  input: Setup,
  caller: { ip: string | null; requestId: string },
): Promise<{ userId: string; organizationId: string; email: string }> {
  const { db, now } = deps
  await requireSetupToken(deps, input.setupToken)
  // An early exit before the expensive hash; the batch below decides.
  if (await findInstallation(db)) throw alreadyDone()
  const owner = {
    userId: newId('usr', now),
    organizationId: newId('org', now),
    memberId: newId('mbr', now),
    accountId: newId('acc', now),
    name: input.name,
    email: input.email,
    passwordHash: await hashPassword(input.password),
    organizationName: input.organizationName,
    slug: slugOf(input.organizationName),
  }
  // It calls no verb, so it needs no scope.
  const actor = systemActor('First-run setup', { id: owner.organizationId }, [], caller)
  try {
    await runBatch(
      db,
      ...firstRun(db, owner, now),
      auditRow(
        actor,
        {
          action: 'installation.set_up',
          target: { type: 'organization', id: owner.organizationId, name: owner.organizationName },
          before: null,
          after: { owner: owner.email },
        },
        now,
      ),
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw alreadyDone()
    throw error
  }
  return { userId: owner.userId, organizationId: owner.organizationId, email: owner.email }
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return slug.slice(0, 48) || 'organization'
}
