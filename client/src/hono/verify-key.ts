import type { Context, MiddlewareHandler } from 'hono'
import { keyVerifier, type VerifiedKey, type VerifyKeyOptions } from '../verify/key-verifier.ts'

export type HonoVerifyKeyOptions = VerifyKeyOptions & {
  /**
   * The address of the caller. In a Worker it is known; elsewhere it depends on your proxy. A key that is bound to
   * addresses is refused without it.
   */
  ip?: ((c: Context) => string | undefined) | undefined
}

/**
 * Lets a request through only with a valid key, which handlers find as `c.get('apiKey')`.
 *
 * @example app.use('/v1/*', verifyKey({ baseUrl, key, scopes: ['orders:read'] }))
 */
export function verifyKey(options: HonoVerifyKeyOptions): MiddlewareHandler<{ Variables: { apiKey: VerifiedKey } }> {
  const judge = keyVerifier(options)
  const ipOf = options.ip ?? ipInWorker
  return async (c, next) => {
    const { key, headers, refused } = await judge({
      authorization: c.req.header('authorization'),
      apiKey: c.req.header('x-api-key'),
      ip: ipOf(c),
      method: c.req.method,
      endpoint: c.req.path,
      userAgent: c.req.header('user-agent'),
    })
    if (refused) {
      const all = { ...headers, ...refused.headers, 'content-type': 'application/problem+json' }
      return c.body(JSON.stringify(refused.problem), refused.status, all)
    }
    if (key) c.set('apiKey', key)
    await next()
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
  }
}

/** Only Cloudflare sets `request.cf`. Elsewhere anybody could write the header. */
const ipInWorker = (c: Context): string | undefined =>
  'cf' in c.req.raw && c.req.raw.cf ? c.req.header('cf-connecting-ip') : undefined
