import { runBatchCounting } from '../../platform/db/client.ts'
import { installedFeatures } from '../../platform/manifest/feature.ts'
import type { Job } from '../../platform/scheduler/job.ts'

/** Rows that each sweep removes at most in one run. */
const CHUNK = 1000

/** Removes small things that have served their time, whatever an organization keeps: the sweeps of all features. */
export const sweep: Job<'removed'> = {
  name: 'sweep',
  phase: 'sweep',
  every: 'hour',
  figures: { removed: ['row removed', 'rows removed'] },
  run: async ({ db, now }) => {
    const sweeps = installedFeatures().flatMap(({ retention }) => retention?.sweeps ?? [])
    const counts = await runBatchCounting(
      db,
      sweeps.map((one) => one(now, CHUNK)),
    )
    const more = Math.max(0, ...counts) >= CHUNK
    return { cursor: more ? 'more' : null, result: { removed: counts.reduce((sum, one) => sum + one, 0) } }
  },
}
