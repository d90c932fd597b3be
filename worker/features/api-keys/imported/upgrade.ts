import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import type { GuardAnswer } from '../../../platform/credential-guard/guard-answer.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { PresentedKey } from '../format/key-format.ts'
import { refreshGuard } from '../guard/key-guard.ts'
import { upgradeHash } from './imported-store.ts'

/**
 * Attempts per isolate and key. They also limit the case where a guard never receives the refresh. The key works
 * without the upgrade.
 */
const MAX_TRIES = 3
const tries = new RecentMap<string, number>(5000)

/**
 * After the first use of an imported key: replaces the hash of its digest by the hash of its text, with an audit entry,
 * in the background. If several isolates try, one of them changes the row; its guard then reads it again, so that no
 * further call tries. Never throws.
 */
export function upgradeImported(
  deps: Pick<Deps, 'db' | 'guards' | 'waitUntil'>,
  presented: PresentedKey,
  answer: GuardAnswer,
): void {
  const tried = tries.get(presented.reference) ?? 0
  if (tried >= MAX_TRIES) return
  tries.set(presented.reference, tried + 1)
  deps.waitUntil(
    upgrade(deps, presented, answer).catch((error: unknown) =>
      reportError('an imported key could not be upgraded', error),
    ),
  )
}

async function upgrade(
  { db, guards }: Pick<Deps, 'db' | 'guards'>,
  { reference, hash, digestHash }: PresentedKey,
  { key }: GuardAnswer,
): Promise<void> {
  if (!key || !digestHash) return
  const { keyId, name, organization } = key
  // It calls no verb, so it needs no scope.
  const actor = systemActor('First use', organization, [])
  const entry: AuditEntry = {
    action: 'api_key.upgraded',
    target: { type: 'api_key', id: keyId, name },
    before: { imported: 'digest' },
    after: { imported: 'upgraded' },
  }
  const of = { organizationId: organization.id, keyId }
  await runBatch(db, upgradeHash(db, of, digestHash, hash), auditRow(actor, entry, Date.now()))
  // Also if another isolate was faster: that one may have been interrupted before it refreshed the guard.
  await refreshGuard(guards, reference, 0, false)
}
