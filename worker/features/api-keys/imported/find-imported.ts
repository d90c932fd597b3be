import type { Database } from '../../../platform/db/client.ts'
import type { Config } from '../../../platform/env.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { reportError } from '../../../platform/lib/report.ts'
import {
  digestOf,
  hashOfDigest,
  hashOfText,
  isNativeForm,
  MAX_FOREIGN_LENGTH,
  MIN_FOREIGN_LENGTH,
} from '../format/foreign-key.ts'
import type { PresentedKey } from '../format/key-format.ts'
import { ImportedKeyCache, type Place } from './imported-key-cache.ts'
import type { Hash } from './imported-store.ts'

const importedStore = loadOnce(() => import('./imported-store.ts'))

/** This isolate's cache of imported keys. */
const cache = new ImportedKeyCache()

/**
 * A call polls for the result of another call, in ms. It does not await the other call's promise: if that call is
 * canceled, its promise never settles.
 */
const POLL_MS = 5

/**
 * Finds the imported key that a text is; null if there is none. A text that begins like no imported key costs only one
 * read of all prefixes per minute. Other texts cost one read each, which is cached. Returns `unavailable` if the
 * database did not answer, or if too many unknown texts came within one second.
 */
export async function findImported(
  { db, config }: { db: Database; config: Config },
  text: string,
): Promise<PresentedKey | null | 'unavailable'> {
  if (text.length < MIN_FOREIGN_LENGTH || text.length > MAX_FOREIGN_LENGTH) return null
  if (isNativeForm(config.keyPrefix, text)) return null
  if (!(await mayBeImported(db, text))) return null
  const digest = await digestOf(text)
  const hashes = config.peppers.map((pepper) => hashOfDigest(pepper, digest))
  const place = await placeOf(db, hashes)
  if (place === null || place === 'unavailable') return place
  const at = config.peppers.findIndex((pepper) => pepper.version === place.pepperVersion)
  const [pepper, digestHash] = [config.peppers[at], hashes[at]]
  if (!pepper || !digestHash) return null
  return { ...place, hash: hashOfText(pepper, text), digestHash }
}

/**
 * Called after an import. It takes effect in this isolate at once, in others within a minute, when their cache entries
 * expire.
 */
export const rememberImport = (): void => cache.invalidate()

/** Called when a guard does not know the key: it may have been deleted, and imported again under another reference. */
export const forgetImported = (reference: string): void => cache.forgetPlace(reference)

async function mayBeImported(db: Database, text: string): Promise<boolean> {
  for (;;) {
    const known = cache.mayBeImported(text, Date.now())
    if (known !== null) return known
    if (cache.askPrefixes(Date.now())) break
    await scheduler.wait(POLL_MS)
  }
  const { edition } = cache
  let list: string[] | null = null
  try {
    const { listImportPrefixes } = await importedStore()
    list = await listImportPrefixes(db)
  } catch (error) {
    reportError('the prefixes of imported keys could not be read', error)
  }
  cache.learnPrefixes(list, edition, Date.now())
  return mayBeImported(db, text)
}

async function placeOf(db: Database, hashes: readonly Hash[]): Promise<Place | null | 'unavailable'> {
  const [newest] = hashes
  if (!newest) return null
  const name = toHex(newest)
  for (;;) {
    const known = cache.placeOf(name, Date.now())
    if (known !== undefined) return known
    const next = cache.ask(name, Date.now())
    if (next === 'enough') return cache.lastPlaceOf(name) ?? 'unavailable'
    if (next === 'ask') break
    await scheduler.wait(POLL_MS)
  }
  const { edition } = cache
  try {
    const { findImportedKey } = await importedStore()
    const place = (await findImportedKey(db, hashes)) ?? null
    cache.learnPlace(name, place, edition, Date.now())
    return place
  } catch (error) {
    reportError('an imported key could not be looked up', error)
    cache.learnPlace(name, undefined, edition, Date.now())
    return cache.lastPlaceOf(name) ?? 'unavailable'
  }
}
