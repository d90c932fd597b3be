import { fromBase64, fromHex } from '../../../platform/lib/crypto/encoding.ts'
import { secretBytes } from './secret-bytes.ts'
import { hmacOf, isSignedBy, MISMATCH } from './signed-by.ts'
import { GENUINE, type Received, type Verdict, wrong } from './verdict.ts'

/** Where a sender puts an HMAC of the body, and how it writes it. */
export type HmacForm = {
  header: string
  algorithm: 'sha1' | 'sha256' | 'sha512'
  encoding: 'hex' | 'base64'
  prefix: string
  secretEncoding: 'text' | 'base64' | 'hex'
}

/** An HMAC of the body as it was received. */
export async function verifyHmac(form: HmacForm, secrets: readonly string[], request: Received): Promise<Verdict> {
  const { header, algorithm, encoding, prefix, secretEncoding } = form
  const given = request.headers.get(header)
  if (given === null) return wrong(`The header ${header} is missing.`)
  if (!given.startsWith(prefix)) return wrong(`The header ${header} does not begin with ${prefix}.`)
  const text = given.slice(prefix.length).trim()
  const signature = encoding === 'hex' ? fromHex(text) : fromBase64(text)
  const keys = secrets.map((secret) => secretBytes(secret, secretEncoding))
  const isGenuine = await isSignedBy(keys, [signature], (key) => hmacOf(algorithm, key, '', request.body))
  return isGenuine ? GENUINE : wrong(MISMATCH)
}

/** GitHub: `X-Hub-Signature-256: sha256=<hex>`. */
export const GITHUB: HmacForm = {
  header: 'X-Hub-Signature-256',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: 'sha256=',
  secretEncoding: 'text',
}

/** Shopify: `X-Shopify-Hmac-Sha256: <base64>`. */
export const SHOPIFY: HmacForm = {
  header: 'X-Shopify-Hmac-Sha256',
  algorithm: 'sha256',
  encoding: 'base64',
  prefix: '',
  secretEncoding: 'text',
}
