import { ERROR_KINDS, type WebhookStats } from '../../contract/webhooks.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { webhookFigures } from '../event-logs/webhook-figures.ts'
import { mustExist } from './deliveries.ts'

/** How a webhook fared over the last `days`: attempts, latency, and failures by their kind. */
export async function readWebhookStats(deps: Deps, actor: Actor, id: string, days: number): Promise<WebhookStats> {
  await mustExist(deps, actor, id)
  const { byRoute, ...figures } = await webhookFigures(deps, actor.organization.id, id, days)
  return {
    ...figures,
    errors: ERROR_KINDS.flatMap((kind) => {
      const attempts = byRoute.get(`delivery:${kind}`) ?? 0
      return attempts > 0 ? [{ kind, attempts }] : []
    }).sort((a, b) => b.attempts - a.attempts),
  }
}
