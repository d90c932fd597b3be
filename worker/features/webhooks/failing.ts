import type { Expiring, FailingWebhook } from '../../../contract/overview.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { healthOf, sampleOf } from './health/health.ts'
import { findLastError, listHealthRows } from './health/health-store.ts'
import { disabledReasonOf } from './settings/present.ts'

const MAX_SHOWN = 5

type Attention = { count: number; data: FailingWebhook[]; secretsEnding: Expiring[] }

/**
 * The webhooks that are not healthy: how many, and the five worst, disabled and failing ones first; and whose old secret
 * ends. Reads two rows per webhook, and 50 deliveries for each of the five.
 */
export async function listFailingWebhooks(deps: Deps, actor: Actor): Promise<Attention> {
  requireScope(actor, 'webhooks:read')
  const { db, now } = deps
  const rows = await listHealthRows(db, reachOf(actor))
  const failing = rows.flatMap((row) => {
    const sample = sampleOf({ recent: row.recent ?? '', hours: row.hours ?? {} }, now)
    const { health, healthReason } = healthOf(row, sample)
    return health === 'healthy' ? [] : [{ row, health, healthReason, failed: sample.deliveries - sample.succeeded }]
  })
  const weight = ({ health }: (typeof failing)[number]) => SEVERITY[health]
  failing.sort((a, b) => weight(b) - weight(a) || b.row.consecutiveFailures - a.row.consecutiveFailures)
  const data = failing
    .slice(0, MAX_SHOWN)
    .map(async ({ row, health, healthReason, failed }): Promise<FailingWebhook> => {
      const error = await findLastError(db, actor.organization.id, row.id)
      return {
        id: row.id,
        name: row.name,
        environment: row.environment,
        status: row.status,
        health,
        healthReason,
        disabledReason: disabledReasonOf(row),
        since: instant(row.failingSince),
        failed,
        consecutiveFailures: row.consecutiveFailures,
        lastSuccessAt: instant(row.lastSuccessAt),
        lastError: error?.kind ? { kind: error.kind, status: error.status } : null,
      }
    })
  return {
    count: failing.length,
    data: await Promise.all(data),
    secretsEnding: rows.flatMap(({ id, name, environment, previousUntil }) =>
      previousUntil !== null && previousUntil > now
        ? [{ kind: 'webhook_secret_ends', id, name, environment, at: new Date(previousUntil).toISOString() }]
        : [],
    ),
  }
}

const SEVERITY = { disabled: 3, failing: 2, degraded: 1, healthy: 0 } as const

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
