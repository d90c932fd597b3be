import { type Database, runBatchCounting } from '../../platform/db/client.ts'
import { readPair, writeCursor } from '../../platform/lib/cursor.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import { installedFeatures, loadParts } from '../../platform/manifest/feature.ts'
import { type Tombstones, USAGE_DAYS } from '../../platform/retention/retention.ts'
import type { Job } from '../../platform/scheduler/job.ts'

/** Rows deleted per statement. */
const CHUNK = 1000
/** Limits per run: organizations checked, and chunks deleted. */
const MAX_ORGANIZATIONS = 200
const MAX_CHUNKS = 20

/**
 * Deletes statistics that are no longer reported, and tombstones of deleted things that nothing refers to: the traces,
 * tombstones and rollups of all features.
 */
export const purgeUsage: Job<'removed'> = {
  name: 'purge-usage',
  phase: 'purge-names',
  every: 'hour',
  figures: { removed: ['row removed', 'rows removed'] },
  run: async ({ db, now }, cursor) => {
    const [from, source] = readPair(cursor)
    const retentions = await Promise.all(
      installedFeatures().map(async ({ name, retention }) => ({ name, rollups: (await retention?.())?.rollups })),
    )
    const all = retentions.flatMap(({ name, rollups }) => (rollups ? [{ name, rollups }] : []))
    const sources = all.slice(
      Math.max(
        0,
        all.findIndex(({ name }) => name === source),
      ),
    )
    let { removed, more } = await removeLeftovers(db, now)
    let chunks = MAX_CHUNKS
    let end = writeCursor(['', ''])
    for (const [index, { name, rollups }] of sources.entries()) {
      const old = await rollups.findOld(db, now, index === 0 ? from : '', MAX_ORGANIZATIONS)
      for (const { organizationId, before } of old) {
        for (let count = 1; count > 0; removed += count) {
          if (chunks-- === 0) return { cursor: writeCursor([organizationId, name]), result: { removed } }
          count = await rollups.removeOld(db, organizationId, before)
        }
      }
      // A cursor behind the last organization and before every later one.
      end = writeCursor([`${old.at(-1)?.organizationId ?? ''}~`, name])
      more ||= old.length === MAX_ORGANIZATIONS
      if (old.length === MAX_ORGANIZATIONS) break
    }
    return { cursor: more ? end : null, result: { removed } }
  },
}

/**
 * One transaction: first the traces of things deleted permanently, then their tombstones. At most one chunk of each.
 */
async function removeLeftovers(db: Database, now: number): Promise<{ removed: number; more: boolean }> {
  const before = now - USAGE_DAYS * DAY_MS
  const retentions = await loadParts(({ retention }) => retention)
  const tombstones = retentions.flatMap((one) => one.tombstones ?? [])
  const forgotten = new Map(tombstones.map((one) => [one.kind, one.forgotten(before, CHUNK)]))
  const forgottenOf = (kind: Tombstones['kind']) => {
    const found = forgotten.get(kind)
    if (!found) throw new Error(`no feature keeps tombstones of the kind ${kind}`)
    return found
  }
  const counts = await runBatchCounting(db, [
    ...retentions.flatMap(({ traces }) => traces?.(forgottenOf, before, CHUNK) ?? []),
    ...tombstones.map((one) => one.remove(forgottenOf(one.kind))),
  ])
  return { removed: counts.reduce((sum, one) => sum + one, 0), more: Math.max(...counts) >= CHUNK }
}
