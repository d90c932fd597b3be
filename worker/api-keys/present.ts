import type { ApiKey } from '../../contract/api-keys.ts'
import { DAY_MS } from '../lib/time.ts'
import type { KeyRow } from './store.ts'

/** After so many days without a call a key is shown as unused. */
export const UNUSED_AFTER_MS = 30 * DAY_MS

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** A key as the API shows it: never its hash, nor its whole reference. */
export function presentKey(row: KeyRow, now: number): ApiKey {
  const expired = row.status === 'active' && row.expiresAt !== null && row.expiresAt <= now
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    environment: row.environment,
    status: expired ? 'expired' : row.status,
    prefix: row.prefix,
    masked: `${row.prefix}...${row.lastCharacters}`,
    recoverable: row.recoverable === 1,
    scopes: row.scopes,
    rateLimit: { perMinute: row.perMinute, perHour: row.perHour, perDay: row.perDay },
    allowedIps: row.allowedIps,
    expiresAt: instant(row.expiresAt),
    consistency: row.consistency,
    lastUsedAt: instant(row.lastUsedAt),
    usageCount: row.calls ?? 0,
    unused: (row.lastUsedAt ?? row.createdAt) <= now - UNUSED_AFTER_MS,
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
    revokedAt: instant(row.revokedAt),
    revokedBy: row.revokedBy,
    metadata: row.metadata,
    tags: row.tags,
    ownerId: row.ownerId,
  }
}

/** The settings of a key that an audit entry tells of. */
export function auditedKey(row: Partial<Omit<KeyRow, 'calls' | 'lastUsedAt'>>) {
  const { name, description, environment, status, scopes, perMinute, perHour, perDay, allowedIps, expiresAt } = row
  const { consistency, metadata, tags, ownerId, graceUntil } = row
  return {
    name,
    description,
    environment,
    status,
    scopes,
    perMinute,
    perHour,
    perDay,
    allowedIps,
    expiresAt: expiresAt === undefined ? undefined : instant(expiresAt),
    consistency,
    metadata,
    tags,
    ownerId,
    graceUntil: graceUntil === undefined ? undefined : instant(graceUntil),
  }
}
