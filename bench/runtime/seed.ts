import { issueKey, visiblePrefix } from '../../worker/features/api-keys/format/key-format.ts'
import { configOf } from '../../worker/platform/env.ts'
import { toHex } from '../../worker/platform/lib/crypto/encoding.ts'
import type { SeedRequest } from '../seed-request.ts'

/**
 * Creates many keys in one statement, while the API creates them one by one. It uses the database of the bench and the
 * product's own code for hashes.
 */

const INSERT = `
  INSERT INTO api_keys (
    organization_id, id, reference, name, description, environment, status, prefix, last_characters, secret_hash,
    pepper_version, scopes, per_minute, per_hour, per_day, allowed_ips, consistency, metadata, tags, created_at, updated_at)
  SELECT
    k.organization_id, s.value ->> 'id', s.value ->> 'reference', k.name, k.description, k.environment, k.status,
    s.value ->> 'prefix', s.value ->> 'last', unhex(s.value ->> 'hash'), s.value ->> 'pepper', k.scopes, k.per_minute,
    k.per_hour, k.per_day, k.allowed_ips, k.consistency, k.metadata, k.tags, k.created_at, k.updated_at
  FROM json_each(?1) AS s, api_keys AS k
  WHERE k.reference = ?2`

export default {
  async fetch(request, env) {
    const { count, like } = await request.json<SeedRequest>()
    const { keyPrefix, peppers } = await configOf(env)
    const issued = await Promise.all(Array.from({ length: count }, () => issueKey(keyPrefix, 'live', peppers)))
    const rows = issued.map(({ key, reference, hash, pepperVersion }) => ({
      id: `key_${reference}`,
      reference,
      prefix: visiblePrefix(keyPrefix, 'live', reference),
      last: key.slice(-3),
      hash: toHex(hash),
      pepper: pepperVersion,
    }))
    const { meta } = await env.DB.prepare(INSERT).bind(JSON.stringify(rows), like).run()
    if (meta.changes !== count) throw new Error(`${meta.changes} keys were made instead of ${count}`)
    return Response.json(issued.map(({ key }) => key))
  },
} satisfies ExportedHandler<Env>
