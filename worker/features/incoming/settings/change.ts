import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { IncomingWebhook } from '../../../../contract/incoming.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import {
  findIncomingOrTombstone,
  type IncomingChange,
  isLostRace,
  type ShownRow,
  updateIncomingRow,
} from '../rows/incoming-store.ts'
import { guardName, refreshGuard } from '../token/incoming-guard.ts'
import { auditedIncoming, presentIncoming } from './present.ts'

const TRIES = 4

/** The incoming webhook after the change, and its version. */
export type ChangedIncoming = { webhook: IncomingWebhook; version: number }

export type IncomingTransition = {
  /** Action of the audit entry. */
  action: AuditAction
  /** The change to make; null if it already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (webhook: ShownRow) => IncomingChange | null | Promise<IncomingChange | null>
  /** Further statements of the same transaction; `shown` is the webhook after the change. */
  extraStatements?: (webhook: ShownRow, shown: IncomingWebhook) => Statement[] | Promise<Statement[]>
}

/**
 * Changes one incoming webhook with its audit entry, and returns only after its guard has confirmed that no request is
 * admitted, or handled, under the old state. Throws `not_found`, `precondition_failed`, and `unavailable` when the change is
 * stored but not confirmed: repeating the call is safe and confirms it.
 */
export async function changeIncoming(
  deps: Deps,
  actor: Actor,
  id: string,
  transition: IncomingTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedIncoming> {
  requireScope(actor, 'incoming:write')
  for (let left = TRIES; left > 0; left--) {
    const row = await findIncomingOrTombstone(deps.db, reachOf(actor), id)
    if (!row) throw notFound('Incoming webhook')
    if (row.deletedAt !== null) {
      await confirm(deps, row.reference, row.version)
      throw notFound('Incoming webhook')
    }
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The incoming webhook was changed since you read it.' })
    }
    const change = await transition.decide(row)
    const changed = change ? { ...row, ...change, version: row.version + 1 } : row
    const shown = await presentIncoming(deps.config, changed, deps.url)
    if (change && !(await write(deps, actor, row, transition, change, shown))) continue
    // Also if nothing changed: an earlier attempt may have been interrupted between its write and this confirmation.
    await confirm(deps, row.reference, changed.version)
    return { webhook: shown, version: changed.version }
  }
  throw conflict('changed_meanwhile', 'The incoming webhook is being changed by someone else. Try again.')
}

async function confirm(deps: Deps, reference: string, version: number): Promise<void> {
  if (await refreshGuard(deps.guards, guardName(reference), version, true)) return
  throw new Refusal({
    kind: 'unavailable',
    code: 'not_confirmed',
    detail: 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.',
  })
}

/** Returns false if the webhook was changed since it was read: then nothing was written. */
async function write(
  { db, now }: Deps,
  actor: Actor,
  row: ShownRow,
  transition: IncomingTransition,
  change: IncomingChange,
  shown: IncomingWebhook,
): Promise<boolean> {
  const current: Record<string, unknown> = row
  const before = Object.fromEntries(Object.keys(change).map((field) => [field, current[field]]))
  const entry = {
    action: transition.action,
    target: { type: 'incoming_webhook', id: row.id, name: row.name },
    before: auditedIncoming(before),
    after: auditedIncoming(change),
  }
  const extraStatements = (await transition.extraStatements?.(row, shown)) ?? []
  try {
    await runBatch(db, updateIncomingRow(db, row, change, now), auditRow(actor, entry, now), ...extraStatements)
    return true
  } catch (error) {
    if (isLostRace(error)) return false
    throw error
  }
}
