import { hmac, hmacKey } from '../lib/crypto.ts'
import { fromBase64, toBase64, toHex, utf8 } from '../lib/encoding.ts'

const PREFIX = 'whsec_'

/** A new signing secret: `whsec_` and 32 random bytes in base64 (Standard Webhooks). */
export const newSigningSecret = (): string => PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)))

/** The base64 HMAC-SHA-256 that Standard Webhooks asks for, of `id.timestamp.body`. */
async function standardSignature(secret: string, signed: string): Promise<string> {
  const bytes = fromBase64(secret.slice(PREFIX.length))
  if (!bytes) throw new Error('a signing secret is not base64')
  return `v1,${toBase64(await hmac(await hmacKey(bytes), signed))}`
}

/** The hex HMAC-SHA-256 of the body alone; its key is the whole secret as text, as `hash_hmac` of PHP takes it. */
const plainSignature = async (secret: string, body: string): Promise<string> =>
  toHex(await hmac(await hmacKey(utf8(secret)), body))

/**
 * The headers that let a receiver check an attempt. `secrets`: the current one first; while a rotation overlaps, the
 * one before it. A Standard Webhooks signature lists both; the plain one has a header for each.
 * `at`: of this attempt, ms since 1970. `id` stays the same over all attempts.
 */
export async function signatureHeaders(
  id: string,
  at: number,
  body: string,
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signed = `${id}.${timestamp}.${body}`
  const standard = await Promise.all(secrets.map((secret) => standardSignature(secret, signed)))
  const [current, previous] = await Promise.all(secrets.map((secret) => plainSignature(secret, body)))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': standard.join(' '),
    ...(current === undefined ? {} : { 'x-webhook-signature': current }),
    ...(previous === undefined ? {} : { 'x-webhook-signature-previous': previous }),
  }
}
