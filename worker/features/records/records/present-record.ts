import type { ModuleRecord } from '../../../../contract/records.ts'
import { byName } from '../modules/field.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import type { RecordRow } from './record-store.ts'

/** A record as the API shows it, with every field of its module. */
export const presentRecord = (module: ModuleRow, row: RecordRow): ModuleRecord => ({
  id: row.id,
  module: module.slug,
  environment: row.environment,
  data: byName(module.fields, row.data),
  createdAt: new Date(row.createdAt).toISOString(),
  createdBy: row.createdBy,
  updatedAt: new Date(row.updatedAt).toISOString(),
})
