import type { BulkWebhookResult, BulkWebhooks } from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { forEachItem } from '../../platform/bulk.ts'
import type { Deps } from '../../platform/deps.ts'
import { deleteWebhook } from './delete.ts'
import { pauseWebhook, resumeWebhook } from './pause-resume.ts'
import { sendTestDelivery } from './send-test.ts'

const ACTIONS = { pause: pauseWebhook, delete: deleteWebhook, test: sendTestDelivery }

/** Applies one action to up to 100 webhooks. `sendHeld`: resuming also sends their held deliveries. */
export async function bulkWebhooks(
  deps: Deps,
  actor: Actor,
  { ids, action, sendHeld }: BulkWebhooks,
): Promise<BulkWebhookResult> {
  requireScope(actor, 'webhooks:write')
  return forEachItem(ids, (id) =>
    action === 'resume' ? resumeWebhook(deps, actor, id, { sendHeld }) : ACTIONS[action](deps, actor, id),
  )
}
