import { ERROR_KINDS } from '../../../../contract/webhooks.data.ts'
import type { StatsQuery, WebhookStats } from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { webhookFigures } from '../../event-logs/figures/webhook-figures.ts'
import { failureRoutes } from '../../event-logs/rollups/delivery-route.ts'
import { requireWebhook } from './deliveries.ts'

/**
 * Statistics of a webhook over the last hours or days: deliveries, attempts, latency, and failed attempts by kind of
 * error.
 */
export async function readWebhookStats(
  deps: Deps,
  actor: Actor,
  id: string,
  period: Pick<StatsQuery, 'days' | 'hours'>,
): Promise<WebhookStats> {
  requireScope(actor, 'webhooks:read')
  await requireWebhook(deps, actor, id)
  const { byRoute, ...figures } = await webhookFigures(deps, actor.organization.id, id, period)
  return {
    ...figures,
    errors: ERROR_KINDS.flatMap((kind) => {
      const attempts = failureRoutes(kind).reduce((sum, route) => sum + (byRoute.get(route) ?? 0), 0)
      return attempts > 0 ? [{ kind, attempts }] : []
    }).sort((a, b) => b.attempts - a.attempts),
  }
}
