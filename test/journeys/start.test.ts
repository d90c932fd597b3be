import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freePort } from '../../scripts/lib/ports.ts'
import { copyCheckout, npmRun, npmStart, type Start } from '../support/checkout.ts'

const checkout = copyCheckout()
const running: Start[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((start) => start.end()))
})
afterAll(() => checkout.remove())

async function start(env: Record<string, string>): Promise<Start> {
  const started = await npmStart(checkout.path, env)
  running.push(started)
  return started
}

async function signIn(url: string, email: string, password: string): Promise<number> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return response.status
}

async function statusWith(url: string, key: string): Promise<number> {
  return (await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })).status
}

function lineAfter(output: string, word: string): string {
  return new RegExp(`^\\s*${word}\\s+(.+)$`, 'm').exec(output)?.[1] ?? ''
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? ''
}

test('a new user starts it, signs in, calls the API as printed, and finds all data after a restart', async () => {
  const port = String(await freePort())
  const url = `http://localhost:${port}`
  const first = await start({ PORT: port })
  expect(statSync(join(checkout.path, '.dev.vars')).mode & 0o777).toBe(0o600)
  expect(await signIn(url, lineAfter(first.output(), 'Email'), lineAfter(first.output(), 'Password'))).toBe(200)
  expect((await fetch(url)).headers.get('content-security-policy')).toContain("script-src 'self'")

  for (const path of ['/v1/me', '/API/v1/me', '/api', '/healthz/', '/openapi.yaml', '/swagger.json']) {
    const missed = await fetch(url + path, { headers: { accept: 'application/json' } })
    expect([path, missed.status, missed.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json'])
  }
  for (const path of ['/api-keys', '/webhooks', '/event-logs', '/nothing-here']) {
    const page = await fetch(url + path)
    expect([path, page.status, page.headers.get('content-type')?.split(';')[0]]).toEqual([path, 200, 'text/html'])
    // Pages are answered without the Worker, which would have added a request id.
    expect(page.headers.has('x-request-id')).toBe(false)
  }

  const curl = `curl ${lineAfter(first.output(), 'curl')}`
  const curlRun = spawnSync('sh', ['-c', curl], { encoding: 'utf8' })
  // A machine may have no curl; if it has one, the printed command must work unchanged.
  if (curlRun.status !== 127) expect(JSON.parse(curlRun.stdout)).toMatchObject({ credential: { type: 'api_key' } })

  const credentials = JSON.parse(lastLine(npmRun(checkout.path, { PORT: port }, 'bootstrap', '--', '--json').stdout))
  expect(credentials).toMatchObject({ url, adminEmail: 'owner@gatehouse.local' })
  expect(await signIn(url, credentials.adminEmail, credentials.adminPassword)).toBe(200)
  const again = JSON.parse(lastLine(npmRun(checkout.path, { PORT: port }, 'bootstrap', '--', '--json').stdout))
  expect(again.adminPassword).toBeNull()
  expect(again.apiKey).not.toBe(credentials.apiKey)

  await first.end()
  expect(first.output()).not.toContain('ended by itself')
  const second = await start({ PORT: port })
  // The slow steps of a first start are not repeated; the remaining time depends on the machine.
  expect(first.output()).toContain('Applying the database migrations')
  expect(second.output()).not.toMatch(
    /Installing|Made \d+ local secrets|Applying the database|Building the (?:dashboard|Worker)/,
  )
  expect(await Promise.all([credentials.apiKey, again.apiKey].map((key) => statusWith(url, key)))).toEqual([200, 200])
})

test('after a kill -9 the same command works again, with the same data', async () => {
  const port = String(await freePort())
  const killed = await start({ PORT: port })
  const { apiKey } = JSON.parse(lastLine(npmRun(checkout.path, { PORT: port }, 'bootstrap', '--', '--json').stdout))
  killed.killNpm()
  const next = await start({ PORT: port })
  expect(await statusWith(`http://localhost:${port}`, apiKey)).toBe(200)
  await next.end('SIGKILL')
  await start({ PORT: port })
  expect(await statusWith(`http://localhost:${port}`, apiKey)).toBe(200)
})

test('two copies run at the same time and are independent', async () => {
  const envs = await Promise.all(
    ['one', 'two'].map(async (name) => ({ PORT: String(await freePort()), GATEHOUSE_STATE: `.wrangler/${name}` })),
  )
  await Promise.all(envs.map(start))
  const keys = envs.map((env) => {
    const { stdout } = npmRun(checkout.path, env, 'bootstrap', '--', '--json')
    return JSON.parse(lastLine(stdout)).apiKey
  })
  const statuses = envs.map((env, at) =>
    Promise.all([keys[at], keys[1 - at]].map((key) => statusWith(`http://localhost:${env.PORT}`, key))),
  )
  expect(await Promise.all(statuses)).toEqual([
    [200, 401],
    [200, 401],
  ])
})

test('bootstrap without a running copy says how to start one', async () => {
  const { code, stdout } = npmRun(
    checkout.path,
    { PORT: String(await freePort()), GATEHOUSE_STATE: '.wrangler/none' },
    'bootstrap',
  )
  expect(code).toBe(1)
  expect(stdout).not.toContain('sk_live_')
})
