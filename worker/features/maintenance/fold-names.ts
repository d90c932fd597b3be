import { searchTextOf } from '../../../contract/fold.ts'
import { runBatchCounting } from '../../platform/db/client.ts'
import type { Folded } from '../../platform/db/unfolded.ts'
import { installedFeatures } from '../../platform/manifest/feature.ts'
import type { Job } from '../../platform/scheduler/job.ts'

/** Rows of each table that one run fills. */
const CHUNK = 500

/**
 * Fills the search texts of rows that are older than the column for them. A row that is changed meanwhile gets its text by
 * that change, and is left alone. Once all are filled, it looks and does nothing.
 */
export const foldNames: Job<'folded'> = {
  name: 'fold-names',
  phase: 'maintain',
  every: 'hour',
  figures: { folded: ['name folded', 'names folded'] },
  run: async ({ db }) => {
    const found = await Promise.all(
      installedFeatures().flatMap(({ searchTexts }) =>
        searchTexts ? [searchTexts.findUnfolded(db, CHUNK).then((rows) => ({ rows, write: searchTexts.write }))] : [],
      ),
    )
    const counts = await runBatchCounting(
      db,
      found.flatMap(({ rows, write }) =>
        rows.length === 0
          ? []
          : [write(rows.map(({ organizationId, id, texts }): Folded => [organizationId, id, searchTextOf(...texts)]))],
      ),
    )
    const more = found.some(({ rows }) => rows.length === CHUNK)
    return { cursor: more ? 'more' : null, result: { folded: counts.reduce((sum, one) => sum + one, 0) } }
  },
}
