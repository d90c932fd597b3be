import { ListAlerts } from '../../../contract/alerts.ts'
import { ListAuditLogs } from '../../../contract/audit.ts'
import type { UsageOverQuery } from '../../../contract/event-logs.ts'
import type { Overview } from '../../../contract/overview.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { listAlerts } from '../alerts/list.ts'
import { listKeyEndings } from '../api-keys/review/endings.ts'
import { listAuditLogs } from '../audit/list.ts'
import { listRefusedKeys } from '../event-logs/figures/refused-keys.ts'
import { readUsageOver } from '../event-logs/figures/usage-over.ts'
import { listFailingWebhooks } from '../webhooks/failing.ts'
import { readParts } from './parts.ts'

const MAX_ALERTS = 5
const MAX_CHANGES = 8
const MAX_EXPIRING = 8

/**
 * Figures of a period, and what needs attention now. Parts that the actor may not read are null. Each part reads a
 * bounded number of rows.
 */
export async function readOverview(deps: Deps, actor: Actor, query: UsageOverQuery): Promise<Overview> {
  const { values, withheld } = await readParts(actor, {
    usage: { scope: 'stats:read', read: () => readUsageOver(deps, actor, query) },
    failingWebhooks: { scope: 'webhooks:read', read: () => listFailingWebhooks(deps, actor) },
    refusedKeys: { scope: 'logs:read', read: () => listRefusedKeys(deps, actor) },
    alerts: {
      scope: 'alerts:read',
      read: () => listAlerts(deps, actor, ListAlerts.parse({ status: 'open', limit: MAX_ALERTS })),
    },
    keys: { scope: 'api-keys:read', read: () => listKeyEndings(deps, actor) },
    changes: {
      scope: 'audit:read',
      read: () => listAuditLogs(deps, actor, ListAuditLogs.parse({ limit: MAX_CHANGES })),
    },
  })
  const { usage, failingWebhooks, refusedKeys, alerts, keys, changes } = values
  const expiring = [...(keys?.expiring ?? []), ...(failingWebhooks?.secretsEnding ?? [])]
  return {
    usage,
    failingWebhooks: failingWebhooks && { count: failingWebhooks.count, data: failingWebhooks.data },
    refusedKeys,
    alerts: alerts && { open: alerts.open, openCritical: alerts.openCritical, data: alerts.data },
    keys: keys && {
      ...keys,
      expiring: expiring.toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(0, MAX_EXPIRING),
    },
    changes: changes?.data ?? null,
    withheld,
  }
}
