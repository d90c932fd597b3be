/**
 * The minimum for receiving a webhook and keeping it: the HMAC of the body is checked, and one row is written to D1.
 */

type BareEnv = { DB: D1Database; SECRET: string }

const encoder = new TextEncoder()
let key: ReturnType<typeof crypto.subtle.importKey> | undefined

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

export default {
  async fetch(request: Request, env: BareEnv): Promise<Response> {
    const body = await request.arrayBuffer()
    key ??= crypto.subtle.importKey('raw', encoder.encode(env.SECRET), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ])
    const expected = encoder.encode(`sha256=${hexOf(await crypto.subtle.sign('HMAC', await key, body))}`)
    const given = encoder.encode(request.headers.get('x-hub-signature-256') ?? '')
    if (given.length !== expected.length || !crypto.subtle.timingSafeEqual(given, expected)) {
      return new Response('wrong', { status: 401 })
    }
    const text = new TextDecoder().decode(body)
    const { number } = JSON.parse(text) as { number: string }
    await env.DB.prepare('INSERT INTO bare_requests (id, number, body) VALUES (?, ?, ?)')
      .bind(crypto.randomUUID(), number, text)
      .run()
    return Response.json({ ok: true })
  },
}
