import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../contract/api-keys.ts'
import type { ImportResult } from '../contract/key-import.ts'
import { call, createKey, json, newTestOrg } from '../test/support/kit.ts'
import { sha256 } from './platform/lib/crypto/crypto.ts'
import { toHex } from './platform/lib/crypto/encoding.ts'
import type { RpcAnswer } from './platform/rpc/method.ts'

/** Another Worker, with a service binding to this one: it passes its requests to verifyKey. */
const ask = async (input: unknown): Promise<RpcAnswer<Verdict>> => {
  const response = await env.NEIGHBOR.fetch('http://neighbor/', { method: 'POST', body: JSON.stringify(input) })
  return response.json()
}

describe('verifyKey over a service binding', () => {
  it('answers another Worker like the HTTP API, for keys of every organization, and charges them', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 2 }, ownerId: 'customer-7', consistency: 'strict' })
    expect(await ask({ key: made.key, scopes: ['users:read'] })).toMatchObject({
      ok: true,
      value: {
        valid: true,
        code: 'ok',
        keyId: made.id,
        organizationId: org.organizationId,
        ownerId: 'customer-7',
        limits: [{ window: 'minute', limit: 2, remaining: 1 }],
      },
    })
    await ask({ key: made.key })
    expect(await ask({ key: made.key })).toMatchObject({ ok: true, value: { valid: false, code: 'rate_limited' } })
  })

  it('answers for imported keys', async () => {
    const org = await newTestOrg()
    const text = `other-system-${crypto.randomUUID()}`
    const digest = toHex(await sha256(text))
    const { results } = await json<ImportResult>('POST', '/api/v1/api-keys/import', {
      key: org.key,
      body: { keys: [{ digest, prefix: 'other-', name: 'Moved', scopes: ['users:read'] }] },
    })
    expect(await ask({ key: text, scopes: ['users:read'] })).toMatchObject({
      ok: true,
      value: { valid: true, keyId: results[0]?.id, organizationId: org.organizationId },
    })
    expect(await ask({ key: `${text}?` })).toEqual({ ok: true, value: { valid: false, code: 'malformed' } })
  })

  it('handles a revoked key, a made-up key, and invalid input', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, org)
    expect(await ask({ key: made.key })).toMatchObject({ ok: true, value: { code: 'revoked' } })
    expect(await ask({ key: 'sk_live_nothing' })).toEqual({ ok: true, value: { valid: false, code: 'malformed' } })
    for (const bad of [{}, { key: 5 }, { key: 'x', cost: -1 }, { key: 'x', surprise: 1 }, null]) {
      expect(await ask(bad), JSON.stringify(bad)).toMatchObject({ ok: false, code: 'invalid' })
    }
  })
})
