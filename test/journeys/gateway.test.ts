import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/lib/settings.ts'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'

let gatehouse: Instance
let product: ChildProcess
let upstream = ''

beforeAll(async () => {
  gatehouse = await startInstance()
  product = spawn(process.execPath, ['docs/examples/gateway-host.mjs'], {
    cwd: ROOT,
    env: { ...process.env, GATEHOUSE_URL: gatehouse.url, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!product.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: product.stdout })) {
    upstream = line
    break
  }
})
afterAll(async () => {
  product?.kill()
  await gatehouse?.stop()
})

const newKey = (scopes: string[], more: object = {}) =>
  callApi<{ id: string; key: string }>(gatehouse, 'POST', '/api-keys', {
    name: 'Caller',
    scopes,
    rateLimit: { perMinute: null, perHour: null, perDay: null },
    ...more,
  })

async function ask(url: string, key: string | null, init: RequestInit = {}): Promise<[number, unknown]> {
  const answer = await fetch(url, {
    ...init,
    headers: { ...init.headers, ...(key && { authorization: `Bearer ${key}` }) },
  })
  return [answer.status, await answer.json()]
}
const statusOf = async (...input: Parameters<typeof ask>) => (await ask(...input))[0]

describe('a product behind the gateway', () => {
  test('gets callers with the right scope, knows who they are, and trusts nobody else', async () => {
    const route = (methods: string[], scope: string) =>
      callApi<{ id: string }>(gatehouse, 'POST', '/gateway-routes', {
        name: `Posts ${methods.join()}`,
        prefix: 'forum/posts',
        upstream,
        methods,
        scopes: [scope],
      })
    const { id } = await route(['GET'], 'posts:read')
    await route(['POST'], 'posts:write')
    const posts = `${gatehouse.url}/gateway/forum/posts`
    const reader = await newKey(['posts:read'])
    const writer = await newKey(['posts:*'], { ownerId: 'user_42' })
    const body = JSON.stringify({ title: 'From outside' })
    const post = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
    expect(await statusOf(posts, null)).toBe(401)
    expect(await statusOf(posts, reader.key, post)).toBe(403)
    expect(await ask(posts, writer.key, post)).toEqual([201, { id: 2, title: 'From outside', author: 'user_42' }])
    expect(await ask(posts, reader.key)).toEqual([
      200,
      {
        posts: [
          { id: 1, title: 'Hello', author: 'user_17' },
          { id: 2, title: 'From outside', author: 'user_42' },
        ],
      },
    ])
    const test = await newKey(['posts:read'], { environment: 'test' })
    expect(await ask(posts, test.key)).toEqual([200, { posts: [] }])

    // Around the gateway: without an identity, and with one that somebody else has signed.
    expect(await statusOf(upstream, null)).toBe(401)
    const { privateKey } = await generateKeyPair('ES256')
    const forged = await new SignJWT({ ownerId: 'user_17', environment: 'live' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(gatehouse.url)
      .setAudience(upstream)
      .setExpirationTime('1m')
      .sign(privateKey)
    expect(await statusOf(upstream, null, { headers: { 'x-gatehouse-identity': forged } })).toBe(401)
    // A caller's own identity header does not get through.
    expect(await statusOf(posts, reader.key, { headers: { 'x-gatehouse-identity': forged } })).toBe(200)

    await callApi(gatehouse, 'POST', `/gateway-routes/${id}/disable`)
    const later = await Promise.all(Array.from({ length: 200 }, () => statusOf(posts, reader.key)))
    expect(new Set(later)).toEqual(new Set([404]))
  })
})
