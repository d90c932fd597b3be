import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startInstance } from '../support/instance.ts'

/** Every file below a directory, except the file with the local secrets. */
function filesBelow(directory: string, but: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => path !== but && statSync(path).isFile())
}

test('a stolen disk contains no key: not in the database, the objects, the logs or the output of the server', async () => {
  const org = await startInstance()
  const json = { authorization: `Bearer ${org.apiKey}`, 'content-type': 'application/json' }
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${org.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as { id: string; key: string }
  }
  // With capture of headers and bodies on, so that as much as possible is stored.
  const captured = await fetch(`${org.url}/api/v1/organization`, {
    method: 'PATCH',
    headers: json,
    body: JSON.stringify({ captureBodies: true }),
  })
  expect(captured.status).toBe(200)
  const plain = await post('/api-keys', { name: 'Plain', scopes: ['users:read'] })
  const kept = await post('/api-keys', { name: 'Recoverable', scopes: ['users:read'], recoverable: true })
  const repeated = await post(
    '/api-keys',
    { name: 'Repeated', scopes: ['users:read'] },
    { 'idempotency-key': 'once-1' },
  )
  const fresh = await post(`/api-keys/${plain.id}/regenerate`, { graceSeconds: 60 })
  const keys = [org.apiKey, plain.key, kept.key, repeated.key, fresh.key]
  for (const key of keys) {
    for (const path of ['/me', `/me?api_key=${key}`, `/api-keys/${key}`, '/event-logs']) {
      await fetch(`${org.url}/api/v1${path}`, { headers: { 'x-api-key': key, 'user-agent': key } })
    }
    await post('/api-keys/verify', { key, [key]: key }, { 'x-note': key, cookie: `session=${key}` })
    await post('/api-keys/verify', { key, held: JSON.stringify({ note: [key] }) })
  }
  await fetch(`${org.url}/api/v1/api-keys/${kept.id}/revoke`, { method: 'POST', headers: json })
  const read = async <T>(path: string) =>
    (await (await fetch(`${org.url}/api/v1/event-logs${path}`, { headers: json })).json()) as T
  const logged = () => read<{ data: { id: string }[] }>('?limit=100&type=api_call&path=verify')
  while ((await logged()).data.length < 2) await new Promise((done) => setTimeout(done, 50))
  while ((await read<{ data: unknown[] }>('?limit=100')).data.length < 30)
    await new Promise((done) => setTimeout(done, 50))
  const [{ id } = { id: '' }] = (await logged()).data
  expect((await read<{ request?: { body: string } }>(`/${id}`)).request?.body).toContain('[redacted]')
  await org.stop({ keep: true })

  const files = filesBelow(org.state, org.varsFile)
  expect(files.some((path) => path.endsWith('.sqlite'))).toBe(true)
  const found: string[] = []
  for (const path of files) {
    const bytes = readFileSync(path)
    for (const [at, key] of keys.entries()) {
      // The 32 secret characters of the key, as text and as hex.
      const secret = key.slice(18, 50)
      if (bytes.includes(secret) || bytes.includes(Buffer.from(secret).toString('hex')))
        found.push(`key ${at} in ${path}`)
    }
    if (bytes.includes(org.adminPassword)) found.push(`the password in ${path}`)
  }
  expect(found).toEqual([])
  for (const key of keys) expect(org.output()).not.toContain(key.slice(18, 50))
  rmSync(org.state, { recursive: true, force: true })
})
