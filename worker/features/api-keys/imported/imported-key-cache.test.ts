import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COLD_PER_SECOND,
  FOUND_LIFETIME_MS,
  ImportedKeyCache,
  MISSING_LIFETIME_MS,
  PREFIXES_LIFETIME_MS,
} from './imported-key-cache.ts'

const NOW = Date.UTC(2026, 10, 21, 9, 0, 0)
const place = { reference: 'abcdefghij', environment: 'live' as const, pepperVersion: 1 }

describe('the beginnings of imported keys', () => {
  it('decide whether a text is looked up', () => {
    const prefix = fc.string({ minLength: 3, maxLength: 20 })
    fc.assert(
      fc.property(fc.uniqueArray(prefix, { maxLength: 20 }), fc.string({ maxLength: 40 }), (list, text) => {
        const cache = new ImportedKeyCache()
        cache.learnPrefixes(list, cache.edition, NOW)
        expect(cache.mayBeImported(text, NOW)).toBe(list.some((one) => text.startsWith(one)))
        for (const one of list) expect(cache.mayBeImported(one + text, NOW)).toBe(true)
      }),
    )
  })

  it('are read by one call at a time, used while they are read again, and valid for a minute', () => {
    const cache = new ImportedKeyCache()
    expect(cache.mayBeImported('acme_1', NOW)).toBeNull()
    expect([cache.askPrefixes(NOW), cache.askPrefixes(NOW), cache.askPrefixes(NOW + 1999)]).toEqual([
      true,
      false,
      false,
    ])
    // The call that read them was aborted: after a while another one reads.
    expect(cache.askPrefixes(NOW + 2000)).toBe(true)
    cache.learnPrefixes(['acme_'], cache.edition, NOW)
    expect(cache.mayBeImported('acme_1', NOW + PREFIXES_LIFETIME_MS - 1)).toBe(true)
    expect(cache.mayBeImported('acme_1', NOW + PREFIXES_LIFETIME_MS)).toBeNull()
    cache.askPrefixes(NOW + PREFIXES_LIFETIME_MS)
    expect(cache.mayBeImported('acme_1', NOW + PREFIXES_LIFETIME_MS)).toBe(true)
    expect(cache.mayBeImported('other1', NOW + PREFIXES_LIFETIME_MS)).toBe(false)
  })

  it('that cannot be read are used as before, or as none, for a second', () => {
    const cache = new ImportedKeyCache()
    cache.askPrefixes(NOW)
    cache.learnPrefixes(null, cache.edition, NOW)
    expect(cache.mayBeImported('acme_1', NOW + 999)).toBe(false)
    expect(cache.mayBeImported('acme_1', NOW + 1000)).toBeNull()
    cache.learnPrefixes(['acme_'], cache.edition, NOW)
    cache.learnPrefixes(null, cache.edition, NOW + PREFIXES_LIFETIME_MS)
    expect(cache.mayBeImported('acme_1', NOW + PREFIXES_LIFETIME_MS + 999)).toBe(true)
  })

  it('read before an import ends are not kept', () => {
    const cache = new ImportedKeyCache()
    const { edition } = cache
    cache.askPrefixes(NOW)
    cache.invalidate()
    cache.learnPrefixes([], edition, NOW)
    expect(cache.mayBeImported('acme_1', NOW)).toBeNull()
  })
})

describe('the reference of a text', () => {
  it('is cached for a while, found or not, and a miss is looked up again after an import', () => {
    const cache = new ImportedKeyCache()
    cache.learnPlace('a', place, cache.edition, NOW)
    cache.learnPlace('b', null, cache.edition, NOW)
    expect([
      cache.placeOf('a', NOW + FOUND_LIFETIME_MS - 1),
      cache.placeOf('b', NOW + MISSING_LIFETIME_MS - 1),
    ]).toEqual([place, null])
    expect([cache.placeOf('a', NOW + FOUND_LIFETIME_MS), cache.placeOf('b', NOW + MISSING_LIFETIME_MS)]).toEqual([
      undefined,
      undefined,
    ])
    expect(cache.lastPlaceOf('a')).toEqual(place)
    const { edition } = cache
    cache.invalidate()
    expect([cache.placeOf('a', NOW), cache.placeOf('b', NOW)]).toEqual([place, undefined])
    cache.learnPlace('b', null, edition, NOW)
    expect(cache.placeOf('b', NOW)).toBeUndefined()
    cache.forgetPlace(place.reference)
    expect(cache.placeOf('a', NOW)).toBeUndefined()
  })

  it('is looked up by one call at a time, with a limit of texts per second', () => {
    const cache = new ImportedKeyCache()
    expect([cache.ask('a', NOW), cache.ask('a', NOW)]).toEqual(['ask', 'wait'])
    cache.learnPlace('a', undefined, cache.edition, NOW)
    expect(cache.ask('a', NOW)).toBe('ask')
    for (let n = 2; n < COLD_PER_SECOND; n++) expect(cache.ask(`t${n}`, NOW)).toBe('ask')
    expect([cache.ask('late', NOW + 999), cache.ask('t5', NOW)]).toEqual(['enough', 'wait'])
    expect(cache.ask('late', NOW + 1000)).toBe('ask')
  })
})
