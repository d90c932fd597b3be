import { resolveAlerts } from '../../../platform/alerts/raise.ts'
import { readPair, writeCursor } from '../../../platform/lib/cursor.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { stillHolds } from './conditions.ts'
import { openKeyAlertsAfter } from './review-store.ts'

const CHUNK = 500
/** Two queries each. */
const CHUNKS = 20

/**
 * Resolves alerts about keys whose condition no longer applies: the key was used, renewed, rotated, disabled or
 * revoked.
 */
export const resolveKeyAlerts: Job<'resolved'> = {
  name: 'settle-key-alerts',
  phase: 'resolve',
  every: 'hour',
  figures: { resolved: ['alert resolved', 'alerts resolved'] },
  run: async ({ db, now }, cursor) => {
    let position = readPair(cursor)
    let resolved = 0
    for (let left = CHUNKS; left > 0; left--) {
      const open = await openKeyAlertsAfter(db, position, CHUNK)
      const over = open.filter((alert) => !stillHolds(alert.kind, alert.key, now))
      await resolveAlerts(db, over, now)
      resolved += over.length
      const last = open.at(-1)
      if (!last || open.length < CHUNK) return { cursor: null, result: { resolved } }
      position = [last.organizationId, last.cause]
    }
    return { cursor: writeCursor([...position]), result: { resolved } }
  },
}
