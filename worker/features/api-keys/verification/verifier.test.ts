import { expect, it, vi } from 'vitest'
import type { PresentedCredential } from '../../../platform/auth/verifier.ts'
import type { Deps } from '../../../platform/deps.ts'
import { keyedHash } from '../../../platform/lib/crypto/keyed-hash.ts'
import { issueKey } from '../format/key-format.ts'
import { apiKeyVerifier } from './verifier.ts'

it('hashes a key once for its organization and its verification, and again for another call', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const hash = vi.fn(keyedHash(new Uint8Array(32).fill(7)))
  const peppers = [{ version: 1, hash }]
  const { key: text } = issueKey('sk', 'live', peppers)
  // Without a database, both stop after the form of the key.
  const deps = { config: { keyPrefix: 'sk', peppers }, db: null } as unknown as Deps
  const facts = { scopes: [], ip: null, requestId: 'req_1', url: '', cost: 1, organizationId: null }
  const call = async () => {
    hash.mockClear()
    const presented: PresentedCredential = { text, from: 'query', whole: text }
    await expect((async () => apiKeyVerifier.organizationOf?.(deps, presented))()).rejects.toThrow()
    expect((await apiKeyVerifier.verify(deps, presented, facts))?.refusal).toMatchObject({ code: 'guard_unavailable' })
    return hash.mock.calls.length
  }
  expect([await call(), await call()]).toEqual([1, 1])
})
