import type { ApiKey } from '../../../../client/src/generated.ts'
import { csvOf } from '../../../../contract/csv.ts'
import { words } from './bulk-words.ts'

/** The columns of the list as CSV. */
export function keysAsCsv(keys: readonly ApiKey[]): string {
  const { columns } = words()
  return csvOf([
    Object.values(columns),
    ...keys.map((key) => [
      key.name,
      key.environment,
      key.status,
      key.masked,
      key.scopes.join(' '),
      key.rateLimit.perMinute,
      key.rateLimit.perHour,
      key.rateLimit.perDay,
      key.lastUsedAt,
      key.usageCount,
      key.createdAt,
      key.expiresAt,
    ]),
  ])
}
