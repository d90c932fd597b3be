import type { Deps } from '../../../platform/deps.ts'
import { whatIsLeft } from '../guard/key-guard.ts'
import type { KeyRow } from './store.ts'

/** How many credits a key has left: its guard alone knows, so this is an object call; null for a key without, which is none. */
export async function creditsLeft(deps: Deps, row: Pick<KeyRow, 'reference' | 'credits'>): Promise<number | null> {
  if (row.credits === null) return null
  const { credits } = await whatIsLeft(deps.guards, row.reference)
  return credits ?? row.credits
}
