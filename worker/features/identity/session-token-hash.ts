import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter, Where } from 'better-auth/adapters'
import { sha256 } from '../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../platform/lib/crypto/encoding.ts'

type Input = {
  model: string
  where?: Where[] | undefined
  data?: object | undefined
  update?: object | undefined
  set?: object | undefined
}
type MakeAdapter = (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>

/**
 * An adapter of the sign-in library that stores the SHA-256 digest of a session token instead of the token, so that a
 * copy of the database does not let anybody sign in. A token has 190 random bits and cannot be guessed from its digest.
 * A query by token returns the token; every other result contains digests.
 */
export const hashingSessionTokens =
  (make: MakeAdapter): MakeAdapter =>
  (options) => {
    const adapter = make(options)
    const hashing: DBAdapter<BetterAuthOptions> = {
      ...adapter,
      create: (input) => hashed(input, (one) => adapter.create(one)),
      findOne: (input) => hashed(input, (one) => adapter.findOne(one)),
      findMany: (input) => hashed(input, (one) => adapter.findMany(one)),
      count: (input) => hashed(input, (one) => adapter.count(one)),
      update: (input) => hashed(input, (one) => adapter.update(one)),
      updateMany: (input) => hashed(input, (one) => adapter.updateMany(one)),
      delete: (input) => hashed(input, (one) => adapter.delete(one)),
      deleteMany: (input) => hashed(input, (one) => adapter.deleteMany(one)),
      consumeOne: (input) => hashed(input, (one) => adapter.consumeOne(one)),
      incrementOne: (input) => hashed(input, (one) => adapter.incrementOne(one)),
      // D1 has no interactive transactions: the library runs the steps one after the other, and must do so through this
      // adapter.
      transaction: (steps) => steps(hashing),
    }
    return hashing
  }

async function hashed<I extends Input, R>(input: I, run: (input: I) => Promise<R>): Promise<R> {
  if (input.model !== 'session') return run(input)
  const tokens = new Map<string, string>()
  const digestOf = async (token: string) => {
    const digest = toHex(await sha256(token))
    tokens.set(digest, token)
    return digest
  }
  const where = input.where && (await Promise.all(input.where.map((one) => hashedCondition(one, digestOf))))
  const changed = { ...input, ...(where && { where }) }
  for (const part of ['data', 'update', 'set'] as const) {
    const fields = input[part]
    if (fields && 'token' in fields && typeof fields.token === 'string') {
      changed[part] = { ...fields, token: await digestOf(fields.token) }
    }
  }
  return restored(await run(changed), tokens)
}

async function hashedCondition(one: Where, digestOf: (token: string) => Promise<string>): Promise<Where> {
  if (one.field !== 'token') return one
  if (typeof one.value === 'string') return { ...one, value: await digestOf(one.value) }
  if (!Array.isArray(one.value)) return one
  return { ...one, value: await Promise.all(one.value.map((token) => digestOf(String(token)))) }
}

/** A result with the tokens that the query contained; the library signs them into cookies. */
function restored<R>(result: R, tokens: ReadonlyMap<string, string>): R {
  if (Array.isArray(result)) return result.map((row) => restored(row, tokens)) as R
  if (typeof result !== 'object' || result === null || !('token' in result)) return result
  const token = tokens.get(String(result.token))
  return token === undefined ? result : { ...result, token }
}
