import type { ApiKey } from '../../../../contract/api-keys.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { nextRefill } from '../../../platform/limits/credits.ts'
import type { KeyRow } from './store.ts'

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/**
 * A key as the API shows it: never its hash, nor its whole reference.
 * `creditsLeft`: what its guard says is left; left out, as many as were set.
 */
export function presentKey(row: KeyRow, now: number, creditsLeft = row.credits): ApiKey {
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
    unused: (row.lastUsedAt ?? row.createdAt) <= now - row.unusedAfterDays * DAY_MS,
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
    revokedAt: instant(row.revokedAt),
    revokedBy: row.revokedBy,
    metadata: row.metadata,
    tags: row.tags,
    ownerId: row.ownerId,
    credits: creditsOf(row, now, creditsLeft),
    rotation: rotationOf(row),
    rotatedAt: instant(row.rotatedAt),
    rotationDueAt: instant(rotationDue(row)),
    captureBodies: row.captureBodies === null ? null : row.captureBodies === 1,
    leakedAt: instant(row.leakedAt),
    leakSource: row.leakSource,
    imported: row.imported,
  }
}

function creditsOf(row: KeyRow, now: number, left: number | null): ApiKey['credits'] {
  if (left === null) return null
  const { refillAmount, refillInterval } = row
  const refill = refillAmount !== null && refillInterval ? { amount: refillAmount, interval: refillInterval } : null
  return { remaining: left, refill, refillsAt: refill && instant(nextRefill(refill.interval, now)) }
}

type Schedule = Pick<KeyRow, 'rotationDays' | 'rotationGraceSeconds' | 'rotationAutomatic'>

const rotationOf = ({ rotationDays, rotationGraceSeconds, rotationAutomatic }: Schedule): ApiKey['rotation'] =>
  rotationDays === null
    ? null
    : { everyDays: rotationDays, automatic: rotationAutomatic === 1, graceSeconds: rotationGraceSeconds ?? 86_400 }

/** When the schedule of a key asks for its next secret, ms since 1970; null without one, or once it was revoked. */
export const rotationDue = (row: Pick<KeyRow, 'rotationDays' | 'rotatedAt' | 'createdAt' | 'status'>): number | null =>
  row.rotationDays === null || row.status === 'revoked'
    ? null
    : (row.rotatedAt ?? row.createdAt) + row.rotationDays * DAY_MS

/** The settings of a key that an audit entry tells of. */
export function auditedKey(row: Partial<Omit<KeyRow, 'calls' | 'lastUsedAt'>>) {
  const { name, description, environment, status, scopes, perMinute, perHour, perDay, allowedIps, expiresAt } = row
  const { consistency, metadata, tags, ownerId, graceUntil } = row
  const { credits, refillAmount, refillInterval, rotationDays, rotationGraceSeconds, rotationAutomatic } = row
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
    credits,
    refillAmount,
    refillInterval,
    rotationDays,
    rotationGraceSeconds,
    rotationAutomatic,
    captureBodies: row.captureBodies,
    leakSource: row.leakSource,
    imported: row.imported,
  }
}
