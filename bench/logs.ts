import type { Counts } from './counts.ts'
import { quantile } from './figures.ts'
import { exportUnderWrites } from './log-export.ts'
import { purgeUnderWatch } from './log-purge.ts'
import { COMMON_KEY, RARE, reseedWithFew, seedLogs } from './log-seed.ts'
import { borrower, gatehouse, ownModule, type Stage, setStage } from './stage.ts'

/**
 * A log of a million entries: what each combination of filters reads and how long it takes, how much statistics read,
 * how many pages it takes to find rare entries, and how much memory an export and a purge use.
 */
const MOST_ROWS = 5000
const MOST_ROWS_OF_STATISTICS = 2500
const MOST_MS = 150
const CALLS = 20

/** Each filter with a value; filters of one group are never combined. */
const FILTERS: [group: string, query: string][] = [
  ['type', 'type=auth'],
  ['range', 'range=7d'],
  ['key', `keyId=${COMMON_KEY}`],
  ['key', `keyId=${RARE.keyId}`],
  ['webhook', 'webhookId=whk_00000000000000000000000001'],
  ['status', 'status=5xx'],
  ['status', `status=${RARE.status}`],
  ['method', 'method=DELETE'],
  ['path', 'path=/things/7/77'],
  ['ip', 'ip=203.0.113.77'],
  ['environment', 'environment=test'],
]

/** No filter, one, every two, and all together. */
function combinations(): string[] {
  const pairs = FILTERS.flatMap(([group, query], index) =>
    FILTERS.slice(index + 1).flatMap(([other, second]) => (other === group ? [] : [`${query}&${second}`])),
  )
  const all = [...new Map(FILTERS).values()].join('&')
  return ['', ...FILTERS.map(([, query]) => query), ...pairs, all]
}

type Row = { query: string; rows: number; p50: number; p95: number; max: number; found: number }

/** Measures, prints, and returns 0 if every promise was kept, else 1. */
export async function logs(): Promise<number> {
  const stage = await setStage(
    (config, product) => [
      gatehouse('gatehouse', config, product, { r2Buckets: { ARCHIVE: 'archive' } }),
      {
        ...borrower('metered', config, [ownModule('counting'), ...product]),
        unsafeDirectSockets: [{ host: '127.0.0.1' }, { host: '127.0.0.1', entrypoint: 'Counts' }],
      },
    ],
    { inspector: true },
  )
  try {
    const db = await stage.miniflare.getD1Database('DB', 'gatehouse')
    const key = await stage.makeKey({
      name: 'Logs',
      rateLimit: { perMinute: null, perHour: null, perDay: null },
      scopes: ['logs:read', 'stats:read'],
    })
    const first = await db.prepare('SELECT id FROM organizations').first<{ id: string }>()
    if (!first) throw new Error('there is no organization')
    console.error('Seeding 1,000,000 entries')
    await seedLogs(db, first.id, Date.now())
    const ask = asker(stage, key)
    const lists = await inTurn(combinations(), (query) => measure(ask, `/api/v1/event-logs?${query}`, query))
    const statistics = await inTurn(['/api/v1/stats', '/api/v1/stats/usage?days=60'], (path) =>
      measure(ask, path, path),
    )
    print('a page of the log', lists)
    print('statistics', statistics)
    const slow = [...lists, ...statistics].filter(({ p95 }) => p95 > MOST_MS)
    const wide = [
      ...lists.filter(({ rows }) => rows > MOST_ROWS),
      ...statistics.filter(({ rows }) => rows > MOST_ROWS_OF_STATISTICS),
    ]
    for (const one of wide) console.log(`BROKEN  ${one.query} reads ${one.rows} rows`)
    for (const one of slow) console.log(`BROKEN  ${one.query} takes ${one.p95.toFixed(0)} ms`)
    const exported = await exportUnderWrites(stage, db, key, first.id)
    const searches = [`keyId=${RARE.keyId}`, `status=${RARE.status}`, 'status=5xx', 'path=/things/7/77']
    console.log('\nall there is, page by page, where roll-ups are nearly as many as calls')
    await inTurn(searches, (query) => findAll(ask, query))
    const purged = await purgeUnderWatch(stage, db, first.id)
    await reseedWithFew(db, first.id, Date.now())
    console.log('and where they stand for many calls each')
    await inTurn(searches, (query) => findAll(ask, query))
    return wide.length + slow.length === 0 && exported && purged ? 0 : 1
  } finally {
    await stage.stop()
  }
}

type Ask = (
  path: string,
  metered?: boolean,
) => Promise<{ page: { data?: unknown[]; nextCursor?: string }; rows: number; ms: number }>

function asker({ portOf }: Stage, key: string): Ask {
  return async (path, metered = false) => {
    const url = `http://127.0.0.1:${await portOf(metered ? 'metered' : 'gatehouse')}${path}`
    const rowsSoFar = async () => {
      if (!metered) return 0
      const counts = await fetch(`http://127.0.0.1:${await portOf('metered', 'Counts')}`)
      return ((await counts.json()) as Counts).d1RowsRead
    }
    const before = await rowsSoFar()
    const start = performance.now()
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
    const text = await answer.text()
    const ms = performance.now() - start
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`)
    return { page: JSON.parse(text), rows: (await rowsSoFar()) - before, ms }
  }
}

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const one of all) results.push(await work(one))
  return results
}

async function measure(ask: Ask, path: string, query: string): Promise<Row> {
  const { rows, page } = await ask(path, true)
  const times = await inTurn(Array.from({ length: CALLS }), async () => (await ask(path)).ms)
  const sorted = Float64Array.from(times).sort()
  return {
    query: query || 'no filter',
    rows,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: quantile(sorted, 1),
    found: page.data?.length ?? 0,
  }
}

/** Reads all pages of a filter. */
async function findAll(ask: Ask, query: string): Promise<void> {
  const start = performance.now()
  let [pages, found, most] = [0, 0, 0]
  let cursor: string | null | undefined = null
  do {
    const next: string = cursor ? `&cursor=${cursor}` : ''
    const { page, rows } = await ask(`/api/v1/event-logs?limit=50&${query}${next}`, pages < 40)
    found += page.data?.length ?? 0
    most = Math.max(most, rows)
    cursor = page.nextCursor
    pages++
  } while (cursor && pages < 2000)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${query}: ${found} entries in ${pages} pages, at most ${most} rows each, ${seconds} s`)
}

function print(title: string, rows: readonly Row[]): void {
  const head = ['rows read', 'p50 ms', 'p95 ms', 'max ms', 'entries'].map((name) => name.padStart(11)).join('')
  console.log(`\n${title.padEnd(76)}${head}`)
  for (const { query, rows: read, p50, p95, max, found } of rows) {
    const figures = [read, p50.toFixed(1), p95.toFixed(1), max.toFixed(1), found]
    console.log(query.slice(0, 75).padEnd(76) + figures.map((one) => String(one).padStart(11)).join(''))
  }
}
