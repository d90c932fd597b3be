import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { openText, sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_SIGNING_KEY } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../platform/lib/time/time.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { insertSigningKey, listSigningKeys, type NewSigningKey, type SigningKeyRow } from './signing-key-store.ts'

/** How long a key signs. */
export const SIGNING_MS = 30 * DAY_MS
/** A key is published for this long before it signs. Upstreams cache the published keys. */
export const PUBLISHED_BEFORE_MS = DAY_MS
/** A key is published for this long after it stopped signing. */
export const PUBLISHED_AFTER_MS = HOUR_MS
/** An isolate reads the keys again after this time, in the background. A new key is known long before it signs. */
const KNOWN_MS = 5 * MINUTE_MS

type KeyDeps = Pick<Deps, 'db' | 'config' | 'now' | 'waitUntil'>

const es256 = loadOnce(() => import('./es256.ts'))

let known: { readAt: number; keys: readonly SigningKeyRow[] } | undefined
/** Keys that can sign, by `kid`. */
const opened = new Map<string, CryptoKey>()
/** Keys whose private part this isolate cannot decrypt. */
const unreadable = new Set<string>()

/** Forgets what this isolate knows of the keys, for tests. */
export function forgetSigningKeys(): void {
  known = undefined
  opened.clear()
  unreadable.clear()
}

/** The keys that can sign at a time, the newest first. A key whose successor failed to appear goes on signing. */
export const signersAt = (keys: readonly SigningKeyRow[], now: number): SigningKeyRow[] =>
  keys.filter(({ privateKey, signsFrom }) => privateKey !== null && signsFrom <= now)

/** The keys that are published at a time: those that sign, will sign, or may have signed what is still valid. */
export function publishedAt(keys: readonly SigningKeyRow[], now: number): SigningKeyRow[] {
  const [signer] = signersAt(keys, now)
  return keys.filter((key) => key === signer || key.publishedUntil > now)
}

/** The keys as this isolate knows them, read at most `maxAgeMs` ago; the first one is made when nobody has made it. */
export async function signingKeys(deps: KeyDeps, maxAgeMs = KNOWN_MS): Promise<readonly SigningKeyRow[]> {
  const before = known
  const age = before ? deps.now - before.readAt : 0
  if (before && age >= 0 && age < maxAgeMs) return before.keys
  // Without a signer there is nothing to fall back on.
  if (!before || signersAt(before.keys, deps.now).length === 0) return read(deps)
  const refreshed = read(deps).catch((error: unknown) => {
    reportError('signing keys could not be read again', error)
    return before.keys
  })
  if (maxAgeMs < KNOWN_MS) return refreshed
  known = { readAt: deps.now, keys: before.keys }
  deps.waitUntil(refreshed)
  return before.keys
}

async function read(deps: KeyDeps): Promise<readonly SigningKeyRow[]> {
  let keys = await listSigningKeys(deps.db)
  if (!signersAt(keys, deps.now).some(({ kid }) => !unreadable.has(kid))) {
    await requireTrustedSecrets(deps)
    const first = await makeSigningKey(deps, deps.now)
    await runBatch(deps.db, insertSigningKey(first, { from: 0, to: deps.now, except: [...unreadable] }))
    keys = await listSigningKeys(deps.db)
  }
  known = { readAt: deps.now, keys }
  return keys
}

/** A new key that signs from a time (ms) on. It is not stored yet. */
export async function makeSigningKey(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  signsFrom: number,
): Promise<NewSigningKey> {
  const { generateSigningKey } = await es256()
  const { kid, publicKey, privateKey } = await generateSigningKey()
  const signsUntil = signsFrom + SIGNING_MS
  return {
    kid,
    publicKey,
    privateKey: await sealText(config.dataKeys, SEALED_SIGNING_KEY, privateKey),
    createdAt: now,
    signsFrom,
    signsUntil,
    publishedUntil: signsUntil + PUBLISHED_AFTER_MS,
  }
}

/** The newest key that can sign now, ready to use. */
export async function signerOf(deps: KeyDeps): Promise<{ kid: string; key: CryptoKey }> {
  const found = (await firstReadable(deps, await signingKeys(deps))) ?? (await firstReadable(deps, await read(deps)))
  if (!found) throw new Error('no signing key can be decrypted')
  return found
}

async function firstReadable(deps: KeyDeps, keys: readonly SigningKeyRow[]) {
  for (const { kid, privateKey } of signersAt(keys, deps.now)) {
    const key = opened.get(kid) ?? (privateKey && (await open(deps, kid, privateKey)))
    if (key) return { kid, key }
  }
  return null
}

async function open({ config }: KeyDeps, kid: string, sealed: Uint8Array<ArrayBuffer>): Promise<CryptoKey | null> {
  if (unreadable.has(kid)) return null
  const text = await openText(config.dataKeys, SEALED_SIGNING_KEY, sealed)
  if (text === null) {
    unreadable.add(kid)
    console.error(`The signing key ${kid} cannot be decrypted with the configured DATA_KEYS.`)
    return null
  }
  const key = await (await es256()).importSigningKey(text)
  opened.set(kid, key)
  return key
}
