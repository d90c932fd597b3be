import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../../contract/lib/fold.ts'

describe('a folded text', () => {
  it.each([
    ['MÜLLER', 'müller'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['İSTANBUL', 'istanbul'],
    ['ıspanak', 'ISPANAK'],
    ['ΟΔΟΣ', 'οδός'],
    ['Ørsted', 'orsted'],
    ['Łódź', 'lodz'],
    ['ﬁle', 'FILE'],
    ['ＡＢＣ', 'abc'],
    ['Ёлка', 'елка'],
    ['caf\u00e9', 'cafe\u0301'],
  ])('%s is that of %s', (one, other) => expect(fold(one)).toBe(fold(other)))

  it.each([
    ['か', 'が'],
    ['가', '각'],
    ['कि', 'की'],
    ['user', 'users'],
  ])('%s is another than that of %s', (one, other) => expect(fold(one)).not.toBe(fold(other)))

  it('does not change if it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
      { numRuns: 1000 },
    )
  })
})
