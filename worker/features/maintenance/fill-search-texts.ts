import { searchTextOf } from '../../../contract/lib/fold.ts'
import { runBatchCounting } from '../../platform/db/client.ts'
import type { SearchTextRow } from '../../platform/db/search-text-backfill.ts'
import { loadParts } from '../../platform/manifest/feature.ts'
import type { Job } from '../../platform/scheduler/job.ts'

/** Rows of each table per run. */
const CHUNK = 500

/**
 * Fills the search texts of rows that were created before that column. A row that is changed at the same time gets its
 * text from that change and is skipped. Once all rows are filled, a run only checks.
 */
export const fillSearchTexts: Job<'folded'> = {
  name: 'fold-names',
  phase: 'maintain',
  every: 'hour',
  figures: { folded: ['name folded', 'names folded'] },
  run: async ({ db }) => {
    const sources = await loadParts(({ searchTexts }) => searchTexts)
    const found = await Promise.all(
      sources.map(async ({ findUnfolded, write }) => ({ rows: await findUnfolded(db, CHUNK), write })),
    )
    const counts = await runBatchCounting(
      db,
      found.flatMap(({ rows, write }) =>
        rows.length === 0
          ? []
          : [
              write(
                rows.map(
                  ({ organizationId, id, texts }): SearchTextRow => [organizationId, id, searchTextOf(...texts)],
                ),
              ),
            ],
      ),
    )
    const more = found.some(({ rows }) => rows.length === CHUNK)
    return { cursor: more ? 'more' : null, result: { folded: counts.reduce((sum, one) => sum + one, 0) } }
  },
}
