import { setTimeout as sleep } from 'node:timers/promises'
import type { Miniflare } from 'miniflare'
import { Inspector } from './inspector.ts'
import { residentBytes } from './resident.ts'
import type { Stage } from './stage.ts'

const ROWS = 200_000
/** How much more memory the isolate may use at any moment of the export, after a garbage collection. */
const MOST_BYTES = 16_000_000
/** Entries that arrive meanwhile, and how often. */
const ARRIVING = 50
const ARRIVE_MS = 50
/** Rows after which the memory is measured. */
const LOOK_EVERY = 20_000

type Database = Awaited<ReturnType<Miniflare['getD1Database']>>

/**
 * Exports 200,000 rows while others arrive, and compares: each row that existed at the start must be exported exactly
 * once. Measures the memory of the isolate meanwhile. Returns whether both are in order.
 */
export async function exportUnderWrites(
  stage: Stage,
  db: Database,
  key: string,
  organizationId: string,
): Promise<boolean> {
  const url = `http://127.0.0.1:${await stage.portOf('gatehouse')}`
  const isolate = await Inspector.connect(await stage.miniflare.getInspectorURL(), 'gatehouse', async () =>
    (await fetch(`${url}/healthz`)).text(),
  )
  const from = await db
    .prepare('SELECT time FROM event_logs WHERE organization_id = ? ORDER BY time DESC LIMIT 1 OFFSET ?')
    .bind(organizationId, ROWS - 1)
    .first<{ time: number }>()
  const stood = await idsSince(db, organizationId, from?.time ?? 0)
  const before = await isolate.bytesInUse()
  const processBefore = residentBytes(stage.pid)
  const stop = new AbortController()
  const writing = keepWriting(db, organizationId, stop.signal)
  const start = performance.now()
  const { seen, twice, peak, processPeak } = await readExport(stage, url, key, from?.time ?? 0, isolate)
  const seconds = (performance.now() - start) / 1000
  stop.abort()
  const arrived = await writing
  isolate.close()
  const missing = [...stood].filter((id) => !seen.has(id)).length
  const megabytes = (bytes: number | null) => (bytes === null ? 'not known' : `${(bytes / 1e6).toFixed(1)} MB`)
  console.log(
    `\nexport: ${seen.size} rows in ${seconds.toFixed(1)} s while ${arrived} came in; of ${stood.size} that stood, ` +
      `${missing} are missing and ${twice} stand twice`,
  )
  console.log(
    `isolate ${megabytes(before)} before, ${megabytes(peak)} at most (allowed ${megabytes(MOST_BYTES)} more); ` +
      `process ${megabytes(processBefore)} before, ${megabytes(processPeak)} at most`,
  )
  const good = missing === 0 && twice === 0 && peak - before <= MOST_BYTES
  console.log(good ? 'kept    the export is whole and flat' : 'BROKEN  the export')
  return good
}

async function idsSince(db: Database, organizationId: string, time: number): Promise<Set<string>> {
  const { results } = await db
    .prepare('SELECT id FROM event_logs WHERE organization_id = ? AND time >= ?')
    .bind(organizationId, time)
    .all<{ id: string }>()
  return new Set(results.map(({ id }) => id))
}

/** Current entries, and some late ones of earlier moments. */
async function keepWriting(db: Database, organizationId: string, signal: AbortSignal): Promise<number> {
  let written = 0
  while (!signal.aborted) {
    const now = Date.now()
    await db
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?4)
         INSERT INTO event_logs (organization_id, time, id, type, route, endpoint, method, status, duration_ms, request_id)
         SELECT ?1, ?2 - (i % 5) * 7200000, printf('new_%s_%d', ?3, i), 'api_call', '/r', '/r', 'GET', 200, 1, 'r' FROM n`,
      )
      .bind(organizationId, now, `${now}_${written}`, ARRIVING)
      .run()
    written += ARRIVING
    await sleep(ARRIVE_MS)
  }
  return written
}

async function readExport({ pid }: Stage, url: string, key: string, from: number, isolate: Inspector) {
  const query = `format=jsonl&from=${encodeURIComponent(new Date(from).toISOString())}`
  const answer = await fetch(`${url}/api/v1/event-logs/export?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  if (!answer.ok || !answer.body) throw new Error(`the export was answered ${answer.status}`)
  const seen = new Set<string>()
  let [twice, peak, processPeak, rest, lines] = [0, 0, 0, '', 0]
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      const { id }: { id: string } = JSON.parse(line)
      if (seen.has(id)) twice++
      seen.add(id)
      if (++lines % LOOK_EVERY === 0) {
        peak = Math.max(peak, await isolate.bytesInUse())
        processPeak = Math.max(processPeak, residentBytes(pid) ?? 0)
      }
    }
  }
  return { seen, twice, peak, processPeak: processPeak || null }
}
