import type { ApiKey } from '../../../../client/src/generated.ts'
import { csvOf } from '../../../../contract/lib/csv.ts'
import { m } from '../../../messages/index.ts'

const COLUMNS = [
  'name',
  'environment',
  'status',
  'key',
  'permissions',
  'perMinute',
  'perHour',
  'perDay',
  'lastUsed',
  'usage',
  'created',
  'expires',
] as const

/** The columns of the list as CSV. */
export function keysAsCsv(keys: readonly ApiKey[]): string {
  return csvOf([
    COLUMNS.map((column) => m.api_keys_bulk_column_name({ column })),
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
