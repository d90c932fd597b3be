import type { ScopeDetails } from '../../../../contract/scopes.ts'
import type { ScopeRow } from './store.ts'

/** An own scope as the API returns it. `keys`: how many keys hold it; null if the caller may not know. */
export const presentScope = (row: ScopeRow, keys: number | null): ScopeDetails => ({
  scope: row.scope,
  label: row.label,
  description: row.description,
  custom: true,
  keys,
  group: row.group,
  createdAt: new Date(row.createdAt).toISOString(),
})
