import { GRACE_SECONDS } from '../../../../contract/api-keys.data.ts'
import { statusOf } from '../keys/present.ts'
import type { KeyRow } from '../keys/store.ts'

/**
 * A grace period that ends sooner than this is not extended, ms. Every isolate has to have the new end before the old
 * one: else the old secret would be refused by some and then work again. A lease lasts two seconds.
 */
export const ABOUT_TO_END_MS = 10_000

type Graced = Pick<KeyRow, 'status' | 'expiresAt' | 'above' | 'aboveExpiresAt' | 'graceUntil' | 'rotatedAt'>

/** How far the end of the grace period can be moved, ms since 1970; null without a grace period. */
export const latestGraceEnd = ({ graceUntil, rotatedAt }: Pick<KeyRow, 'graceUntil' | 'rotatedAt'>): number | null =>
  // Keys that were regenerated before that time was kept have only their end.
  graceUntil === null ? null : (rotatedAt ?? graceUntil - GRACE_SECONDS.max * 1000) + GRACE_SECONDS.max * 1000

type Decision = { move: boolean } | { refused: 'revoked' | 'no_grace' | 'too_early' | 'too_late' }

/** Whether the grace period of a key can be moved to end at `endsAt` (ms). `move` false: it ends then already. */
export function decideExtension(row: Graced, endsAt: number, now: number): Decision {
  if (statusOf(row, now) === 'revoked') return { refused: 'revoked' }
  const { graceUntil } = row
  if (graceUntil === null || graceUntil <= now) return { refused: 'no_grace' }
  if (endsAt === graceUntil) return { move: false }
  if (graceUntil <= now + ABOUT_TO_END_MS) return { refused: 'no_grace' }
  if (endsAt < graceUntil) return { refused: 'too_early' }
  if (endsAt > (latestGraceEnd(row) ?? 0)) return { refused: 'too_late' }
  return { move: true }
}
