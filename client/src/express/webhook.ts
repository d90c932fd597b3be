import { checkSecrets } from '../webhooks/secrets.ts'
import { type VerifyOptions, verifyWebhook } from '../webhooks/verify.ts'
import { ParsedBodyError, WebhookError } from '../webhooks/webhook-error.ts'
import type { Next, RequestLike, ResponseLike } from './types.ts'

export type ExpressWebhookOptions = VerifyOptions & {
  /** The largest body, in bytes. 1,000,000 by default. */
  maxBytes?: number | undefined
}

/**
 * Lets only genuine webhooks through. Handlers find the event as `res.locals.webhook`. Others get 400.
 * Use it before `express.json()`, after `express.raw()`, or keep the bytes in its `verify` hook as `req.rawBody`.
 *
 * @example app.post('/webhooks', webhook({ secrets }), (req, res) => res.sendStatus(204))
 */
export function webhook(options: ExpressWebhookOptions) {
  const secrets = checkSecrets(options.secrets)
  const { toleranceSeconds, maxBytes = 1_000_000 } = options
  return async (request: RequestLike, response: ResponseLike, next: Next): Promise<void> => {
    try {
      const body = await rawBody(request, maxBytes)
      response.locals.webhook = await verifyWebhook({ secrets, toleranceSeconds, body, headers: request.headers })
    } catch (error) {
      if (!(error instanceof WebhookError)) {
        next(error)
        return
      }
      response.statusCode = error.status
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ error: error.code, message: error.message }))
      return
    }
    next()
  }
}

async function rawBody(request: RequestLike, maxBytes: number): Promise<Uint8Array | string> {
  for (const known of [request.rawBody, request.body]) {
    if (known instanceof Uint8Array || typeof known === 'string') return known
  }
  // At once: a stream that has ended would never answer. Express 4 sets an empty object without having read anything.
  if (request.readableEnded || Object.keys(request.body ?? {}).length > 0) {
    throw new ParsedBodyError(
      ', for example by express.json(). Use webhook() before it, or keep the bytes: express.json({ verify: (req, res, buffer) => { req.rawBody = buffer } })',
    )
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > maxBytes) throw new WebhookError('body_too_large', `The body has more than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  const body = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}
