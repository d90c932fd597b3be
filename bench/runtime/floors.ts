import { DurableObject } from 'cloudflare:workers'

/**
 * The least that a Worker can do, piece by piece: what a verified call is measured against. Each is an entrypoint with
 * a socket of its own, so that not even a path has to be looked at.
 */

type FloorsEnv = { COUNTER: DurableObjectNamespace<Counter>; DB: D1Database }

/** As long as what is hashed of a key. */
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
  async fetch(_request: Request, env: FloorsEnv): Promise<Response> {
    const counter = env.COUNTER.get(env.COUNTER.idFromName('floor'))
    return new Response(String(await counter.count()))
  },
}

/** One row read from the database by its primary key. */
export const Read = {
  async fetch(_request: Request, env: FloorsEnv): Promise<Response> {
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
}

export default Bare
