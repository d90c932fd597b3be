import { fromBase64, fromHex, utf8 } from '../../../platform/lib/crypto/encoding.ts'

/** The bytes that the text of a secret stands for; null if the text is not of this encoding. */
export function secretBytes(text: string, encoding: 'text' | 'base64' | 'hex'): Uint8Array<ArrayBuffer> | null {
  if (encoding === 'text') return utf8(text)
  return encoding === 'base64' ? fromBase64(text) : fromHex(text)
}

const PREFIX = 'whsec_'

/** The bytes of a secret of Standard Webhooks, with or without its prefix; null if it is none. */
export const standardSecretBytes = (text: string): Uint8Array<ArrayBuffer> | null =>
  fromBase64(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text)

/** Fewer bytes are no secret of Standard Webhooks, which asks for 24 to 64. */
const MIN_BYTES = 16

/** What is wrong with a secret of Standard Webhooks; null if it can be used. */
export function standardSecretFault(text: string): string | null {
  if (/^v\d,/.test(text)) return 'begins with a version (v1,): paste the part from whsec_ on'
  if (text.startsWith('whpk_') || text.startsWith('whsk_')) return 'is an asymmetric key: only whsec_ secrets are taken'
  const bytes = standardSecretBytes(text)
  if (!bytes) return 'must be whsec_ and base64'
  return bytes.length < MIN_BYTES ? `is too short: it has ${bytes.length} bytes, and ${MIN_BYTES} is the least` : null
}
