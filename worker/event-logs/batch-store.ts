import { sql } from 'drizzle-orm'
import { at } from '../db/wire.ts'
import { hourOf, startOfDay } from '../lib/time.ts'
import type { LogRecord } from './entry.ts'
import { BUCKETS, bucketOf } from './histogram.ts'

/** An entry as the statements of a batch read it: many of them are bound as one JSON text. */
export const wireRow = (entry: LogRecord) => [
  entry.organizationId,
  entry.time,
  entry.id,
  entry.type,
  entry.environment,
  entry.keyId,
  entry.webhookId,
  entry.appId,
  entry.route,
  entry.endpoint,
  entry.method,
  entry.status,
  entry.durationMs,
  entry.ip,
  entry.country,
  entry.userAgent,
  entry.requestId,
  hourOf(entry.time),
  bucketOf(entry.durationMs),
  entry.previousSecret ? 1 : 0,
  startOfDay(entry.time),
]

/** The fields that only the log itself holds: app, endpoint, method, address, agent, request. */
const ONLY_LOGGED = new Set([7, 9, 10, 13, 15, 16])

/** A wire row for the statements that count: half as long, and there are many of them. */
export const countedRow = (row: ReturnType<typeof wireRow>) =>
  row.map((field, index) => (ONLY_LOGGED.has(index) ? null : field))

/** Whether an entry of the batch stands in the log yet: what comes twice is counted once. */
export const notYetLogged = sql`NOT EXISTS (
  SELECT 1 FROM event_logs l
  WHERE l.organization_id = ${at(0)} AND l.time = ${at(1)} AND l.id = ${at(2)})`

export const bucketNames = Array.from({ length: BUCKETS }, (_, index) => `b${index}`)
export const bucketColumns = sql.raw(bucketNames.join(', '))
/** The histogram of entries of a batch. */
export const bucketSums = sql.raw(
  bucketNames.map((_, index) => `sum(json_extract(value, '$[18]') = ${index})`).join(', '),
)
export const bucketAdditions = sql.raw(bucketNames.map((name) => `${name} = ${name} + excluded.${name}`).join(', '))
