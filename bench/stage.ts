import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  convertV4MiniflareOptions,
  type LegacyWorkerOptions,
  Log,
  LogLevel,
  Miniflare,
  type V4WorkerOptions,
} from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from 'wrangler'
import { ROOT } from '../scripts/lib/settings.ts'
import { bundleProduct, type Module } from './bundle.ts'
import { childRunning } from './cpu.ts'

/** The settings of a new key; the API lists all of them. */
type KeySettings = {
  name: string
  rateLimit: { perMinute: number | null; perHour: number | null; perDay: number | null }
  consistency?: 'edge' | 'strict'
  scopes?: string[]
}

/** Where the Worker under test and the baselines listen. */
export type Stage = {
  miniflare: Miniflare
  /** The process of the runtime; null if the system does not report it. */
  pid: number | null
  /** Creates a key, and returns its text. */
  makeKey: (settings: KeySettings) => Promise<string>
  portOf: (worker: string, entrypoint?: string) => Promise<number>
  /** The version of workerd. */
  runtime: string
  stop: () => Promise<void>
}

/** The content of wrangler.toml, except for the path of the code. */
export type Config = Omit<
  LegacyWorkerOptions,
  'script' | 'scriptPath' | 'modules' | 'modulesRoot' | 'modulesRules' | 'assets' | 'rootPath'
>
/** `product` are the files of the Worker, the entry first; `scratch` is a directory for other Workers. */
type WithProduct = (
  config: Config,
  product: Module[],
  scratch: string,
) => V4WorkerOptions[] | Promise<V4WorkerOptions[]>

const SETUP_TOKEN = 'bench-setup-token'
const ORIGIN = 'http://gatehouse.example'
const SCOPES = ['api-keys:read', 'webhooks:read', 'webhooks:write', 'events:write']
/** Further fields of a webhook that subscribes to everything. */
const READ_EVENTS = ['alerts:read', 'records:read', 'modules:read', 'events:read']

/**
 * Starts the built Worker, as it is deployed, in one runtime with the other Workers that `workers` makes. Database, queues and objects are those of wrangler.toml, new and empty. The sockets belong to the
 * runtime, because the proxy of `wrangler dev` is slower than what is measured. `inspector`: whether isolates can be
 * inspected.
 */
export async function setStage(workers: WithProduct, { inspector = false } = {}): Promise<Stage> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      // Otherwise it asks the network for an example of the data that Cloudflare adds to a request.
      cf: false,
      ...(inspector ? { inspectorPort: 0 } : {}),
      log: new Log(LogLevel.ERROR),
      workers: await inTemporaryDirectory(async (scratch) =>
        workers(readConfig(scratch), await bundleProduct(), scratch),
      ),
    }),
  )
  try {
    await miniflare.ready
    await migrate(miniflare)
    const portOf = async (worker: string, entrypoint?: string) =>
      Number((await miniflare.unsafeGetDirectURL(worker, entrypoint)).port)
    const makeKey = await setUp(`http://127.0.0.1:${await portOf('gatehouse')}`)
    const stop = () => miniflare.dispose()
    return { miniflare, pid: childRunning('workerd'), makeKey, portOf, runtime: runtimeVersion(), stop }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}

async function inTemporaryDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    return await work(directory)
  } finally {
    process.off('exit', remove)
    remove()
  }
}

function runtimeVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/workerd/package.json'), 'utf8'),
  )
  return version
}

/** The Worker under test as configured, with its own secrets; `changes` replaces parts of the configuration. */
export function gatehouse(
  name: string,
  config: Config,
  modules: Module[],
  changes: Partial<Config> = {},
): V4WorkerOptions {
  return {
    ...config,
    ...changes,
    name,
    modules,
    bindings: { ...SECRETS, KEY_PREFIX: 'sk', GATEHOUSE_ENV: 'local', SETUP_TOKEN },
    unsafeDirectSockets: [{ host: '127.0.0.1' }],
  }
}

/** The same Worker again, in its own isolate, with the objects of the one named `gatehouse`. */
export function borrower(name: string, config: Config, modules: Module[]): V4WorkerOptions {
  const borrowed = Object.entries(config.durableObjects ?? {}).map(([binding, object]) => {
    const className = typeof object === 'string' ? object : object.className
    return [binding, { className, scriptName: 'gatehouse', useSQLite: true }]
  })
  return gatehouse(name, config, modules, { queueConsumers: {}, durableObjects: Object.fromEntries(borrowed) })
}

const SECRETS = {
  KEY_PEPPERS: `1:${randomBytes(32).toString('base64')}`,
  DATA_KEYS: `1:${randomBytes(32).toString('base64')}`,
  AUTH_SECRET: randomBytes(32).toString('base64url'),
}

/** A module of runtime/ that imports only the product, as the runtime reads it. */
export function ownModule(name: string): Module {
  const source = readFileSync(new URL(`./runtime/${name}.ts`, import.meta.url), 'utf8')
  return { type: 'ESModule', path: `${name}.js`, contents: stripTypeScriptTypes(source) }
}

function readConfig(directory: string): Config {
  // From a copy: next to the original are the secrets of this machine, which must not be used here.
  const copy = join(directory, 'wrangler.toml')
  copyFileSync(join(ROOT, 'wrangler.toml'), copy)
  const {
    modulesRules: _rules,
    assets: _assets,
    rootPath: _path,
    ...config
  } = unstable_getMiniflareWorkerOptions(copy).workerOptions
  return config as Config
}

async function migrate(miniflare: Miniflare): Promise<void> {
  const db = await miniflare.getD1Database('DB', 'gatehouse')
  const directory = join(ROOT, 'migrations')
  const files = readdirSync(directory).filter((name) => name.endsWith('.sql'))
  for (const file of files.sort()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(directory, file), 'utf8'))
    await db.batch(statements.map((statement) => db.prepare(statement)))
  }
}

/** Creates the first organization and its first key, which then creates others. */
async function setUp(url: string): Promise<Stage['makeKey']> {
  await post(`${url}/api/v1/setup`, null, {
    setupToken: SETUP_TOKEN,
    organizationName: 'Bench',
    name: 'Bench',
    email: 'bench@gatehouse.example',
    password: randomBytes(16).toString('hex'),
  })
  const { key: first = '' } = await post(`${url}/api/v1/setup/key`, null, { setupToken: SETUP_TOKEN, name: 'First' })
  return async (settings) => {
    const { key } = await post(`${url}/api/v1/api-keys`, first, {
      scopes: [...SCOPES, ...READ_EVENTS],
      ...settings,
    })
    if (!key) throw new Error('no key was made')
    return key
  }
}

/** All three limits, so high that no call of a run is denied. */
const FAR_LIMITS = { perMinute: 1_000_000, perHour: 50_000_000, perDay: 1_000_000_000 }

/** A key of each kind without an effective limit. */
export async function freeKeys({ makeKey }: Stage): Promise<{ edge: string; strict: string }> {
  const make = (consistency: 'edge' | 'strict') =>
    makeKey({ name: `Bench, ${consistency}`, rateLimit: FAR_LIMITS, consistency, scopes: SCOPES })
  return { edge: await make('edge'), strict: await make('strict') }
}

/** A POST with a JSON body; throws with the answer if it was refused. */
export async function call<T>(url: string, key: string | null, body: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGIN,
      'cf-connecting-ip': '203.0.113.7',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

const post = call<{ key?: string }>
