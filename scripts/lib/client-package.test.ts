import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildClient } from './client-package.ts'
import { ROOT } from './settings.ts'

const run = promisify(execFile)
const project = mkdtempSync(join(tmpdir(), 'gatehouse-client-'))
const packed = join(project, 'node_modules/@gatehouse/client')

/** Answers every call with what it was asked. */
let server: Server | undefined
let url = ''

beforeAll(async () => {
  const directory = await buildClient()
  const { stdout } = await run('npm', ['pack', directory, '--json', '--offline', '--pack-destination', project])
  const [{ filename }] = JSON.parse(stdout)
  mkdirSync(packed, { recursive: true })
  await run('tar', ['-xzf', join(project, filename), '-C', packed, '--strip-components', '1'])
  server = createServer(({ method, url: path, headers }, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method, path, authorization: headers.authorization }))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server?.close()
  rmSync(project, { recursive: true, force: true })
})

const use = `
  const gatehouse = new Gatehouse({ baseUrl: process.argv[2], key: 'sk_1' })
  gatehouse.getApiKey({ id: 'key_1' }).then((key) => console.log(JSON.stringify(key)))
  if (typeof verifyWebhook !== 'function' || typeof verifyKey !== 'function') throw new Error('an entry is empty')
`
const names = { index: 'Gatehouse', webhooks: 'verifyWebhook', express: 'verifyKey' }
const specifier = (name: string) => `'@gatehouse/client${name === 'index' ? '' : `/${name}`}'`
const lines = (line: (name: string, module: string) => string) =>
  Object.entries(names)
    .map(([module, name]) => line(name, specifier(module)))
    .join('\n')

describe('the packed client', () => {
  test.each([
    ['main.mjs', lines((name, module) => `import { ${name} } from ${module}`)],
    ['main.cjs', lines((name, module) => `const { ${name} } = require(${module})`)],
  ])('runs in %s', async (file, imports) => {
    writeFileSync(join(project, file), `${imports}\n${use}`)
    const { stdout } = await run(process.execPath, [join(project, file), url])
    expect(JSON.parse(stdout)).toEqual({ method: 'GET', path: '/api/v1/api-keys/key_1', authorization: 'Bearer sk_1' })
  })

  test('has types for import and require, without any package of its users', async () => {
    const typed = `${lines((name, module) => `import { ${name} } from ${module}`)}
      const gatehouse = new Gatehouse({ baseUrl: '/', key: 'sk_1' })
      export const names: Promise<string[]> = gatehouse.listApiKeys({ limit: 5 }).then(({ data }) => data.map((one) => one.name))
      // @ts-expect-error there is no such status
      void gatehouse.listApiKeys({ status: 'gone' })
      export const middleware = [verifyKey({ gatehouse }), verifyWebhook]
    `
    for (const file of ['types.mts', 'types.cts']) writeFileSync(join(project, file), typed)
    const options = {
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    }
    const config = { compilerOptions: options, include: ['types.mts', 'types.cts'] }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    // The output says what is wrong.
    const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch((error) => error)
    expect(stdout).toBe('')
  })

  test('has the command line', async () => {
    const { stdout, stderr } = await run(process.execPath, [join(packed, 'esm/cli.js'), '--help'])
    expect(stdout).toContain('gatehouse logs tail')
    expect(stderr).toBe('')
  })

  test('has no dependencies, no sources and no tests', async () => {
    const { default: manifest } = await import(join(packed, 'package.json'), { with: { type: 'json' } })
    expect(manifest).toMatchObject({
      name: '@gatehouse/client',
      engines: { node: '>=20' },
      bin: { gatehouse: './esm/cli.js' },
    })
    expect(manifest).not.toHaveProperty('dependencies')
    expect(manifest).not.toHaveProperty('private')
    const files = readdirSync(packed, { recursive: true, encoding: 'utf8' })
    expect(files).toContain('README.md')
    expect(files).toContain('LICENSE')
    expect(files.filter((file) => /(?<!\.d)\.ts$|test/.test(file))).toEqual([])
  })
})
