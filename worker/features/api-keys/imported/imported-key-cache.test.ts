import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COLD_PER_SECOND, FOUND_MS, ImportedBook, MISSING_MS, PREFIXES_MS } from './imported-key-cache.ts'

const NOW = Date.UTC(2026, 10, 21, 9, 0, 0)
const place = { reference: 'abcdefghij', environment: 'live' as const, pepperVersion: 1 }

describe('the beginnings of imported keys', () => {
  it('are what decides whether a text is looked up', () => {
    const prefix = fc.string({ minLength: 3, maxLength: 20 })
    fc.assert(
      fc.property(fc.uniqueArray(prefix, { maxLength: 20 }), fc.string({ maxLength: 40 }), (list, text) => {
        const book = new ImportedBook()
        book.learnPrefixes(list, book.edition, NOW)
        expect(book.mayBeImported(text, NOW)).toBe(list.some((one) => text.startsWith(one)))
        for (const one of list) expect(book.mayBeImported(one + text, NOW)).toBe(true)
      }),
    )
  })

  it('are read by one call at a time, serve while they are read again, and are believed for a minute', () => {
    const book = new ImportedBook()
    expect(book.mayBeImported('acme_1', NOW)).toBeNull()
    expect([book.askPrefixes(NOW), book.askPrefixes(NOW), book.askPrefixes(NOW + 1999)]).toEqual([true, false, false])
    // The call that asked was cut off: after a while another one asks.
    expect(book.askPrefixes(NOW + 2000)).toBe(true)
    book.learnPrefixes(['acme_'], book.edition, NOW)
    expect(book.mayBeImported('acme_1', NOW + PREFIXES_MS - 1)).toBe(true)
    expect(book.mayBeImported('acme_1', NOW + PREFIXES_MS)).toBeNull()
    book.askPrefixes(NOW + PREFIXES_MS)
    expect(book.mayBeImported('acme_1', NOW + PREFIXES_MS)).toBe(true)
    expect(book.mayBeImported('other1', NOW + PREFIXES_MS)).toBe(false)
  })

  it('that cannot be read are taken as before, or as none, for a second', () => {
    const book = new ImportedBook()
    book.askPrefixes(NOW)
    book.learnPrefixes(null, book.edition, NOW)
    expect(book.mayBeImported('acme_1', NOW + 999)).toBe(false)
    expect(book.mayBeImported('acme_1', NOW + 1000)).toBeNull()
    book.learnPrefixes(['acme_'], book.edition, NOW)
    book.learnPrefixes(null, book.edition, NOW + PREFIXES_MS)
    expect(book.mayBeImported('acme_1', NOW + PREFIXES_MS + 999)).toBe(true)
  })

  it('read before an import ends are not kept', () => {
    const book = new ImportedBook()
    const { edition } = book
    book.askPrefixes(NOW)
    book.startAnew()
    book.learnPrefixes([], edition, NOW)
    expect(book.mayBeImported('acme_1', NOW)).toBeNull()
  })
})

describe('the place of a text', () => {
  it('is remembered for a while, found or not, and after an import asked again where it was not', () => {
    const book = new ImportedBook()
    book.learnPlace('a', place, book.edition, NOW)
    book.learnPlace('b', null, book.edition, NOW)
    expect([book.placeOf('a', NOW + FOUND_MS - 1), book.placeOf('b', NOW + MISSING_MS - 1)]).toEqual([place, null])
    expect([book.placeOf('a', NOW + FOUND_MS), book.placeOf('b', NOW + MISSING_MS)]).toEqual([undefined, undefined])
    expect(book.lastPlaceOf('a')).toEqual(place)
    const { edition } = book
    book.startAnew()
    expect([book.placeOf('a', NOW), book.placeOf('b', NOW)]).toEqual([place, undefined])
    book.learnPlace('b', null, edition, NOW)
    expect(book.placeOf('b', NOW)).toBeUndefined()
    book.forgetPlace(place.reference)
    expect(book.placeOf('a', NOW)).toBeUndefined()
  })

  it('is asked by one call at a time, and of so many texts in a second', () => {
    const book = new ImportedBook()
    expect([book.ask('a', NOW), book.ask('a', NOW)]).toEqual(['ask', 'wait'])
    book.learnPlace('a', undefined, book.edition, NOW)
    expect(book.ask('a', NOW)).toBe('ask')
    for (let n = 2; n < COLD_PER_SECOND; n++) expect(book.ask(`t${n}`, NOW)).toBe('ask')
    expect([book.ask('late', NOW + 999), book.ask('t5', NOW)]).toEqual(['enough', 'wait'])
    expect(book.ask('late', NOW + 1000)).toBe('ask')
  })
})
