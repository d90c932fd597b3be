import { runBatchCounting } from '../../platform/db/client.ts'
import { loadParts } from '../../platform/manifest/feature.ts'
import type { Job } from '../../platform/scheduler/job.ts'

/** Maximum number of rows that each sweep deletes per run. */
const CHUNK = 1000

/** Deletes expired auxiliary rows, independent of an organization's retention: runs the sweeps of all features. */
export const sweep: Job<'removed'> = {
  name: 'sweep',
  phase: 'sweep',
  every: 'hour',
  figures: { removed: ['row removed', 'rows removed'] },
  run: async ({ db, now }) => {
    const retentions = await loadParts(({ retention }) => retention)
    const sweeps = retentions.flatMap((one) => one.sweeps ?? [])
    const counts = await runBatchCounting(
      db,
      sweeps.map((one) => one(now, CHUNK)),
    )
    const more = Math.max(0, ...counts) >= CHUNK
    return { cursor: more ? 'more' : null, result: { removed: counts.reduce((sum, one) => sum + one, 0) } }
  },
}
