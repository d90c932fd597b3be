import type { FoundFamily } from '../rows/family-store.ts'
import type { RefreshState } from './judge-refresh.ts'

/** What decides about the refresh tokens of a family. */
export function refreshStateOf({ family, grant }: FoundFamily): RefreshState {
  const { refreshHash, refreshPepperVersion, refreshExpiresAt, absoluteUntil, recent, endedAt } = family
  return {
    newest:
      refreshHash && refreshPepperVersion !== null ? { hash: refreshHash, pepperVersion: refreshPepperVersion } : null,
    expiresAt: Math.min(refreshExpiresAt ?? 0, absoluteUntil),
    recent,
    ended: endedAt !== null || grant.status !== 'active',
  }
}
