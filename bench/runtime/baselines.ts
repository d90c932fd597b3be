import { DurableObject } from 'cloudflare:workers'

/**
 * The minimum that a Worker can do, in separate steps: a verified call is compared with these. Each is an entrypoint
 * with its own socket, so that no path has to be looked up.
 */

type BaselinesEnv = { COUNTER: DurableObjectNamespace<Counter>; DB: D1Database }

/** As long as the text that is hashed for a key. */
const KEY_LENGTH_TEXT = `sk_live_${'0123456789'}${'abcdefghijklmnopqrstuvwxyz012345'}`
const encoder = new TextEncoder()
let hmacKey: ReturnType<typeof crypto.subtle.importKey> | undefined

/** Answers, and does nothing else. */
export const Bare = { fetch: () => new Response('ok') }

/** One HMAC-SHA-256 over as many characters as a key has. */
export const Hmac = {
  async fetch(): Promise<Response> {
    hmacKey ??= crypto.subtle.importKey('raw', new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const mac = await crypto.subtle.sign('HMAC', await hmacKey, encoder.encode(KEY_LENGTH_TEXT))
    return new Response(String(mac.byteLength))
  },
}

/** One call of an object that counts in memory. */
export const Hop = {
  async fetch(_request: Request, env: BaselinesEnv): Promise<Response> {
    const counter = env.COUNTER.get(env.COUNTER.idFromName('baseline'))
    return new Response(String(await counter.count()))
  },
}

/**
 * A key checked by its HMAC alone: read from the request, hashed, and answered with a body of the same length as ours.
 * No limit, no lease, no log: the minimum for checking a key.
 */
export const HmacAlone = {
  async fetch(request: Request): Promise<Response> {
    await hashKey(request)
    return answer(1)
  },
}

/** The same, plus one object call that counts. */
export const HopAlone = {
  async fetch(request: Request, env: BaselinesEnv): Promise<Response> {
    await hashKey(request)
    const counter = env.COUNTER.get(env.COUNTER.idFromName('baseline'))
    return answer(await counter.count())
  },
}

/**
 * A hashed key, and an object call with a short text each way: the minimum for a Worker that asks an object about each
 * call.
 */
export const HashHop = {
  async fetch(request: Request, env: BaselinesEnv): Promise<Response> {
    await hashKey(request)
    const counter = env.COUNTER.get(env.COUNTER.idFromName('baseline'))
    const reply = await counter.echo(ASKED)
    return new Response(String(reply.length))
  },
}

/** As long as a question to the guard of a key, and its answer. */
const ASKED = 'k'.repeat(60)
const TOLD = '-1 0 1000000 999000 60000 1 50000000 49999000 3600000 2 1000000000 999999000 86400000'

async function hashKey(request: Request): Promise<void> {
  hmacKey ??= crypto.subtle.importKey('raw', new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const key = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
  await crypto.subtle.sign('HMAC', await hmacKey, encoder.encode(key))
}

const WINDOWS = [
  { window: 'minute', limit: 1_000_000, seconds: 60 },
  { window: 'hour', limit: 50_000_000, seconds: 3600 },
  { window: 'day', limit: 1_000_000_000, seconds: 86_400 },
]
const headers = new Headers({
  'Content-Type': 'application/json',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'RateLimit-Policy': WINDOWS.map(({ window, limit, seconds }) => `"${window}";q=${limit};w=${seconds}`).join(', '),
})

/** An answer like that of `GET /api/v1/me`. */
function answer(calls: number): Response {
  const limits = WINDOWS.map(({ window, limit, seconds }) => ({
    window,
    limit,
    remaining: limit - calls,
    resetSeconds: seconds,
  }))
  headers.set('X-Request-Id', `req_${String(calls).padStart(26, '0')}`)
  headers.set(
    'RateLimit',
    limits.map(({ window, remaining, resetSeconds }) => `"${window}";r=${remaining};t=${resetSeconds}`).join(', '),
  )
  const body = {
    credential: { type: 'api_key', id: 'key_01k9x00000000000000000000', name: 'Bench, edge', environment: 'live' },
    user: null,
    role: null,
    scopes: ['api-keys:read', 'webhooks:read', 'events:write'],
    organization: { id: 'org_01k9x00000000000000000000', name: 'Bench', plan: 'enterprise' },
    limits,
    credits: null,
  }
  return new Response(JSON.stringify(body), { status: 200, headers })
}

/** One row read from the database by its primary key. */
export const Read = {
  async fetch(_request: Request, env: BaselinesEnv): Promise<Response> {
    const row = await env.DB.prepare('SELECT claimed_at FROM installation WHERE id = ?').bind(1).first('claimed_at')
    return new Response(String(row))
  },
}

export class Counter extends DurableObject {
  #calls = 0

  count(): number {
    this.#calls++
    return this.#calls
  }

  echo(_asked: string): string {
    this.#calls++
    return TOLD
  }
}

export default Bare
