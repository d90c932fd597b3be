import type { Secrets } from './types.ts'

const encoder = new TextEncoder()
const imported = new Map<string, CryptoKey>()
/** More than a program has. It bounds what one that reads its secrets from a database remembers. */
const REMEMBERED = 100

/**
 * The keys of the secrets.
 *
 * @throws TypeError if there is none, or one is not a signing secret: without a secret every request would be genuine
 */
export function keysOf(secrets: Secrets): Promise<CryptoKey[]> {
  return Promise.all(checkSecrets(secrets).map(keyOf))
}

/** Checks the secrets, so that a missing setting is found at the start and not with the first webhook. */
export function checkSecrets(secrets: Secrets): string[] {
  const all = (typeof secrets === 'string' ? [secrets] : [...(secrets ?? [])]).map((one) => String(one ?? '').trim())
  if (all.length === 0) throw new TypeError('A signing secret of the webhook is needed (whsec_...)')
  for (const secret of all) bytesOf(secret)
  return all
}

function bytesOf(secret: string): Uint8Array<ArrayBuffer> {
  const text = secret.replace(/^whsec_/, '')
  if (text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw new TypeError('A signing secret is whsec_ and base64, as the dashboard shows it')
  }
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const known = imported.get(secret)
  if (known) return known
  const key = await crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ])
  if (imported.size >= REMEMBERED) imported.clear()
  imported.set(secret, key)
  return key
}

/**
 * Whether one of the keys has made one of the signatures. `subtle.verify` takes the same time wherever they differ.
 *
 * @param header the value of `webhook-signature`; parts of other versions and malformed ones are passed over
 */
export async function isSigned(keys: readonly CryptoKey[], header: string, prefix: string, body: Uint8Array) {
  const start = encoder.encode(prefix)
  const signed = new Uint8Array(start.length + body.length)
  signed.set(start)
  signed.set(body, start.length)
  // A genuine header has one for each secret. The bound keeps a forged one from costing much.
  const signatures = header.split(' ').filter((part) => /^v1,[A-Za-z0-9+/]{43}=$/.test(part))
  for (const part of signatures.slice(0, 10)) {
    const signature = Uint8Array.from(atob(part.slice(3)), (character) => character.charCodeAt(0))
    for (const key of keys) if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true
  }
  return false
}
