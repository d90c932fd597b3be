import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type ApiKeyWithSecret, CreateApiKey, type CreateApiKeyInput } from '../../contract/api-keys.ts'
import type { Role } from '../../contract/roles.data.ts'
import { createApiKey } from '../../worker/features/api-keys/keys/create.ts'
import { hashPassword } from '../../worker/features/identity/load-auth.ts'
import worker from '../../worker/index.ts'
import { boundTo } from '../../worker/platform/deps.ts'
import { configOf } from '../../worker/platform/env.ts'
import { newId } from '../../worker/platform/lib/ids.ts'

export const ORIGIN = 'https://gatehouse.test'

type Send = {
  key?: string
  cookie?: string
  body?: unknown
  /** Sent unchanged, instead of a JSON body. */
  raw?: BodyInit
  headers?: Record<string, string>
  env?: Cloudflare.Env
  /** Where it is sent, instead of ORIGIN. */
  origin?: string
}

const pending: ExecutionContext[] = []

/** Waits for all work of calls so far under waitUntil: after that their log entries are in the queue. */
export async function settled(): Promise<void> {
  await Promise.all(pending.splice(0).map((ctx) => waitOnExecutionContext(ctx)))
}

/** One request to the Worker. */
export async function call(method: string, path: string, send: Send = {}): Promise<Response> {
  const headers = new Headers(send.headers)
  if (send.key) headers.set('authorization', `Bearer ${send.key}`)
  if (send.cookie) {
    headers.set('cookie', send.cookie)
    if (!headers.has('origin')) headers.set('origin', ORIGIN)
  }
  let body = send.raw
  if (send.body !== undefined) {
    body = JSON.stringify(send.body)
    headers.set('content-type', 'application/json')
  }
  const ctx = createExecutionContext()
  const request = new Request<unknown, IncomingRequestCfProperties>(`${send.origin ?? ORIGIN}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  })
  const response = await worker.fetch(request, send.env ?? env, ctx)
  pending.push(ctx)
  return response
}

/** The same, returning the JSON body. */
export async function json<T>(method: string, path: string, send: Send = {}): Promise<T> {
  return (await call(method, path, send)).json<T>()
}

const PASSWORD = 'correct horse battery'
let passwordHash: Promise<string> | undefined

export type TestOrg = {
  organizationId: string
  userId: string
  email: string
  password: string
  /** A key with every scope and no limits. */
  key: string
  keyId: string
}

/** A new organization for this test, with one member and one key that may do everything. */
export async function newTestOrg(role: Role = 'owner', options: { withKey?: boolean } = {}): Promise<TestOrg> {
  const now = Date.now()
  const organizationId = newId('org', now)
  const userId = newId('usr', now)
  const email = `${userId}@example.com`
  passwordHash ??= hashPassword(PASSWORD)
  await env.DB.batch([
    env.DB.prepare('INSERT INTO organizations (id, name, slug, created_at) VALUES (?, ?, ?, ?)').bind(
      organizationId,
      'Test organization',
      organizationId,
      now,
    ),
    env.DB.prepare('INSERT INTO users (id, name, email, created_at, updated_at) VALUES (?, ?, ?, ?, ?)').bind(
      userId,
      'Tess Tester',
      email,
      now,
      now,
    ),
    env.DB.prepare(
      `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
       VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
    ).bind(newId('acc', now), userId, userId, await passwordHash, now, now),
    env.DB.prepare('INSERT INTO members (organization_id, user_id, id, role, created_at) VALUES (?, ?, ?, ?, ?)').bind(
      organizationId,
      userId,
      newId('mbr', now),
      role,
      now,
    ),
  ])
  const org = { organizationId, userId, email, password: PASSWORD, key: '', keyId: '' }
  if (options.withKey === false) return org
  // Calls the verb directly: a sign-in takes a tenth of a second of CPU, and most tests need none.
  const made = await createApiKey(
    { ...boundTo(env), config: await configOf(env), now, waitUntil: (work) => void work },
    {
      type: 'session',
      sessionId: newId('ses', now),
      role,
      user: { id: userId, name: 'Tess Tester', email },
      organization: { id: organizationId, name: 'Test organization', plan: 'enterprise' },
      scopes: ['*'],
      ip: null,
      requestId: crypto.randomUUID(),
    },
    CreateApiKey.parse({ name: 'Everything', scopes: ['*'], rateLimit: {} }),
    async () => [],
  )
  return { ...org, key: made.key, keyId: made.id }
}

