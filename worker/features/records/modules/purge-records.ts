import { runBatch } from '../../../platform/db/client.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { deletePurge, findPurge } from './module-store.ts'
import { purgeSome } from './purge-store.ts'

/** Rows of a kind that one statement deletes, and statements of one run. */
const CHUNK = 500
const CHUNKS = 20

/**
 * Deletes the records of deleted modules, and index rows of fields that are no longer indexed, in bounded chunks. No
 * request finds these rows any more. An interrupted run is continued by the next one.
 */
export const purgeRecords: Job<'records' | 'indexRows'> = {
  name: 'purge-records',
  phase: 'purge',
  every: 'minute',
  figures: {
    records: ['record of a deleted module', 'records of deleted modules'],
    indexRows: ['index row', 'index rows'],
  },
  hasWork: async ({ db }) => (await findPurge(db)) !== undefined,
  run: async ({ db }) => {
    const result = { records: 0, indexRows: 0 }
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      const purge = await findPurge(db)
      if (!purge) break
      const { records, rows } = await purgeSome(db, purge, CHUNK)
      result.records += records
      result.indexRows += rows
      if (records < CHUNK && rows < CHUNK) {
        await runBatch(db, deletePurge(db, purge.organizationId, purge.moduleId, purge.field))
      }
    }
    return { cursor: null, result }
  },
}
