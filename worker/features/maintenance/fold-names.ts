import { searchTextOf } from '../../../contract/fold.ts'
import { runBatchCounting } from '../../platform/db/client.ts'
import type { Job } from '../../platform/scheduler/job.ts'
import { findUnfolded, writeFolded } from './fold-store.ts'

/** Rows of each table that one run fills. */
const CHUNK = 500

/**
 * Fills the folded texts of keys and webhooks that are older than the column for them. A row that is changed meanwhile gets
 * its text by that change, and is left alone. Once all are filled, it looks and does nothing.
 */
export const foldNames: Job = {
  name: 'fold-names',
  phase: 'maintain',
  every: 'hour',
  run: async ({ db }) => {
    const [keys, hooks] = await findUnfolded(db, CHUNK)
    const keyTexts = keys.map((row) => [row.organizationId, row.id, searchTextOf(row.name, row.description)])
    const hookTexts = hooks.map((row) => [row.organizationId, row.id, searchTextOf(row.name, row.description, row.url)])
    const counts = await runBatchCounting(db, [
      ...(keyTexts.length > 0 ? [writeFolded('api_keys', keyTexts)] : []),
      ...(hookTexts.length > 0 ? [writeFolded('webhooks', hookTexts)] : []),
    ])
    const more = keys.length === CHUNK || hooks.length === CHUNK
    return { cursor: more ? 'more' : null, result: { folded: counts.reduce((sum, one) => sum + one, 0) } }
  },
}
