import { isSigned, keysOf } from './secrets.ts'
import type { Secrets } from './types.ts'
import { ParsedBodyError, WebhookError } from './webhook-error.ts'

/** An event as it arrives, unless the webhook transforms it. Process each `id` only once. */
export type WebhookEvent<T = unknown> = {
  id: string
  type: string
  timestamp: string
  environment: 'live' | 'test'
  data: T
}

/** `Headers`, or an object like that of Node.js. */
export type HeadersLike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

export type VerifyOptions = {
  secrets: Secrets
  /** How old or how far ahead of our clock a signature may be. 300 by default. */
  toleranceSeconds?: number | undefined
}

type Verification = VerifyOptions & {
  /** The bytes as they arrived. A text is taken as UTF-8. */
  body: string | ArrayBuffer | Uint8Array
  headers: HeadersLike
  /** When it arrived, in ms. Now by default. */
  now?: number | undefined
}

/**
 * Checks the signature of a webhook (Standard Webhooks) and returns its event.
 *
 * @throws WebhookError if it is not genuine or not recent; ParsedBodyError if the body is not the bytes that arrived;
 *   TypeError if a secret is missing or malformed
 */
export async function verifyWebhook<T = WebhookEvent>(given: Verification): Promise<T> {
  const { secrets, body, headers, toleranceSeconds = 300, now = Date.now() } = given
  const bytes = bytesOf(body)
  const keys = await keysOf(secrets)
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`),
  )
  if (!id || !timestamp || !signature) {
    throw new WebhookError('header_missing', 'webhook-id, webhook-timestamp or webhook-signature is missing.')
  }
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('timestamp_invalid', 'webhook-timestamp is not a number.')
  if (!(await isSigned(keys, signature, `${id}.${timestamp}.`, bytes))) {
    throw new WebhookError('signature_invalid', 'No signature matches. Is this the secret of this webhook?')
  }
  const age = now / 1000 - Number(timestamp)
  if (Math.abs(age) > toleranceSeconds) {
    const how = age > 0 ? `${Math.round(age)} s old` : `${Math.round(-age)} s ahead of the clock of this machine`
    throw new WebhookError('timestamp_out_of_tolerance', `The webhook is ${how}.`)
  }
  return parse(new TextDecoder().decode(bytes), headerOf(headers, 'content-type'))
}

function bytesOf(body: unknown): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return body
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  // An ArrayBuffer or a view of another realm, such as that of a test runner.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body as ArrayBuffer)
  throw new ParsedBodyError(`: it is ${body === null || body === undefined ? 'missing' : `a parsed ${typeof body}`}`)
}

function headerOf(headers: HeadersLike, name: string): string | undefined {
  if (typeof (headers as Headers).get === 'function') return (headers as Headers).get(name) ?? undefined
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name) return Array.isArray(value) ? value[0] : value
  }
  return undefined
}

function parse(text: string, contentType = '') {
  try {
    const isForm = contentType.startsWith('application/x-www-form-urlencoded')
    return JSON.parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text)
  } catch {
    throw new WebhookError('body_invalid', 'The body is not JSON.')
  }
}
