import { keyVerifier, type VerifyKeyOptions } from '../verify/key-verifier.ts'
import { headerOf, type Next, type RequestLike, type ResponseLike } from './types.ts'

export type ExpressVerifyKeyOptions<Req extends RequestLike = RequestLike> = VerifyKeyOptions & {
  /** The address of the caller. By default `req.ip`, which follows the setting `trust proxy`. */
  ip?: ((request: Req) => string | undefined) | undefined
}

/**
 * Lets a request through only with a valid key, which handlers find as `res.locals.apiKey`.
 *
 * @example app.use('/v1', verifyKey({ baseUrl, key, scopes: ['orders:read'] }))
 */
export function verifyKey<Req extends RequestLike = RequestLike>(options: ExpressVerifyKeyOptions<Req>) {
  const judge = keyVerifier(options)
  const { ip = (request: Req) => request.ip } = options
  return async (request: Req, response: ResponseLike, next: Next): Promise<void> => {
    try {
      const { key, headers, refused } = await judge({
        authorization: headerOf(request, 'authorization'),
        apiKey: headerOf(request, 'x-api-key'),
        ip: ip(request),
        method: request.method ?? 'GET',
        endpoint: pathOf(request.originalUrl ?? request.url ?? '/'),
        userAgent: headerOf(request, 'user-agent'),
      })
      for (const [name, value] of Object.entries({ ...headers, ...refused?.headers })) response.setHeader(name, value)
      if (refused) {
        response.statusCode = refused.status
        response.setHeader('content-type', 'application/problem+json')
        response.end(JSON.stringify(refused.problem))
        return
      }
      if (key) response.locals.apiKey = key
    } catch (error) {
      // Express 4 does not wait for promises.
      next(error)
      return
    }
    next()
  }
}

const pathOf = (url: string): string => url.replace(/[?#].*$/, '')
