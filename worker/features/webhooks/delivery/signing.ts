import { hmac, hmacKey } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toBase64, toHex, utf8 } from '../../../platform/lib/crypto/encoding.ts'

const PREFIX = 'whsec_'

/** A new signing secret: `whsec_` and 32 random bytes in base64 (Standard Webhooks). */
export const newSigningSecret = (): string => PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)))

/** A secret, ready to sign: `standard` signs by its bytes, `plain` by its text as hash_hmac of PHP takes it. */
export type Signer = { standard: CryptoKey; plain: CryptoKey }

/** Makes a secret ready; once for all that it signs. */
export async function signerOf(secret: string): Promise<Signer> {
  const bytes = fromBase64(secret.slice(PREFIX.length))
  if (!bytes) throw new Error('a signing secret is not base64')
  const [standard, plain] = await Promise.all([hmacKey(bytes), hmacKey(utf8(secret))])
  return { standard, plain }
}

/**
 * The headers that let a receiver check an attempt. `signers`: of the current secret first; while a rotation overlaps, of
 * the one before it. A Standard Webhooks signature lists both; the plain one, the hex HMAC-SHA-256 of the body alone,
 * has a header for each.
 * `at`: of this attempt, ms since 1970. `id` stays the same over all attempts.
 */
export async function signatureHeaders(
  id: string,
  at: number,
  body: string,
  signers: readonly Signer[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signed = `${id}.${timestamp}.${body}`
  const [standard, [current, previous]] = await Promise.all([
    Promise.all(signers.map(async (signer) => `v1,${toBase64(await hmac(signer.standard, signed))}`)),
    Promise.all(signers.map(async (signer) => toHex(await hmac(signer.plain, body)))),
  ])
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': standard.join(' '),
    ...(current === undefined ? {} : { 'x-webhook-signature': current }),
    ...(previous === undefined ? {} : { 'x-webhook-signature-previous': previous }),
  }
}
