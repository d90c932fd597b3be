import { resolvedRow } from '../../../platform/alerts/raise.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { changeSubscriber } from '../settings/change.ts'
import type { SubscriberKind } from '../settings/kind.ts'
import { sealHeaders } from '../settings/present.ts'
import { cancelHeld } from './delivery-store.ts'

/** Held deliveries per transaction. */
const BATCH = 1000

/**
 * Deletes a webhook or a connector: it leaves every list, and nothing more is sent to it. Its secrets are wiped; its name
 * stays for the logs, and its open alerts are resolved. Held deliveries are canceled here, pending ones when they are due.
 * `note`: further details of the audit entry.
 */
export async function deleteSubscriber(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'waitUntil'>,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch,
  kind: SubscriberKind,
  note: object = {},
): Promise<void> {
  requireScope(actor, `${kind.resource}:write`)
  const noHeaders = await sealHeaders(deps.config, {})
  await changeSubscriber(
    deps,
    actor,
    id,
    {
      action: kind.actions.deleted,
      note,
      decide: () => ({
        deletedAt: deps.now,
        sealedSecret: new Uint8Array(0),
        previousSecret: null,
        previousUntil: null,
        sealedHeaders: noHeaders,
      }),
      extraStatements: (row) => [
        resolvedRow(row.organizationId, ['webhook_failing', 'webhook_disabled'], row.id, deps.now),
        cancelHeld(row.organizationId, row.id, BATCH),
      ],
    },
    expectedVersion,
    kind,
  )
  deps.waitUntil(cancelRest(deps, actor.organization.id, id))
}

/** Cancels the held deliveries that did not fit into the first transaction. */
async function cancelRest({ db }: Pick<Deps, 'db'>, organizationId: string, id: string): Promise<void> {
  try {
    while ((await runBatch(db, cancelHeld(organizationId, id, BATCH))) > 0);
  } catch (error) {
    reportError('held deliveries of a deleted webhook were not all canceled', error)
  }
}
