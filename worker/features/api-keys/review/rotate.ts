import { alertRow } from '../../../platform/alerts/raise.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { confirmKey } from '../keys/change.ts'
import { regenerateApiKey } from '../keys/regenerate.ts'
import type { KeyToReview } from './review-store.ts'

/** Grace period of a schedule that sets none, in seconds. */
const STANDARD_GRACE = 86_400

/**
 * Gives a key the new secret that its schedule asks for, with a grace period, and raises an alert in the same
 * transaction. The key is recoverable: people find the new secret in the dashboard. Never throws; a failure raises an
 * alert, and the next run retries. A key that was changed since it was read is also left to the next run.
 */
export async function rotateBySchedule(deps: Deps, key: KeyToReview): Promise<void> {
  const organization = { id: key.organizationId, name: key.organizationName, plan: key.plan }
  const requestId = `rotation at ${new Date(deps.now).toISOString()}`
  // All scopes: the new secret carries every scope of its key.
  const actor = systemActor('Rotation schedule', organization, ['*'], { ip: null, requestId })
  const about = { organizationId: key.organizationId, target: { type: 'api_key', id: key.id, name: key.name } }
  const grace = key.rotationGraceSeconds ?? STANDARD_GRACE
  const details = { graceEndsAt: new Date(deps.now + grace * 1000).toISOString() }
  const told = alertRow({ ...about, kind: 'key_rotated', severity: 'info', details }, deps.now)
  try {
    await regenerateApiKey(deps, actor, key.id, grace, async () => [told], [key.version])
  } catch (error) {
    const reason = await reasonOf(error, () => confirmKey(deps, actor, key.id))
    if (reason === null) return
    const failed = { ...about, kind: 'key_rotation_failed' as const, severity: 'warning' as const, details: { reason } }
    await runBatch(deps.db, alertRow(failed, deps.now))
  }
}

/** Why a rotation failed; null if it did not, or if another change was faster. */
async function reasonOf(error: unknown, confirm: () => Promise<unknown>): Promise<string | null> {
  if (!(error instanceof Refusal)) {
    reportError('a rotation by schedule failed', error)
    return 'internal'
  }
  const { kind } = error.error
  if (kind === 'precondition_failed' || kind === 'not_found' || kind === 'conflict') return null
  if (kind !== 'unavailable') return kind
  // The new secret is stored already; once its guard has read it, the rotation is complete.
  return confirm().then(
    () => null,
    () => 'not_confirmed',
  )
}
