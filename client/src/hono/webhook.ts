import type { Context, MiddlewareHandler } from 'hono'
import { checkSecrets } from '../webhooks/secrets.ts'
import type { Secrets } from '../webhooks/types.ts'
import { verifyWebhook, type WebhookEvent } from '../webhooks/verify.ts'
import { ParsedBodyError, WebhookError } from '../webhooks/webhook-error.ts'

export type HonoWebhookOptions = {
  /** In a Worker secrets are known only with a request: `(c) => c.env.WEBHOOK_SECRET`. */
  secrets: Secrets | ((c: Context) => Secrets)
  toleranceSeconds?: number | undefined
}

/**
 * Lets only genuine webhooks through. Handlers find the event as `c.get('webhook')`. Others get 400.
 *
 * @example app.post('/webhooks', webhook({ secrets: (c) => c.env.WEBHOOK_SECRET }), (c) => c.body(null, 204))
 */
export function webhook<T = unknown>(
  options: HonoWebhookOptions,
): MiddlewareHandler<{ Variables: { webhook: WebhookEvent<T> } }> {
  const { secrets, toleranceSeconds } = options
  if (typeof secrets !== 'function') checkSecrets(secrets)
  return async (c, next) => {
    try {
      const event = await verifyWebhook<WebhookEvent<T>>({
        secrets: typeof secrets === 'function' ? secrets(c) : secrets,
        toleranceSeconds,
        body: await rawBody(c),
        headers: c.req.raw.headers,
      })
      c.set('webhook', event)
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error
      return c.json({ error: error.code, message: error.message }, error.status)
    }
    await next()
  }
}

/** The bytes that arrived. Hono writes a body again that a validator has parsed, which may change it. */
async function rawBody(c: Context): Promise<ArrayBuffer | string> {
  const { bodyCache, raw } = c.req
  if (bodyCache.arrayBuffer || bodyCache.text) return (await (bodyCache.arrayBuffer ?? bodyCache.text)) ?? ''
  if (raw.bodyUsed) throw new ParsedBodyError(', for example by c.req.parseBody() or a validator. Use webhook() first')
  return c.req.arrayBuffer()
}
