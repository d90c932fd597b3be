import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkLocalSecrets, giveUpLocally } from '../../scripts/lib/local-secrets.ts'
import { settingsFor } from '../../scripts/lib/settings.ts'
import { replaceLost } from '../../scripts/lib/vars.ts'
import { startInstance } from '../support/instance.ts'

test('a start with lost secrets is refused before anything is written, and a start with the flag to give them up keeps all other data', async () => {
  const first = await startInstance()
  const headers = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
  const hook = { name: 'A hook', url: 'https://hooks.example.com/in', events: ['*'], sendTest: false }
  const made = await fetch(`${first.url}/api/v1/webhooks`, {
    method: 'POST',
    headers: headers(first.apiKey),
    body: JSON.stringify({ ...hook, headers: { 'X-Token': 'a-token-of-this-test' } }),
  })
  expect(made.status).toBe(201)
  expect(await (await fetch(`${first.url}/healthz`)).json()).toEqual({ status: 'ok' })
  await first.stop({ keep: true })

  const settings = settingsFor(1, first.state, first.varsFile)
  const good = readFileSync(first.varsFile, 'utf8')
  expect(checkLocalSecrets(settings, false).lost).toEqual([])
  const without = good.replace(/^(KEY_PEPPERS|DATA_KEYS)=.*\n/gm, '')
  writeFileSync(first.varsFile, without)
  expect(() => checkLocalSecrets(settings, false)).toThrow(
    /KEY_PEPPERS version 1 is missing; \d+ API keys? needs? it\.[\s\S]*Restore .*[\s\S]*--give-up-lost-secrets/,
  )
  expect(readFileSync(first.varsFile, 'utf8')).toBe(without)
  const other = `1:${Buffer.alloc(32, 7).toString('base64')}`
  writeFileSync(first.varsFile, good.replace(/^KEY_PEPPERS=.*$/m, `KEY_PEPPERS="${other}"`))
  expect(() => checkLocalSecrets(settings, false)).toThrow('KEY_PEPPERS version 1 is not the secret')

  writeFileSync(first.varsFile, without)
  const { lost, inUse } = checkLocalSecrets(settings, true)
  expect(replaceLost(first.varsFile, lost, inUse)).toEqual(['KEY_PEPPERS', 'DATA_KEYS'])
  giveUpLocally(settings, lost)
  const second = await startInstance({ state: first.state })
  expect((await fetch(`${second.url}/api/v1/me`, { headers: headers(first.apiKey) })).status).toBe(401)
  const list = await fetch(`${second.url}/api/v1/webhooks`, { headers: headers(second.apiKey) })
  expect([list.status, await list.json()]).toMatchObject([200, { data: [{ unreadable: ['secret', 'headers'] }] }])
  expect(await (await fetch(`${second.url}/healthz`)).json()).toEqual({ status: 'ok' })
  await second.stop({ keep: true })
  rmSync(first.state, { recursive: true, force: true })
})
