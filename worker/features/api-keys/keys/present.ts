import type { ApiKey, KeyStatus } from '../../../../contract/api-keys.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { nextRefill } from '../../../platform/limits/credits.ts'
import { ABOVE, type KeyRow } from './store.ts'

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/**
 * A key as the API returns it, without its hash and its whole reference. `creditsLeft`: what its guard reports; the
 * default is the number that was set.
 */
export function presentKey(row: KeyRow, now: number, creditsLeft = row.credits): ApiKey {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    environment: row.environment,
    parentId: row.parentId,
    status: statusOf(row, now),
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
    graceEndsAt: graceEndsAt(row, now),
    captureBodies: row.captureBodies === null ? null : row.captureBodies === 1,
    leakedAt: instant(row.leakedAt),
    leakSource: row.leakSource,
    imported: row.imported,
  }
}

/** The status that a key shows: its own, or that of a key above it that makes it unusable. */
export function statusOf(
  { status, expiresAt, above, aboveExpiresAt }: Pick<KeyRow, 'status' | 'expiresAt' | 'above' | 'aboveExpiresAt'>,
  now: number,
): KeyStatus {
  if (status === 'revoked' || above === ABOVE.revoked) return 'revoked'
  if (status === 'disabled' || above === ABOVE.disabled) return 'disabled'
  const isPast = (at: number | null) => at !== null && at <= now
  return isPast(expiresAt) || isPast(aboveExpiresAt) ? 'expired' : 'active'
}

function creditsOf(row: KeyRow, now: number, left: number | null): ApiKey['credits'] {
  if (left === null) return null
  const { refillAmount, refillInterval } = row
  const refill = refillAmount !== null && refillInterval ? { amount: refillAmount, interval: refillInterval } : null
  return { remaining: left, refill, refillsAt: refill && instant(nextRefill(refill.interval, now)) }
}

/** When the previous secret stops working; null if it does not work. */
export const graceEndsAt = ({ graceUntil, status }: Pick<KeyRow, 'graceUntil' | 'status'>, now: number) =>
  instant(graceUntil !== null && graceUntil > now && status !== 'revoked' ? graceUntil : null)

type Schedule = Pick<KeyRow, 'rotationDays' | 'rotationGraceSeconds' | 'rotationAutomatic'>

const rotationOf = ({ rotationDays, rotationGraceSeconds, rotationAutomatic }: Schedule): ApiKey['rotation'] =>
  rotationDays === null
    ? null
    : { everyDays: rotationDays, automatic: rotationAutomatic === 1, graceSeconds: rotationGraceSeconds ?? 86_400 }

/**
 * When the rotation schedule of a key is due next, ms since 1970; null without a schedule, or if the key is revoked.
 */
export const rotationDue = (row: Pick<KeyRow, 'rotationDays' | 'rotatedAt' | 'createdAt' | 'status'>): number | null =>
  row.rotationDays === null || row.status === 'revoked'
    ? null
    : (row.rotatedAt ?? row.createdAt) + row.rotationDays * DAY_MS

/** The settings of a key that audit entries contain. */
export function auditedKey(row: Partial<Omit<KeyRow, 'calls' | 'lastUsedAt'>>) {
  const { name, description, environment, status, scopes, perMinute, perHour, perDay, allowedIps, expiresAt } = row
  const { consistency, metadata, tags, ownerId, graceUntil } = row
  const { credits, refillAmount, refillInterval, rotationDays, rotationGraceSeconds, rotationAutomatic } = row
  return {
    name,
    description,
    environment,
    parentId: row.parentId,
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
