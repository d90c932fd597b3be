import { type VerifyOptions, verifyWebhook, type WebhookEvent } from './verify.ts'
import { ParsedBodyError } from './webhook-error.ts'

/**
 * Reads a `Request` (Workers, Deno, Bun, Next.js), checks its signature and returns its event.
 *
 * @throws as `verifyWebhook`; ParsedBodyError if the body was read before
 */
export async function verifyRequest<T = WebhookEvent>(request: Request, options: VerifyOptions): Promise<T> {
  if (request.bodyUsed) throw new ParsedBodyError(', for example by request.json(). Check it first')
  return verifyWebhook<T>({ ...options, body: await request.arrayBuffer(), headers: request.headers })
}