/** An address of a network of its own: so a file may sign in more often than one network may in a minute. */
function someAddress(): string {
  const [one = 0, two = 0] = crypto.getRandomValues(new Uint16Array(2))
  return `2001:db8:${one.toString(16)}:${two.toString(16)}::1`
}

/** Signs in and returns the cookie. */
export async function signIn(org: { email: string; password: string }): Promise<string> {
  const response = await call('POST', '/api/auth/sign-in/email', {
    body: { email: org.email, password: org.password },
    headers: { origin: ORIGIN, 'cf-connecting-ip': someAddress() },
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`)
  return cookie
}

/** Creates a key; throws with the answer if it was not created. */
export async function createKey(
  by: { key?: string; cookie?: string },
  input: Partial<CreateApiKeyInput> = {},
): Promise<ApiKeyWithSecret> {
  const response = await call('POST', '/api/v1/api-keys', {
    ...by,
    body: { name: 'A key', scopes: ['users:read'], ...input },
  })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<ApiKeyWithSecret>()
}

const UNWRAP = Symbol('the statement behind a watched one')

export type Counts = { queries: number; objectCalls: number; messages: number }

/** The environment with real bindings that are counted, and optionally slowed down. */
export function watchedEnv(delayMs = 0): { env: Cloudflare.Env; counts: Counts } {
  const counts: Counts = { queries: 0, objectCalls: 0, messages: 0 }
  const wait = () => (delayMs > 0 ? scheduler.wait(Math.random() * delayMs) : Promise.resolve())
  const slow = <T extends object>(target: T, methods: string[], count: (method: string) => void): T =>
    new Proxy(target, {
      get(object, property) {
        const value = Reflect.get(object, property, object)
        if (typeof value !== 'function') return value
        if (typeof property !== 'string' || !methods.includes(property)) return value.bind(object)
        return async (...input: unknown[]) => {
          count(property)
          await wait()
          const output = await Reflect.apply(value, object, input)
          await wait()
          return output
        }
      },
    })
  const statement = (one: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(one, {
      get(object, property) {
        if (property === UNWRAP) return object
        if (property === 'bind') return (...values: unknown[]) => statement(object.bind(...values))
        const watched = slow(object, ['run', 'all', 'first', 'raw'], () => counts.queries++)
        return Reflect.get(watched, property, watched)
      },
    })
  const DB = new Proxy(env.DB, {
    get(object, property) {
      if (property === 'prepare') return (text: string) => statement(object.prepare(text))
      if (property === 'batch') {
        // The runtime does not accept a proxied statement, so batches are only counted and slowed as a whole.
        return async (statements: D1PreparedStatement[]) => {
          counts.queries += statements.length
          await wait()
          return object.batch(statements.map((one) => Reflect.get(one, UNWRAP) ?? one))
        }
      }
      return Reflect.get(object, property, object)
    },
  })
  const CREDENTIAL_GUARD = new Proxy(env.CREDENTIAL_GUARD, {
    get(object, property) {
      if (property === 'get') {
        return (id: DurableObjectId) =>
          slow(object.get(id), ['admit', 'admitBriefly', 'reload', 'left'], () => counts.objectCalls++)
      }
      const value = Reflect.get(object, property, object)
      return typeof value === 'function' ? value.bind(object) : value
    },
  })
  const REQUEST_LOGS = slow(env.REQUEST_LOGS, ['send'], () => counts.messages++)
  return { env: { ...env, DB, CREDENTIAL_GUARD, REQUEST_LOGS }, counts }
}
