import type { AlertKind, Severity } from '../../../../contract/alerts.data.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'

/** An expired key is still reported for this long, so that people who look for the cause of an outage find it. */
const EXPIRED_SHOWN_MS = 7 * DAY_MS

/** The facts that decide whether a key needs attention. Times in ms since 1970. */
export type ReviewedKey = {
  status: 'active' | 'disabled' | 'revoked'
  deletedAt: number | null
  createdAt: number
  expiresAt: number | null
  lastUsedAt: number | null
  rotatedAt: number | null
  rotationDays: number | null
  rotationAutomatic: number
  leakedAt: number | null
  /** Calls since the last rotation, and how many of them still used the old secret. */
  rotationCalls: number | null
  previousCalls: number | null
  unusedAfterDays: number
  expiryWarningDays: number
  rotationReminderDays: number | null
}

/** A condition of a key, and since when it applies. */
export type Condition = {
  kind: Extract<AlertKind, 'key_unused' | 'key_expiring' | 'key_rotation_due'>
  severity: Severity
  since: number
  details: JsonObject
}

/** The conditions of a key at `now`. A key that is disabled, revoked or deleted needs no attention. */
export function conditionsOf(key: ReviewedKey, now: number): Condition[] {
  if (key.status !== 'active' || key.deletedAt !== null) return []
  if (key.expiresAt !== null && key.expiresAt <= now) return expiring(key, now)
  return [...unused(key, now), ...expiring(key, now), ...rotationDue(key, now)]
}

/** Whether the rotation schedule of a key is due now and runs automatically. */
export const isRotationDue = (key: ReviewedKey, now: number): boolean =>
  key.status === 'active' &&
  key.deletedAt === null &&
  (key.expiresAt === null || key.expiresAt > now) &&
  key.rotationAutomatic === 1 &&
  isScheduled(key, now)

/** Whether the condition behind an open alert still applies to its key. */
export function stillHolds(kind: string, key: ReviewedKey, now: number): boolean {
  const alive = key.deletedAt === null && key.status !== 'revoked'
  switch (kind) {
    case 'key_leaked':
      return alive && key.leakedAt !== null
    case 'key_rotated':
      // Resolved once a call used the new secret: then its user has it.
      return alive && (key.rotationCalls ?? 0) <= (key.previousCalls ?? 0)
    case 'key_rotation_failed':
      return isRotationDue(key, now)
    case 'key_unused':
    case 'key_expiring':
    case 'key_rotation_due':
      return conditionsOf(key, now).some((condition) => condition.kind === kind)
    default:
      return true
  }
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
const secretSince = (key: ReviewedKey) => key.rotatedAt ?? key.createdAt
const isScheduled = (key: ReviewedKey, now: number) =>
  key.rotationDays !== null && secretSince(key) + key.rotationDays * DAY_MS <= now

function unused(key: ReviewedKey, now: number): Condition[] {
  const since = key.lastUsedAt ?? key.createdAt
  if (since + key.unusedAfterDays * DAY_MS > now) return []
  const details = { lastUsedAt: instant(key.lastUsedAt), days: key.unusedAfterDays }
  return [{ kind: 'key_unused', severity: 'warning', since, details }]
}

function expiring({ expiresAt, expiryWarningDays }: ReviewedKey, now: number): Condition[] {
  if (expiresAt === null || expiresAt - expiryWarningDays * DAY_MS > now) return []
  if (expiresAt + EXPIRED_SHOWN_MS <= now) return []
  return [{ kind: 'key_expiring', severity: 'warning', since: expiresAt, details: { expiresAt: instant(expiresAt) } }]
}

/** From the key's own schedule, as a warning; without a schedule from the organization's reminder, as information. */
function rotationDue(key: ReviewedKey, now: number): Condition[] {
  const since = secretSince(key)
  const due = (severity: Severity, days: number): Condition[] => [
    { kind: 'key_rotation_due', severity, since, details: { secretSince: instant(since), days } },
  ]
  if (key.rotationDays !== null) {
    return key.rotationAutomatic === 0 && isScheduled(key, now) ? due('warning', key.rotationDays) : []
  }
  if (key.rotationReminderDays === null || since + key.rotationReminderDays * DAY_MS > now) return []
  return due('info', key.rotationReminderDays)
}
