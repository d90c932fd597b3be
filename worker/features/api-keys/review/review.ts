import { raiseConditions } from '../../../platform/alerts/raise.ts'
import { readPair, writeCursor } from '../../../platform/lib/cursor.ts'
import type { Job, JobDeps } from '../../../platform/scheduler/job.ts'
import { conditionsOf, isRotationDue } from './conditions.ts'
import { activeKeysAfter, type KeyToReview } from './review-store.ts'
import { rotateBySchedule } from './rotate.ts'

const CHUNK = 500
/** Two queries each, in addition to those of rotations. */
const CHUNKS = 20
/** Rotations per run: each takes about nine queries, and may wait two seconds for leases. */
const ROTATIONS = 24
/** A Worker has six connections. */
const AT_ONCE = 6

/**
 * Goes through all active keys. Raises alerts about keys that are unused, expire soon, or have an old secret, and
 * rotates keys whose schedule is due. One pass does both, because reading the keys is the main cost.
 */
export const reviewKeys: Job<'keys' | 'rotated'> = {
  name: 'review-keys',
  phase: 'detect',
  every: 'hour',
  figures: { keys: ['key reviewed', 'keys reviewed'], rotated: ['key rotated', 'keys rotated'] },
  run: async (deps, cursor) => {
    const result = { keys: 0, rotated: 0 }
    let position = readPair(cursor)
    for (let left = CHUNKS; left > 0; left--) {
      const chunk = await activeKeysAfter(deps.db, position, CHUNK)
      const keys = within(chunk, ROTATIONS - result.rotated, deps.now)
      await tell(deps, keys)
      result.keys += keys.length
      result.rotated += await rotate(deps, keys)
      const last = keys.at(-1)
      if (last) position = [last.organizationId, last.id]
      if (keys.length < chunk.length) break
      if (chunk.length < CHUNK) return { cursor: null, result }
    }
    return { cursor: writeCursor([...position]), result }
  },
}

/** The keys before the one that would exceed the number of rotations; the next run starts with that one. */
function within(keys: KeyToReview[], rotations: number, now: number): KeyToReview[] {
  let left = rotations
  const stop = keys.findIndex((key) => isRotationDue(key, now) && left-- === 0)
  return stop === -1 ? keys : keys.slice(0, stop)
}

async function tell({ db, now }: JobDeps, keys: KeyToReview[]): Promise<void> {
  const standing = keys.flatMap((key) =>
    conditionsOf(key, now).map((condition) => ({
      ...condition,
      organizationId: key.organizationId,
      target: { type: 'api_key', id: key.id, name: key.name },
    })),
  )
  await raiseConditions(db, standing, now)
}

async function rotate(deps: JobDeps, keys: KeyToReview[]): Promise<number> {
  const due = keys.filter((key) => isRotationDue(key, deps.now))
  for (let start = 0; start < due.length; start += AT_ONCE) {
    await Promise.all(due.slice(start, start + AT_ONCE).map((key) => rotateBySchedule(deps, key)))
  }
  return due.length
}
