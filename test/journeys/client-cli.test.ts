import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Gatehouse } from '../../client/src/index.ts'
import { buildClient } from '../../scripts/lib/client-package.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { until } from '../support/until.ts'

let instance: Instance | undefined
let program = ''
const home = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'))
beforeAll(async () => {
  program = join(await buildClient(), 'esm/cli.js')
  instance = await startInstance()
})
afterAll(async () => {
  await instance?.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Starts the program as a shell does, without a terminal. */
function start(args: string[], input = '') {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, HOME: home } })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    output.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.err += chunk
  })
  child.stdin.end(input)
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, output, code }
}

async function run(args: string[], input?: string) {
  const { output, code } = start(args, input)
  return { code: await code, ...output }
}

/** Runs with --json: nothing but one JSON value on stdout, and nothing at all beside it. */
async function runJson(args: string[], input?: string) {
  const { code, out, err } = await run([...args, '--json'], input)
  expect(err, args.join(' ')).toBe('')
  return { code, value: JSON.parse(out) }
}

test('a person signs in, makes a key, checks it and revokes it', async () => {
  expect(await run(['keys', 'list'])).toMatchObject({ code: 2, out: '' })
  const signedIn = await run(['login', '--url', instance?.url ?? ''], instance?.apiKey)
  expect(signedIn).toMatchObject({ code: 0, out: '' })
  const [file = ''] = readdirSync(join(home, '.config/gatehouse'))
  expect(statSync(join(home, '.config/gatehouse', file)).mode & 0o777).toBe(0o600)
  expect((await run(['whoami'])).out).toContain('*')

  const { out: key } = await run(['keys', 'create', '--name', 'Orders', '--scope', 'users:read'])
  expect(key).toMatch(/^sk_live_\S+\n$/)
  const { out: list } = await run(['keys', 'list', '--search', 'Orders'])
  const id = list.split(' ')[0] ?? ''
  expect(id).toMatch(/^key_/)
  expect(await run(['verify', '--scope', 'users:read'], key)).toMatchObject({ code: 0 })
  expect(await run(['verify', '-', '--scope', 'users:write'], key)).toMatchObject({ code: 3 })
  expect((await run(['__complete', '--', 'keys', 'revoke'])).out).toContain(id)
  expect((await run(['keys', 'revoke', id])).out).toBe(`Revoked ${id} (Orders)\n`)
  const refused = await run(['verify'], key)
  expect(refused).toMatchObject({ code: 3, err: 'The key is not valid: revoked\n' })
})

test('with --json stdout is JSON, and nothing else is written anywhere', async () => {
  const created = await runJson(['keys', 'create', '--name', 'Machine', '--scope', 'users:read,data:read'])
  expect(created).toMatchObject({ code: 0, value: { name: 'Machine', scopes: ['users:read', 'data:read'] } })
  const { id, key } = created.value
  expect((await runJson(['keys', 'list'])).value).toContainEqual(expect.objectContaining({ id }))
  expect(await runJson(['verify'], key)).toMatchObject({ code: 0, value: { valid: true } })
  expect(await runJson(['keys', 'revoke', id])).toMatchObject({ code: 0, value: [{ id, status: 'revoked' }] })
  expect(await runJson(['verify'], key)).toMatchObject({ code: 3, value: { valid: false, code: 'revoked' } })
  const event = await runJson(['events', 'publish', 'cli.sent', '--data', '-'], '{"n":1}')
  expect(event).toMatchObject({ code: 0, value: { type: 'cli.sent' } })
  expect((await runJson(['whoami'])).value.scopes).toEqual(['*'])
  const failed = await run(['keys', 'revoke', 'key_nothing', '--json'])
  expect(failed.code).toBe(1)
  expect(JSON.parse(failed.err)).toMatchObject({ status: expect.any(Number), code: expect.any(String) })
})

test('the live log shows what matches its filters until it is stopped', async () => {
  const gatehouse = new Gatehouse({ baseUrl: instance?.url, key: instance?.apiKey })
  const { child, output, code } = start(['logs', 'tail', '--json', '--path', '/event-types'])
  // The stream may open after the first of these calls.
  await until(async () => {
    await gatehouse.listScopes()
    await gatehouse.listEventTypes()
    return output.out.includes('\n')
  })
  child.kill('SIGINT')
  expect(await code).toBe(130)
  const entries = output.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const { endpoint, status } of entries)
    expect({ endpoint, status }).toEqual({ endpoint: '/api/v1/event-types', status: 200 })
  expect(output.err).toBe('')
})
