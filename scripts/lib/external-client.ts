import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Gatehouse } from '../../client/src/index.ts'
import { type Instance, startInstance } from '../../test/support/instance.ts'
import { ensureChromium } from '../chromium.ts'
import { buildClient } from './client-package.ts'
import { freePort } from './ports.ts'
import { startInGroup } from './process-group.mjs'
import { say } from './say.ts'
import { ROOT, UserError } from './settings.ts'

const SCRATCH = join(ROOT, '.local/external/client')
const FIXTURES = join(ROOT, 'test/external/client')

type Project = { directory: string; instance: Instance; env: Record<string, string> }

/** What is done in each project after the packed client was installed and the types were checked. */
const PROJECTS: Record<string, (project: Project) => Promise<void>> = {
  'node-esm': async (project) => inProject(project, 'node_modules/node/bin/node', 'built/main.js'),
  'node-cjs': async (project) => inProject(project, 'node_modules/node/bin/node', 'built/main.cjs'),
  express: async (project) => inProject(project, process.execPath, 'built/main.js'),
  worker: useWorker,
  'vite-react': useReact,
}

/** Installs the packed client into fresh projects, type-checks them and runs them against a running instance. */
export async function checkClient(): Promise<boolean> {
  const directory = await buildClient()
  rmSync(SCRATCH, { recursive: true, force: true })
  mkdirSync(SCRATCH, { recursive: true })
  const { filename } = JSON.parse(capture('npm', ['pack', directory, '--json', '--pack-destination', SCRATCH], ROOT))[0]
  const instance = await startInstance()
  let failed = 0
  try {
    for (const [name, use] of Object.entries(PROJECTS)) {
      const project = {
        directory: join(SCRATCH, name),
        instance,
        env: { GATEHOUSE_URL: instance.url, GATEHOUSE_KEY: instance.apiKey },
      }
      try {
        cpSync(join(FIXTURES, name), project.directory, { recursive: true })
        inProject(project, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', join(SCRATCH, filename))
        inProject(project, process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.')
        await use(project)
        say(`${name}: passed`)
      } catch (error) {
        failed++
        say(`${name}: FAILED. ${error instanceof Error ? error.message : error}`)
      }
    }
  } finally {
    await instance.stop()
  }
  return failed === 0
}

/** The Worker runs in the local runtime. It checks keys, calls the API and verifies a real delivery. */
async function useWorker(project: Project): Promise<void> {
  const { instance, directory, env } = project
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const gatehouse = new Gatehouse({ baseUrl: instance.url, key: instance.apiKey })
  const created = await gatehouse.createWebhook({
    body: { name: 'Worker', url: `${url}/webhooks`, events: ['external.*'], sendTest: false },
  })
  const vars = Object.entries({ ...env, WEBHOOK_SECRET: created.secret }).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ])
  const run = startInGroup(
    process.execPath,
    [
      join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
      'dev',
      '--port',
      String(port),
      '--inspector-port',
      '0',
      ...vars,
    ],
    { cwd: directory, stdout: 'ignore', stderr: 'ignore' },
  )
  try {
    const scopes = await eventually(() => fetch(`${url}/scopes`).then((answer) => answer.text()))
    check('the scopes of the Worker', scopes, '["*"]')
    const { id, key } = await gatehouse.createApiKey({ body: { name: 'Worker', scopes: ['users:read'] } })
    const call = () => fetch(`${url}/v1/users`, { headers: { authorization: `Bearer ${key}` } })
    check('what the Worker answers to the key', await (await call()).text(), JSON.stringify({ keyId: id }))
    await gatehouse.revokeApiKey({ id, body: {} })
    check('the status with a revoked key', (await call()).status, 401)
    await gatehouse.publishEvent({ body: { type: 'external.worker', data: {} } })
    const delivery = await eventually(async () => {
      const { data } = await gatehouse.listDeliveries({ id: created.id })
      return data.find((one) => one.responseStatus !== null)
    })
    check('the answer to a delivery', delivery.responseStatus, 200)
  } finally {
    await run.stop()
  }
}

/** The page lists keys, creates one, and shows it because the list is read again. */
async function useReact(project: Project): Promise<void> {
  const { directory, env } = project
  inProject(project, process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn')
  const port = await freePort()
  const run = startInGroup(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'preview', '--port', String(port), '--strictPort', '--host', '127.0.0.1'],
    { cwd: directory, env: { ...process.env, ...env }, stdout: 'ignore' },
  )
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    await eventually(() => fetch(`http://127.0.0.1:${port}`).then((answer) => answer.ok))
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${port}`)
    await page.getByText('1 pages').waitFor()
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('listitem').filter({ hasText: 'From React' }).waitFor()
  } finally {
    await browser.close()
    await run.stop()
  }
}

function inProject({ directory, env }: Project, command: string, ...args: string[]): void {
  const path = command.startsWith('node_modules/') ? join(directory, command) : command
  const { status } = spawnSync(path, args, { cwd: directory, stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) throw new UserError(`This failed: ${command} ${args.join(' ')}`)
}

function capture(command: string, args: string[], cwd: string): string {
  const { status, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) throw new UserError(`This failed: ${command} ${args.join(' ')}`)
  return stdout
}

/** Repeats until there is a result, for a minute. */
async function eventually<T>(look: () => Promise<T>): Promise<NonNullable<T>> {
  for (const end = Date.now() + 60_000; ; ) {
    const found = await look().catch(() => null)
    if (found) return found
    if (Date.now() > end) throw new UserError('This did not happen within a minute')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function check(what: string, is: unknown, wanted: unknown): void {
  if (is !== wanted) throw new UserError(`${what}: ${is} in place of ${wanted}`)
}
