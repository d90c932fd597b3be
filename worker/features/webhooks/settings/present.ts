import { scopeCovers } from '../../../../contract/scopes.data.ts'
import { DISABLED_REASONS, type UpdateWebhook, type Webhook } from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Config } from '../../../platform/env.ts'
import { openText, sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_HEADERS } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import { hideValues } from '../../../platform/outbound/header-rules.ts'
import { healthOf, sampleOf } from '../health/health.ts'
import { openSecret } from './secret.ts'
import type { WebhookRow } from './store.ts'

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

export type HeaderMap = Record<string, string>

export const sealHeaders = (config: Config, headers: HeaderMap): Promise<Uint8Array<ArrayBuffer>> =>
  sealText(config.dataKeys, SEALED_HEADERS, JSON.stringify(headers))

/** Decrypted custom headers; null if none of the current data keys can decrypt them. */
export async function openHeaders(config: Config, sealed: Uint8Array<ArrayBuffer>): Promise<HeaderMap | null> {
  const text = await openText(config.dataKeys, SEALED_HEADERS, sealed)
  return text === null ? null : JSON.parse(text)
}

/** The parts of a webhook that cannot be decrypted with the current data keys; empty if all can. */
export const unreadableOf = (secret: unknown, headers: unknown): Webhook['unreadable'] => [
  ...(secret === null ? (['secret'] as const) : []),
  ...(headers === null ? (['headers'] as const) : []),
]

/** A webhook as the API returns it, without its secret; values of its headers only for actors that may change it. */
export async function presentWebhook(config: Config, actor: Actor, row: WebhookRow, now: number): Promise<Webhook> {
  const [secret, opened] = await Promise.all([
    openSecret(config, row.sealedSecret),
    openHeaders(config, row.sealedHeaders),
  ])
  const headers = opened ?? {}
  const mayChange = actor.scopes.some((held) => scopeCovers(held, 'webhooks:write'))
  const sample = sampleOf({ recent: row.recent ?? '', hours: row.hours ?? {} }, now)
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    url: row.url,
    events: row.events,
    environment: row.environment,
    status: row.status,
    disabledReason: disabledReasonOf(row),
    ...healthOf(row, sample),
    headers: mayChange ? headers : hideValues(headers),
    unreadable: unreadableOf(secret, opened),
    contentType: row.contentType,
    timeoutSeconds: row.timeoutSeconds,
    maxRetries: row.maxRetries,
    disableAfterFailures: row.disableAfterFailures,
    rateLimitPerSecond: row.rateLimitPerSecond,
    maxConcurrency: row.maxConcurrency,
    ordered: row.ordered === 1,
    filter: row.filter,
    transform: row.transform,
    consecutiveFailures: row.consecutiveFailures,
    failingSince: instant(row.failingSince),
    held: {
      count: row.held.count,
      // The id of a delivery contains the time at which its event was published.
      from: row.held.first && instant(timeOfId(row.held.first)),
      to: row.held.last && instant(timeOfId(row.held.last)),
    },
    deliveries: (row.deliveriesSucceeded ?? 0) + (row.deliveriesFailed ?? 0),
    attempts: row.attempts ?? 0,
    successRate: sample.deliveries === 0 ? null : sample.succeeded / sample.deliveries,
    lastTriggeredAt: instant(row.lastTriggeredAt),
    lastSuccessAt: instant(row.lastSuccessAt),
    lastFailureAt: instant(row.lastFailureAt),
    oldSecretUntil: row.previousUntil !== null && row.previousUntil > now ? instant(row.previousUntil) : null,
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
  }
}

/** Why a webhook is disabled; only connectors have other reasons. */
export const disabledReasonOf = ({ disabledReason }: Pick<WebhookRow, 'disabledReason'>): Webhook['disabledReason'] =>
  DISABLED_REASONS.find((one) => one === disabledReason) ?? null

/** The fields of a webhook in the audit log: all settings; of headers only the names. */
type AuditedField =
  | Exclude<keyof UpdateWebhook, 'headers' | 'verifySsl'>
  | 'environment'
  | 'status'
  | 'disabledReason'
  | 'oldSecretUntil'

/** The settings of a webhook that audit entries contain, without header values and secrets. */
export function auditedWebhook(row: Partial<WebhookRow>): Record<AuditedField, unknown> {
  const { name, description, url, events, environment, status, disabledReason, contentType, timeoutSeconds } = row
  const { maxRetries, disableAfterFailures, rateLimitPerSecond, maxConcurrency, filter, transform } = row
  return {
    name,
    description,
    url,
    events,
    environment,
    status,
    disabledReason,
    contentType,
    timeoutSeconds,
    maxRetries,
    disableAfterFailures,
    rateLimitPerSecond,
    maxConcurrency,
    ordered: row.ordered === undefined ? undefined : row.ordered === 1,
    filter,
    transform,
    oldSecretUntil: row.previousUntil === undefined ? undefined : instant(row.previousUntil),
  }
}
