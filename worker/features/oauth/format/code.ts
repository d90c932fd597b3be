import type { Pepper } from '../../../platform/env.ts'
import { base62Of } from '../../../platform/lib/crypto/crypto.ts'
import type { IssuedKey } from '../../api-keys/format/key-format.ts'
import { issueSecret } from './secrets.ts'

/** `bytes` of base62, from six bytes of a MAC for each eight characters. */
const textOf = (mac: Uint8Array, from: number, characters: number): string => {
  let text = ''
  for (let at = from; text.length < characters; at += 6) text += base62Of(mac.subarray(at), 8)
  return text.slice(0, characters)
}

/**
 * The authorization code of a request, under one pepper. It is derived from the random id of the request, which nobody
 * but this Worker can read, so accepting a request twice gives the same code although only its hash is stored.
 */
export function codeOf(pepper: Pepper, environment: 'live' | 'test', requestId: string): IssuedKey {
  const reference = textOf(pepper.hash(`authorization code\nreference\n${requestId}`), 0, 10)
  const secret = textOf(pepper.hash(`authorization code\nsecret\n${requestId}`), 0, 32)
  return issueSecret('code', environment, [pepper], reference, secret)
}
