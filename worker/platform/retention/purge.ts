import { runBatchCounting } from '../db/client.ts'
import { readPair, writeCursor } from '../lib/cursor.ts'
import { idFrom } from '../lib/ids.ts'
import type { Job, JobDeps, JobRun, Words } from '../scheduler/job.ts'
import type { ArchiveRow } from './archive-store.ts'
import { gzipText } from './gzip.ts'
import type { Expired, PurgeSource } from './purge-source.ts'

/**
 * Of one run: organizations looked at, and how many rows, statements and ms it takes until it begins no other chunk. Of
 * statements, D1 allows 1,000 to all jobs of a trigger together.
 */
const MOST_ORGANIZATIONS = 200
const MOST_ROWS = 40_000
const MOST_QUERIES = 200
const MOST_MS = 20_000

/**
 * What a run of a purge tells. `kept`: organizations that want an archive where no bucket can hold it, so that nothing of
 * theirs was removed.
 */
const FIGURES = {
  removed: ['row removed', 'rows removed'],
  archives: ['archive written', 'archives written'],
  bytes: null,
  kept: { note: 'Nothing was removed where an archive is wanted: no bucket is bound to hold it.' },
} as const satisfies Record<string, Words>
type Result = Record<keyof typeof FIGURES, number>

/**
 * The job that purges a source. It removes what is older than each organization keeps it, the oldest first, a chunk at a
 * time: written to an archive, noted, and removed, in this order. The last two are one transaction, so a run that is cut
 * off leaves an object at most, and the next one writes it again under the same name.
 */
export const purgeJob = (source: PurgeSource): Job<keyof Result> => ({
  ...source.job,
  every: 'hour',
  figures: FIGURES,
  run: (deps, cursor) => purgeExpired(source, deps, cursor),
})

async function purgeExpired(source: PurgeSource, deps: JobDeps, cursor: string | null): Promise<JobRun<keyof Result>> {
  const end = Date.now() + MOST_MS
  const result: Result = { removed: 0, archives: 0, bytes: 0, kept: 0 }
  const [from, start] = readPair(cursor)
  const spent = { queries: 0 }
  const expired = await source.findExpired(deps.db, deps.now, from, MOST_ORGANIZATIONS)
  for (const one of expired) {
    if (one.archive && !deps.archive) {
      result.kept++
      continue
    }
    let next: string | null = one.organizationId === from && start !== '' ? start : null
    do {
      if (spent.queries >= MOST_QUERIES || result.removed >= MOST_ROWS || Date.now() > end) {
        return { cursor: writeCursor([one.organizationId, next ?? '']), result }
      }
      next = await purgeChunk(deps, source, one, next, { result, spent })
    } while (next !== null)
  }
  const last = expired.length === MOST_ORGANIZATIONS ? expired.at(-1) : undefined
  // Behind it, and before every other.
  return { cursor: last ? writeCursor([`${last.organizationId}~`, '']) : null, result }
}

/** Removes one chunk, and answers where the next one begins; null when there is none. */
async function purgeChunk(
  { db, now, archive: bucket }: JobDeps,
  source: PurgeSource,
  expired: Expired,
  start: string | null,
  { result, spent }: { result: Result; spent: { queries: number } },
): Promise<string | null> {
  const keep = expired.archive ? bucket : null
  const gzip = keep && gzipText()
  const chunk = await source.readChunk(db, expired, start, gzip?.write ?? null)
  spent.queries += chunk?.queries ?? 3
  if (!chunk || chunk.rows === 0) {
    await gzip?.finish()
    return chunk?.next ?? null
  }
  const { rows, from, to, firstId } = chunk
  const { organizationId } = expired
  let archive: ArchiveRow | null = null
  if (keep && gzip) {
    // By the first of them, not by when it was written: the same again gets the same name.
    const name = `${organizationId}/${source.kind}/${new Date(from).toISOString().slice(0, 10)}/${firstId}.jsonl.gz`
    const file = await gzip.finish()
    await keep.put(name, file, { httpMetadata: { contentType: 'application/gzip' } })
    const id = await idFrom('arc', from, name)
    const bytes = file.length
    archive = { organizationId, id, kind: source.kind, fromTime: from, toTime: to, rows, bytes, name, createdAt: now }
  }
  const changed = await runBatchCounting(db, chunk.remove(archive))
  // Something of it has changed meanwhile: the next run reads it anew.
  if (!changed.some((count) => count > 0)) return chunk.next
  result.removed += rows
  result.archives += archive ? 1 : 0
  result.bytes += archive?.bytes ?? 0
  return chunk.next
}
