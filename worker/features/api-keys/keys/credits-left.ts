import type { Deps } from '../../../platform/deps.ts'
import { readRemaining } from '../guard/key-guard.ts'
import type { KeyRow } from './store.ts'

/**
 * How many credits a key has left; null for a key without credits. Only its guard knows, so this is an object call; a
 * key without credits needs none.
 */
export async function creditsLeft(deps: Deps, row: Pick<KeyRow, 'reference' | 'credits'>): Promise<number | null> {
  if (row.credits === null) return null
  const { credits } = await readRemaining(deps.guards, row.reference)
  return credits ?? row.credits
}

/** The field error if a key gets more credits than one of the keys above it has left; empty if it does not. */
export async function creditErrors(
  deps: Deps,
  above: readonly Pick<KeyRow, 'reference' | 'credits'>[],
  wanted: number | undefined,
): Promise<{ path: string; message: string }[]> {
  if (wanted === undefined) return []
  const left = await Promise.all(above.map((key) => creditsLeft(deps, key)))
  const most = Math.min(...left.map((credits) => credits ?? Number.POSITIVE_INFINITY))
  if (wanted <= most) return []
  return [{ path: 'credits.remaining', message: `must be at most ${most}, what the parent key has left` }]
}
