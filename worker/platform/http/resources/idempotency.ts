import { and, eq, lt } from 'drizzle-orm'
import type { Context } from 'hono'
import { z } from 'zod'
import { actorId } from '../../auth/actor.ts'
import type { Database, Statement } from '../../db/client.ts'
import { idempotency } from '../../db/schema.ts'
import type { Config } from '../../env.ts'
import { conflict, Refusal } from '../../errors.ts'
import { digest, digestOfContent } from '../../lib/crypto/digest.ts'
import { utf8 } from '../../lib/crypto/encoding.ts'
import { openText, sealText, type VersionedSecret } from '../../lib/crypto/sealing.ts'
import { DAY_MS } from '../../lib/time/time.ts'
import { type App, actorOf, depsOf } from '../context.ts'

const KEPT_MS = DAY_MS
const PURPOSE = 'idempotency answer'

const headerThat = (description: string) =>
  z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
      .optional()
      .meta({ description }),
  })

/** The header that a POST which creates accepts. */
export const IdempotencyHeader = headerThat(
  'The same key and body within 24 hours get the first answer again; the order of members does not matter.',
)

/** The header that publishing accepts: its record is the event itself, so it holds for as long. */
export const PublishIdempotencyHeader = headerThat(
  'The same key and body, in any order of members, get the first answer again, whoever of the organization asks, for as long as the event is kept: `deliveryRetentionDays` of the organization, at least 24 hours.',
)

type Create<T> = (extraStatements: (answer: T) => Promise<Statement[]>) => Promise<T>

/**
 * Runs `create` at most once per Idempotency-Key, caller and route within 24 hours, also for concurrent requests: the record
 * of the key is written in the same transaction as what `create` writes, so both happen or neither.
 * The stored answer is sealed with a key that is derived from the header's value, which is not stored.
 *
 * @throws `invalid` when the key is used again with another body
 */
export async function idempotently<T>(c: Context<App>, input: unknown, create: Create<T>): Promise<T> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return create(async () => [])
  const { db, config, now } = depsOf(c)
  const actor = actorOf(c)
  // An id in the path may mean something else, or nothing, in the other environment.
  const named = actor.namedEnvironment ? [actor.namedEnvironment] : []
  const record = {
    organizationId: actor.organization.id,
    keyHash: await digest([actorId(actor), c.req.method, new URL(c.req.url).pathname, key, ...named]),
    requestHash: await digestOfContent(input),
    // Older records have a hash that depends on the order of members. They still match.
    orderedHash: await digest(input),
  }
  const first = await firstAnswer<T>(db, config, record, key, now)
  if (first) return first.answer
  try {
    return await create(async (answer) => [
      db.delete(idempotency).where(and(sameKey(record), lt(idempotency.createdAt, now - KEPT_MS))),
      db.insert(idempotency).values({
        organizationId: record.organizationId,
        keyHash: record.keyHash,
        requestHash: record.requestHash,
        status: 201,
        answer: await sealText(secretsWith(config, key), PURPOSE, JSON.stringify(answer)),
        createdAt: now,
      }),
    ])
  } catch (error) {
    // A concurrent request with the same key was faster. This one failed on its record, or on what it changed.
    const other = await firstAnswer<T>(db, config, record, key, now)
    if (!other) throw error
    return other.answer
  }
}

type IdempotencyRecord = { organizationId: string; keyHash: string; requestHash: string; orderedHash: string }

const sameKey = (record: IdempotencyRecord) =>
  and(eq(idempotency.organizationId, record.organizationId), eq(idempotency.keyHash, record.keyHash))

/** The data keys, each joined with the header's value: both are needed to open an answer. */
function secretsWith(config: Config, key: string): VersionedSecret[] {
  const text = utf8(key)
  return config.dataKeys.map(({ version, bytes }) => {
    const joined = new Uint8Array(bytes.length + text.length)
    joined.set(bytes)
    joined.set(text, bytes.length)
    return { version, bytes: joined }
  })
}

async function firstAnswer<T>(
  db: Database,
  config: Config,
  record: IdempotencyRecord,
  key: string,
  now: number,
): Promise<{ answer: T } | null> {
  const row = await db
    .select({ requestHash: idempotency.requestHash, answer: idempotency.answer, createdAt: idempotency.createdAt })
    .from(idempotency)
    .where(sameKey(record))
    .get()
  if (!row || row.createdAt < now - KEPT_MS) return null
  if (row.requestHash !== record.requestHash && row.requestHash !== record.orderedHash) {
    throw new Refusal({
      kind: 'invalid',
      code: 'idempotency_key_reused',
      errors: [{ path: 'Idempotency-Key', message: 'was already used with another body' }],
    })
  }
  const text = await openText(secretsWith(config, key), PURPOSE, row.answer)
  if (text === null) {
    throw conflict(
      'first_answer_unreadable',
      "The first request with this Idempotency-Key was carried out, but its answer cannot be opened with today's DATA_KEYS. " +
        'Read what it made before you send it again under another key.',
    )
  }
  return { answer: JSON.parse(text) }
}
