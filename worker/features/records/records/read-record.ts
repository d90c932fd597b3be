import type { ModuleRecord } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { ownModule } from '../modules/own-module.ts'
import { presentRecord } from './present-record.ts'
import { recordScope } from './record-scope.ts'
import { findRecord, type RecordRow } from './record-store.ts'

/** A record of a module within a reach. Throws `not_found`. */
export async function ownRecord(
  { db }: Pick<Deps, 'db'>,
  module: ModuleRow,
  reach: Reach,
  id: string,
): Promise<RecordRow> {
  const row = await findRecord(db, module, reach, id)
  if (!row) throw notFound('Record')
  return row
}

/** A record and its version. Throws `not_found`, also if the module does not exist. */
export async function readRecord(
  deps: Deps,
  actor: Actor,
  slug: string,
  id: string,
): Promise<{ record: ModuleRecord; version: number }> {
  requireScope(actor, recordScope(slug, 'read'))
  const module = await ownModule(deps, actor.organization.id, slug)
  const row = await ownRecord(deps, module, reachOf(actor), id)
  return { record: presentRecord(module, row), version: row.version }
}
