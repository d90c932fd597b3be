import { runBatchCounting } from '../db/client.ts'
import { readPair, writeCursor } from '../lib/cursor.ts'
import { idFrom } from '../lib/ids.ts'
import type { FigureText, Job, JobDeps, JobRun } from '../scheduler/job.ts'
import type { ArchiveRow } from './archive-store.ts'
import { gzipText } from './gzip.ts'
import type { Expired, PurgeSource } from './purge-source.ts'

/**
 * Limits per run: the organizations checked, and the number of rows, statements and ms after which no further chunk
 * starts. D1 allows 1,000 statements for all jobs of a trigger together.
 */
const MAX_ORGANIZATIONS = 200
const MAX_ROWS = 40_000
const MAX_QUERIES = 200
const MAX_MS = 20_000

/**
 * The figures of a purge. `kept`: organizations that want an archive although no bucket is configured, so that nothing
 * of theirs was deleted.
 */
const FIGURES = {
  removed: ['row removed', 'rows removed'],
  archives: ['archive written', 'archives written'],
  bytes: null,
  kept: { note: 'Nothing was removed where an archive is wanted: no bucket is bound to hold it.' },
} as const satisfies Record<string, FigureText>
type Result = Record<keyof typeof FIGURES, number>

/**
 * The job that purges a source. It deletes expired rows, oldest first, chunk by chunk: each chunk is written to an
 * archive, recorded, and deleted, in this order. The last two are one transaction, so an interrupted run leaves at most
 * an archive object, which the next run overwrites under the same name.
 */
export const purgeJob = (source: PurgeSource): Job<keyof Result> => ({
  ...source.job,
  every: 'hour',
  figures: FIGURES,
  run: (deps, cursor) => purgeExpired(source, deps, cursor),
})

async function purgeExpired(source: PurgeSource, deps: JobDeps, cursor: string | null): Promise<JobRun<keyof Result>> {
  const end = Date.now() + MAX_MS
  const result: Result = { removed: 0, archives: 0, bytes: 0, kept: 0 }
  const [from, start] = readPair(cursor)
  const spent = { queries: 0 }
  const expired = await source.findExpired(deps.db, deps.now, from, MAX_ORGANIZATIONS)
  for (const one of expired) {
    if (one.archive && !deps.archive) {
      result.kept++
      continue
    }
    let next: string | null = one.organizationId === from && start !== '' ? start : null
    do {
      if (spent.queries >= MAX_QUERIES || result.removed >= MAX_ROWS || Date.now() > end) {
        return { cursor: writeCursor([one.organizationId, next ?? '']), result }
      }
      next = await purgeChunk(deps, source, one, next, { result, spent })
    } while (next !== null)
  }
  const last = expired.length === MAX_ORGANIZATIONS ? expired.at(-1) : undefined
  // A cursor behind this organization and before every later one.
  return { cursor: last ? writeCursor([`${last.organizationId}~`, '']) : null, result }
}

/** Deletes one chunk, and returns where the next one begins; null if there is none. */
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
    // Named by the first row, not by the time of writing: a repeated chunk gets the same name.
    const name = `${organizationId}/${source.kind}/${new Date(from).toISOString().slice(0, 10)}/${firstId}.jsonl.gz`
    const file = await gzip.finish()
    await keep.put(name, file, { httpMetadata: { contentType: 'application/gzip' } })
    const id = await idFrom('arc', from, name)
    const bytes = file.length
    archive = { organizationId, id, kind: source.kind, fromTime: from, toTime: to, rows, bytes, name, createdAt: now }
  }
  const changed = await runBatchCounting(db, chunk.remove(archive))
  // A row has changed in the meantime: the next run reads the chunk again.
  if (!changed.some((count) => count > 0)) return chunk.next
  result.removed += rows
  result.archives += archive ? 1 : 0
  result.bytes += archive?.bytes ?? 0
  return chunk.next
}
