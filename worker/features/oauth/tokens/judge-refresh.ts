import { OAUTH_REFRESH_REPEAT_SECONDS } from '../../../../contract/oauth.data.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toBase64 } from '../../../platform/lib/crypto/encoding.ts'

const REPEAT_MS = OAUTH_REFRESH_REPEAT_SECONDS * 1000
/** Refreshes of one family within a minute; more are refused for a moment. */
export const MAX_RECENT = 20

export type Hashed = { hash: Uint8Array; pepperVersion: number }
type Recent = { hash: string; pepperVersion: number; at: number; successor: string }

/** What a family knows of its refresh tokens. Times in ms since 1970. */
export type RefreshState = {
  /** The newest one; null before the code was redeemed. */
  newest: Hashed | null
  expiresAt: number
  recent: readonly Recent[]
  ended: boolean
}

/**
 * - `rotate`: it is the newest one;
 * - `repeat`: it was replaced within the last minute, by `successor` (sealed);
 * - `over`: expired, or the family has ended;
 * - `reused`: it was replaced before that, so somebody has a copy: its family has to end;
 * - `busy`: too many refreshes within a minute.
 */
export type RefreshVerdict =
  | { verdict: 'rotate' | 'over' | 'reused' | 'busy' }
  | { verdict: 'repeat'; successor: string }

const isSame = (one: Hashed, other: Hashed): boolean =>
  one.pepperVersion === other.pepperVersion && equalBytes(one.hash, other.hash)

const isRecent = ({ at }: Recent, now: number): boolean => now - at <= REPEAT_MS

/** What happens with a refresh token whose checksum is right and that names this family. */
export function judgeRefresh(state: RefreshState, presented: Hashed, now: number): RefreshVerdict {
  const { newest, expiresAt, recent, ended } = state
  if (ended || !newest) return { verdict: 'over' }
  if (isSame(presented, newest)) {
    if (expiresAt <= now) return { verdict: 'over' }
    return { verdict: recent.filter((one) => isRecent(one, now)).length >= MAX_RECENT ? 'busy' : 'rotate' }
  }
  const replaced = recent.find(({ hash, pepperVersion }) =>
    isSame(presented, { hash: fromBase64(hash) ?? new Uint8Array(0), pepperVersion }),
  )
  return replaced && isRecent(replaced, now)
    ? { verdict: 'repeat', successor: replaced.successor }
    : { verdict: 'reused' }
}

/** What a family keeps of the tokens that were replaced, after `replaced` was, by `successor`. */
export const withReplaced = (recent: readonly Recent[], replaced: Hashed, successor: string, now: number): Recent[] => [
  ...recent.filter((one) => isRecent(one, now)),
  { hash: toBase64(replaced.hash), pepperVersion: replaced.pepperVersion, at: now, successor },
]
