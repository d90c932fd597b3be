import type { Miniflare } from 'miniflare'

const ROWS = 1_000_000
const ORGANIZATIONS = 50
/** The first organization has the longest log, like one large customer: the worst case for a list. */
const LONGEST = 510_000
const DAYS = 30
const DAY_MS = 86_400_000

/** What is rare in the log, and how often each log has it. */
export const RARE = { keyId: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6', entries: 60, status: 418 }
export const COMMON_KEY = 'key_01kaj3v5e8w2m4q6t8y0z2b4d7'

type Database = Awaited<ReturnType<Miniflare['getD1Database']>>

/**
 * Fills the log with a million entries of the last 30 days in 50 organizations, and all roll-ups, with SQL: the product
 * would need minutes for it. `first` is the organization with the longest log.
 */
export async function seedLogs(db: Database, first: string, now: number): Promise<void> {
  await db
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO organizations (id, name, slug, created_at)
       SELECT printf('org_%026d', i), 'Bench ' || i, 'bench-' || i, ?2 FROM n`,
    )
    .bind(ORGANIZATIONS - 1, now)
    .run()
  const each = (ROWS - LONGEST) / (ORGANIZATIONS - 1)
  await seedLog(db, first, LONGEST, now, MANY)
  for (let n = 1; n < ORGANIZATIONS; n++) await seedLog(db, `org_${String(n).padStart(26, '0')}`, each, now, MANY)
}

type Shape = { keys: number; routes: number }
/** Nearly as many roll-ups as calls: they are no use as an index. */
const MANY = { keys: 38, routes: 30 }
/** Many calls for each roll-up. */
const FEW = { keys: 2, routes: 2 }

/** Replaces the log of an organization by another of the same length in which few keys call few routes. */
export async function reseedWithFew(db: Database, organizationId: string, now: number): Promise<void> {
  await db.prepare('DELETE FROM event_logs WHERE organization_id = ?').bind(organizationId).run()
  await seedLog(db, organizationId, LONGEST, now, FEW)
}

/** Entries of one call each, with some keys and routes and a dozen outcomes, some frequent and some rare. */
const ENTRIES = `
  WITH RECURSIVE n(i) AS (SELECT ?3 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?4),
  x AS (SELECT i, (i * 7919) % 1009 AS a, (i * 104729) % 1013 AS b, (i * 15485863) % 100003 AS c FROM n)
  INSERT INTO event_logs (organization_id, time, id, type, environment, key_id, webhook_id, route, endpoint, method,
    status, duration_ms, ip, country, user_agent, request_id)
  SELECT ?1, ?2 + i * ?5, printf('log_%026d', i),
    CASE WHEN b < 30 THEN 'auth' WHEN b < 80 THEN 'webhook' ELSE 'api_call' END,
    CASE WHEN a % 10 = 0 THEN 'test' ELSE 'live' END,
    CASE WHEN b BETWEEN 30 AND 79 THEN NULL WHEN i % ?6 = 17 THEN '${RARE.keyId}'
      WHEN a < 500 THEN '${COMMON_KEY}' ELSE printf('key_%026d', a % ?8) END,
    CASE WHEN b BETWEEN 30 AND 79 THEN 'whk_00000000000000000000000001' END,
    '/api/v1/things/' || (b % ?7), '/api/v1/things/' || (b % ?7) || '/' || c,
    CASE WHEN a % 50 = 0 THEN 'DELETE' WHEN a % 5 = 0 THEN 'POST' ELSE 'GET' END,
    CASE WHEN i % ?6 = 29 THEN ${RARE.status} WHEN c % 400 = 0 THEN 503 WHEN c % 40 = 0 THEN 500 WHEN c % 20 = 0 THEN 404
      ELSE 200 END,
    1 + c % 300, '203.0.113.' || (c % 250), 'DE', 'bench/1', 'req-' || i
  FROM x`

const PIECE = 50_000

async function seedLog(db: Database, organizationId: string, rows: number, now: number, shape: Shape): Promise<void> {
  const step = Math.floor((DAYS * DAY_MS) / rows)
  const start = now - rows * step
  for (let from = 0; from < rows; from += PIECE) {
    const to = Math.min(from + PIECE, rows)
    await db
      .prepare(ENTRIES)
      .bind(organizationId, start, from, to, step, Math.floor(rows / RARE.entries), shape.routes, shape.keys)
      .run()
  }
  // Entries of the setup calls would disturb the figures.
  const clear = ['usage_hourly', 'usage_hours', 'usage_tops'].map(
    (table) => `DELETE FROM ${table} WHERE organization_id = ?1`,
  )
  await db.batch([...clear, HOURLY, HOURS, DAILY].map((text) => db.prepare(text).bind(organizationId)))
}

const buckets = (of: (index: number) => string) => Array.from({ length: 16 }, (_, index) => of(index)).join(', ')

const HOURLY = `
  INSERT INTO usage_hourly (organization_id, hour, type, environment, key_id, route, status_class, calls, duration_ms,
    ${buckets((n) => `b${n}`)})
  SELECT organization_id, time / 3600000 * 3600000, type, environment, coalesce(key_id, webhook_id, ''), route,
    status / 100, count(*), sum(duration_ms), ${buckets((n) => (n === 8 ? 'count(*)' : '0'))}
  FROM event_logs WHERE organization_id = ?1 GROUP BY 1, 2, 3, 4, 5, 6, 7`

const HOURS = `
  INSERT INTO usage_hours (organization_id, type, hour, calls, errors, server_errors, duration_ms, ${buckets((n) => `b${n}`)})
  SELECT organization_id, type, hour, sum(calls), sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END),
    sum(CASE WHEN status_class >= 5 THEN calls ELSE 0 END), sum(duration_ms),
    ${buckets((n) => `sum(b${n})`)}
  FROM usage_hourly WHERE organization_id = ?1 GROUP BY 1, 2, 3`

/** A row for each past day, as the job writes it; its content does not matter here. */
const DAILY = `
  INSERT INTO usage_tops (organization_id, day, keys, routes)
  SELECT DISTINCT organization_id, hour / ${DAY_MS} * ${DAY_MS}, '[["${COMMON_KEY}",1,0]]', '[["/api/v1/things/1",1,0]]'
  FROM usage_hourly WHERE organization_id = ?1 AND hour < (SELECT max(hour) / ${DAY_MS} * ${DAY_MS} FROM usage_hourly
    WHERE organization_id = ?1)`
