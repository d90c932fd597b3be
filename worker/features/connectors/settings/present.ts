import { ALL_PROVIDERS, type AnyProvider, STOP_REASON_TEXTS } from '../../../../contract/connectors.data.ts'
import type { Connector } from '../../../../contract/connectors.ts'
import type { Config } from '../../../platform/env.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import { healthOf, sampleOf } from '../../webhooks/health/health.ts'
import type { requireConnector } from '../../webhooks/settings/connectors.ts'
import { openSecret } from '../../webhooks/settings/secret.ts'

/** A stored connector with its usage. */
export type ConnectorRow = Awaited<ReturnType<typeof requireConnector>>

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
const instantOfId = (id: string | null) => (id === null ? null : instant(timeOfId(id)))

/** The provider of a row. */
export const providerNameOf = ({ provider }: Pick<ConnectorRow, 'provider'>): AnyProvider =>
  ALL_PROVIDERS.find((one) => one === provider) ?? 'custom'

/** A connector as the API returns it. */
export async function presentConnector(config: Config, row: ConnectorRow, now: number): Promise<Connector> {
  const sample = sampleOf({ recent: row.recent ?? '', hours: row.hours ?? {} }, now)
  const { disabledReason: code, status } = row
  return {
    id: row.id,
    provider: providerNameOf(row),
    source: row.hookKey === null ? 'url' : 'hook',
    name: row.name,
    url: row.url,
    events: row.events,
    environment: row.environment,
    status,
    reason: code === null || status === 'active' ? null : { code, message: STOP_REASON_TEXTS[code] },
    ...healthOf(row, sample),
    readable: (await openSecret(config, row.sealedSecret)) !== null,
    consecutiveFailures: row.consecutiveFailures,
    failingSince: instant(row.failingSince),
    held: { count: row.held.count, from: instantOfId(row.held.first), to: instantOfId(row.held.last) },
    deliveries: (row.deliveriesSucceeded ?? 0) + (row.deliveriesFailed ?? 0),
    successRate: sample.deliveries === 0 ? null : sample.succeeded / sample.deliveries,
    lastEventAt: instant(row.lastTriggeredAt),
    lastSuccessAt: instant(row.lastSuccessAt),
    lastFailureAt: instant(row.lastFailureAt),
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
  }
}

/** A connector after a change, and its version. */
export type ChangedConnector = { connector: Connector; version: number }

export const changedConnector = async (
  { config, now }: { config: Config; now: number },
  row: ConnectorRow,
): Promise<ChangedConnector> => ({ connector: await presentConnector(config, row, now), version: row.version })
