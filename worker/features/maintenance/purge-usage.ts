import { readPair, writeCursor } from '../../platform/lib/cursor.ts'
import type { Job } from '../../platform/scheduler/job.ts'
import { findOldUsage, removeLeftovers, removeUsage } from './usage-store.ts'

/** Of one run: organisations looked at, and chunks removed. */
const MOST_ORGANIZATIONS = 200
const MOST_CHUNKS = 20

/** Removes figures that nothing tells of any more, and the names of what was deleted once nothing bears them. */
export const purgeUsage: Job = {
  name: 'purge-usage',
  phase: 'purge-names',
  every: 'hour',
  run: async ({ db, now }, cursor) => {
    const [from] = readPair(cursor)
    let { removed, more } = await removeLeftovers(db, now)
    let chunks = MOST_CHUNKS
    const old = await findOldUsage(db, now, from, MOST_ORGANIZATIONS)
    for (const { organizationId, before } of old) {
      for (let count = 1; count > 0; removed += count) {
        if (chunks-- === 0) return { cursor: writeCursor([organizationId, '']), result: { removed } }
        count = await removeUsage(db, organizationId, before)
      }
    }
    more ||= old.length === MOST_ORGANIZATIONS
    return { cursor: more ? writeCursor([`${old.at(-1)?.organizationId ?? ''}~`, '']) : null, result: { removed } }
  },
}
