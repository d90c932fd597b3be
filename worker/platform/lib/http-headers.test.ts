import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseContentLength, parseHttpDate, parseIfMatch, parseRetryAfter } from './http-headers.ts'
import { beginningOfText, cutText } from './text/cut-text.ts'

const NOW = Date.UTC(2026, 10, 21, 9, 30)
const DAY = 86_400_000
const blanks = fc.constantFrom('', ' ', '\t', ' \t ')
const tagText = fc.string({ unit: fc.constantFrom(...'v0123456789abc!#,-;W/'), maxLength: 12 })

describe('If-Match', () => {
  it('returns its strong tags, also from a list with blanks and empty elements', () => {
    const element = fc.record({ weak: fc.boolean(), tag: tagText, before: blanks, after: blanks, empty: fc.boolean() })
    fc.assert(
      fc.property(fc.array(element, { minLength: 1 }), (all) => {
        const header = all
          .map(
            ({ weak, tag, before, after, empty }) =>
              `${empty ? ' , ' : ''}${before}${weak ? 'W/' : ''}"${tag}"${after}`,
          )
          .join(',')
        expect(parseIfMatch(header)).toEqual(all.filter(({ weak }) => !weak).map(({ tag }) => tag))
      }),
    )
  })

  it.each([
    ['*', '*'],
    [' * ', '*'],
    ['"v1"', ['v1']],
    ['W/"v1"', []],
    ['w/"v1"', null],
    ['"v1", *', null],
    ['v1', null],
    ['"v1', null],
    ['"v1" "v2"', null],
    ['"a"b"', null],
    ['', []],
  ])('%s', (header, tags) => expect(parseIfMatch(header)).toEqual(tags))
})

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['99999999999999999999999', DAY],
    ['86401', DAY],
    ['Sat, 21 Nov 2026 09:31:00 GMT', 60_000],
    ['Saturday, 21-Nov-26 09:31:00 GMT', 60_000],
    ['Sat Nov 21 09:31:00 2026', 60_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', DAY],
  ])('%s is %s ms', (header, ms) => expect(parseRetryAfter(header, NOW, DAY)).toBe(ms))

  it.each([
    null,
    '',
    '-1',
    '1.5',
    '1e3',
    '+5',
    'soon',
    '5 seconds',
    '0x10',
    '2026-11-21T09:31:00Z',
    'Sat, 31 Feb 2026 09:31:00 GMT',
    'Sat, 21 Nov 2026 25:31:00 GMT',
    '120, 60',
  ])('%s says nothing', (header) => expect(parseRetryAfter(header, NOW, DAY)).toBeNull())

  it('is read as a date in each of its forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2070, 0) }), (time) => {
        const at = Math.floor(time / 1000) * 1000
        const text = new Date(at).toUTCString()
        expect(parseHttpDate(text, NOW)).toBe(at)
        const [, day = '', month = '', year = '', clock = ''] = text.split(' ')
        const long = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(at)
        expect(parseHttpDate(`${long}, ${day}-${month}-${year.slice(2)} ${clock} GMT`, NOW)).toBe(at)
        expect(parseHttpDate(`${long.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${clock} ${year}`, NOW)).toBe(at)
      }),
    )
  })
})

describe('Content-Length', () => {
  it.each([
    ['0', 0],
    [' 42 ', 42],
    ['42, 42', 42],
    ['42, 43', null],
    ['', null],
    ['-1', null],
    ['1e3', null],
    ['99999999999999999999', null],
    [null, null],
  ])('%s is %s', (header, length) => expect(parseContentLength(header)).toBe(length))
})

describe('a text that is cut', () => {
  it('never ends with half a character, and loses at most one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 30 }), (text, length) => {
        fc.pre(text.isWellFormed())
        const piece = cutText(text, length)
        expect(piece.isWellFormed()).toBe(true)
        expect(text.startsWith(piece)).toBe(true)
        expect(piece.length).toBeGreaterThanOrEqual(Math.min(text.length, length - 1))
        const bytes = new TextEncoder().encode(text)
        const begun = beginningOfText(bytes, length)
        expect(text.replace(/^\ufeff/, '').startsWith(begun)).toBe(true)
        expect(new TextEncoder().encode(begun).length).toBeLessThanOrEqual(length)
      }),
    )
  })
})
