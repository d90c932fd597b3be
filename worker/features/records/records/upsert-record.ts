import type { CreateRecord, UpsertedRecord } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { applyRecord } from './apply-record.ts'
import { recordScope } from './record-scope.ts'

/**
 * Creates a record, or merges the values into the record that has the same value of a unique field (`by`: its name). Throws
 * like `applyRecord`.
 */
export async function upsertRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  by: string,
  input: CreateRecord,
): Promise<{ upserted: UpsertedRecord; version: number }> {
  requireScope(actor, recordScope(slug, 'write'))
  const { environment, data } = input
  return applyRecord(deps, actor, slug, { action: 'upsert', by, environment, dataFor: () => data })
}
