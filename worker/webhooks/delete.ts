import type { Actor } from '../actor.ts'
import { settledRow } from '../alerts/raise.ts'
import type { Deps } from '../deps.ts'
import type { IfMatch } from '../lib/if-match.ts'
import { changeWebhook } from './change.ts'
import { sealHeaders } from './present.ts'

/**
 * Deletes a webhook: it leaves every list, and nothing is sent to it any more. Its secrets are wiped; its name stays
 * for the logs, and its open alerts are resolved. What was on its way is cancelled when its turn comes.
 */
export async function deleteWebhook(deps: Deps, actor: Actor, id: string, mustBe: IfMatch = null): Promise<void> {
  const noHeaders = await sealHeaders(deps.config, {})
  await changeWebhook(
    deps,
    actor,
    id,
    {
      action: 'webhook.deleted',
      decide: () => ({
        deletedAt: deps.now,
        sealedSecret: new Uint8Array(0),
        previousSecret: null,
        previousUntil: null,
        sealedHeaders: noHeaders,
      }),
      also: (row) => [settledRow(row.organizationId, ['webhook_failing', 'webhook_disabled'], row.id, deps.now)],
    },
    mustBe,
  )
}
