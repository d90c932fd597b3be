import { hmac, hmacKey } from '../../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toBase64, toHex, utf8 } from '../../../../platform/lib/crypto/encoding.ts'

const PREFIX = 'whsec_'

/** A new signing secret: `whsec_` and 32 random bytes in base64 (Standard Webhooks). */
export const newSigningSecret = (): string => PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)))

/** The keys of a secret: `standard` uses its decoded bytes, `plain` its text, as PHP's hash_hmac does. */
export type Signer = { standard: CryptoKey; plain: CryptoKey }

/** Imports a secret once for many signatures. */
export async function signerOf(secret: string): Promise<Signer> {
  const bytes = fromBase64(secret.slice(PREFIX.length))
  if (!bytes) throw new Error('a signing secret is not base64')
  const [standard, plain] = await Promise.all([hmacKey(bytes), hmacKey(utf8(secret))])
  return { standard, plain }
}

/**
 * The headers by which a receiver verifies an attempt. `signers`: the current secret first; during a rotation's overlap
 * also the previous one. The Standard Webhooks header lists both signatures; the plain signature, the hex HMAC-SHA-256
 * of the body alone, has one header each. `at`: time of this attempt, ms since 1970. `id` is the same for all attempts.
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
