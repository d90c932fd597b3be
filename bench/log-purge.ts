import type { Miniflare } from 'miniflare'
import { Inspector } from './inspector.ts'
import type { Stage } from './stage.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** The longest log has 17,000 entries a day: five days are more than two runs remove. */
const KEPT_DAYS = 25
/** How much more memory the isolate may use at any moment of a purge, after a garbage collection. */
const MOST_BYTES = 24_000_000
const MOST_RUNS = 5

type Database = Awaited<ReturnType<Miniflare['getD1Database']>>

/**
 * Lets the cron trigger archive and remove what is older than 25 days, and measures the memory of the isolate
 * meanwhile. Returns whether all of it was removed, each row of it is in an archive, and the isolate stayed small.
 */
export async function purgeUnderWatch(stage: Stage, db: Database, organizationId: string): Promise<boolean> {
  const url = `http://127.0.0.1:${await stage.portOf('gatehouse')}`
  const isolate = await Inspector.connect(await stage.miniflare.getInspectorURL(), 'gatehouse', async () =>
    (await fetch(`${url}/healthz`)).text(),
  )
  const now = Date.now()
  const before = Math.floor(now / DAY_MS - KEPT_DAYS) * DAY_MS
  const expired = () =>
    one(db, 'SELECT count(*) AS n FROM event_logs WHERE organization_id = ?1 AND time < ?2', organizationId, before)
  // The others keep their log for 30 days, so nothing of them is purged.
  await db.prepare('UPDATE organizations SET log_retention_days = ? WHERE id = ?').bind(KEPT_DAYS, organizationId).run()
  const held = await isolate.bytesInUse()
  const [due, start] = [await expired(), performance.now()]
  let [peak, runs] = [held, 0]
  for (; runs < MOST_RUNS && (await expired()) > 0; runs++) {
    let over = false
    const run = fire(stage, now + runs * MINUTE_MS).finally(() => {
      over = true
    })
    while (!over) peak = Math.max(peak, await isolate.bytesInUse())
    await run
  }
  isolate.close()
  const seconds = (performance.now() - start) / 1000
  const left = await expired()
  const archived = await one(
    db,
    "SELECT sum(rows) AS n FROM archives WHERE organization_id = ?1 AND kind = 'event_logs'",
    organizationId,
  )
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  console.log(
    `\npurge: ${due - left} of ${due} rows removed in ${runs} runs and ${seconds.toFixed(1)} s, ${archived} archived; isolate ` +
      `${megabytes(held)} before, ${megabytes(peak)} at most (allowed ${megabytes(MOST_BYTES)} more)`,
  )
  const good = left === 0 && archived === due && peak - held <= MOST_BYTES
  console.log(good ? 'kept    the purge is whole and flat' : 'BROKEN  the purge')
  return good
}

async function fire({ miniflare }: Stage, scheduledTime: number): Promise<void> {
  const worker = await miniflare.getWorker('gatehouse')
  await worker.scheduled({ cron: '* * * * *', scheduledTime: new Date(scheduledTime) })
}

async function one(db: Database, text: string, ...values: (string | number)[]): Promise<number> {
  return (
    (
      await db
        .prepare(text)
        .bind(...values)
        .first<{ n: number | null }>()
    )?.n ?? 0
  )
}
