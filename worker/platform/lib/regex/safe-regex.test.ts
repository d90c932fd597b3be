import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkBudget, WorkExceeded } from '../budget/work-budget.ts'
import { compileSafeRegex, RegexRefused, safeRegExpClass } from './safe-regex.ts'

const BUDGET = 50_000_000

function compiled(source: string, flags = '') {
  const result = compileSafeRegex(source, flags)
  if (!result.ok) throw new Error(`${source}: ${result.message}`)
  return result.regex
}

/** For properties: a random pattern may exceed the size limit, which has tests of its own. */
function compiledUnlessTooLarge(source: string, flags: string) {
  const result = compileSafeRegex(source, flags)
  fc.pre(result.ok || !result.message.startsWith('is too large'))
  if (!result.ok) throw new Error(`${source}: ${result.message}`)
  return result.regex
}

const plainOf = (found: RegExpExecArray | null) =>
  found && { index: found.index, captured: [...found], groups: found.groups && { ...found.groups } }

const atom = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'A', '-', ' ', '\\n', 'é', '\\u{1F600}', '\\x61', '\\u0062') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('.', '\\d', '\\w', '\\s', '\\W', '[ab]', '[^a]', '[a-c\\d]', '[]', '[^]', '\\p{L}'),
  },
  { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B', '') },
)
const suffix = fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}', '{1,3}?', '{0}')
const pattern = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    atom,
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('node'), suffix).map(([a, end]) => `(?:${a})${end}`),
    fc.tuple(tie('node'), suffix).map(([a, end]) => `(${a})${end}`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `${a}|${b}`),
  ),
})).node
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '-', ' ', '\n', '1', 'é', '😀', 'ſ'),
  maxLength: 9,
})

describe('a safe regular expression', () => {
  it('matches like RegExp, with the same groups, for any pattern without backreference and lookaround', () => {
    fc.assert(
      fc.property(
        pattern.filter((source) => source.length < 150),
        fc.constantFrom('u', 'iu', 'mu', 'su', 'uy'),
        text,
        fc.nat(3),
        (source, flags, subject, from) => {
          const start = Math.min(from, subject.length)
          // With the flag u, RegExp steps back if it should begin within a character.
          fc.pre(!/[\udc00-\udfff]/.test(subject.charAt(start)))
          const native = new RegExp(source, flags.includes('y') ? flags : `g${flags}`)
          const expectedFrom = (place: number) => {
            native.lastIndex = place
            const found = native.exec(subject)
            // V8 also finds empty matches within a character, against ECMA-262 (RegExpBuiltinExec advances by code
            // points).
            fc.pre(!/[\udc00-\udfff]/.test(subject.charAt(found?.index ?? subject.length)))
            return plainOf(found)
          }
          const regex = compiledUnlessTooLarge(source, flags)
          expect(plainOf(regex.exec(subject, new WorkBudget(BUDGET), start))).toEqual(expectedFrom(start))
          expect(regex.test(subject, new WorkBudget(BUDGET))).toBe(expectedFrom(0) !== null)
        },
      ),
      { numRuns: 10_000 },
    )
  })

  it('needs at most its size in steps per character, for any pattern', () => {
    fc.assert(
      fc.property(
        pattern.filter((source) => source.length < 150),
        text,
        (source, subject) => {
          const regex = compiledUnlessTooLarge(source, 'u')
          const budget = new WorkBudget(BUDGET)
          regex.test(subject, budget)
          // An instruction is reached from at most two others, and a test outside ASCII counts four.
          expect(budget.used).toBeLessThanOrEqual((subject.length + 1) * (6 * regex.size + 2) + regex.size)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['(a+)+$', 'a'],
    ['(a|a)*$', 'a'],
    ['(a|aa)+$', 'a'],
    ['(.*a){20}$', 'a'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
    ['([a-zA-Z0-9]+\\s?)*$', 'a'],
    ['(?:(?:(?:a*)*)*)*$', 'a'],
    ['(x+x+)+y', 'x'],
    ['\\s+$', ' '],
    ['(?:a?){50}a{50}', 'a'],
  ])('%s takes time proportional to the length of the text', (source, letter) => {
    const used = (length: number) => {
      const budget = new WorkBudget(BUDGET)
      const subject = `${letter.repeat(length)}!`
      compiled(source).test(subject, budget)
      compiled(source).exec(subject, budget)
      return budget.used
    }
    expect(used(4000) / used(2000)).toBeLessThan(2.1)
    expect(used(4000)).toBeLessThan(4001 * compiled(source).size * 8)
  })

  it('stops at the end of its budget', () => {
    const budget = new WorkBudget(10_000)
    expect(() => compiled('(a+)+$').test('a'.repeat(100_000), budget)).toThrow(WorkExceeded)
  })

  it.each([
    ['(a)\\1', 'must not use backreferences: \\1'],
    ['(?<n>a)\\k<n>', 'must not use backreferences: \\k'],
    ['a(?=b)', 'must not use lookahead or lookbehind: (?='],
    ['a(?!b)', 'must not use lookahead or lookbehind: (?!'],
    ['(?<=a)b', 'must not use lookahead or lookbehind: (?<='],
    ['(?<!a)b', 'must not use lookahead or lookbehind: (?<!'],
    ['(?:a{1000}){1000}', 'is too large: repeat fewer times, or nest less'],
    ['(?:(?:(?:){1000}){1000}){1000}', 'is too large: repeat fewer times, or nest less'],
    ['a{1001}', 'must not repeat more than 1000 times: {1001}'],
    ['a{0,99999999999}', 'must not repeat more than 1000 times: {0,99999999999}'],
    [`${'('.repeat(51)}a${')'.repeat(51)}`, 'must not nest more than 50 groups'],
    ['()'.repeat(51), 'must not have more than 50 capturing groups'],
    [`${'(?:'.repeat(30)}a${'*)'.repeat(29)}*b){900}`, 'is too large: repeat fewer times, or nest less'],
    ['a'.repeat(1001), 'must have at most 1000 characters'],
    [
      Array.from({ length: 201 }, (_, n) => String.fromCharCode(0x4e00 + n)).join(''),
      'must not use more than 200 different characters and classes',
    ],
    ['(', 'is not a regular expression: Invalid regular expression: /(/: Unterminated group'],
  ])('refuses %s', (source, message) => {
    expect(compileSafeRegex(source)).toEqual({ ok: false, message })
  })

  it('refuses unknown flags, and more Unicode properties than it can compile cheaply', () => {
    expect(compileSafeRegex('a', 'v')).toEqual({ ok: false, message: 'must not use the flags v' })
    const many = Array.from({ length: 21 }, (_, n) => `[\\p{L}${String.fromCharCode(65 + n)}]`).join('')
    expect(compileSafeRegex(many, 'u')).toEqual({ ok: false, message: 'must not use more than 20 Unicode properties' })
  })

  it('reads the older syntax, in which braces and needless escapes are literal', () => {
    for (const [source, subject] of [
      ['a{', 'xa{'],
      ['{a}', '{a}'],
      ['^[\\w\\-.]+\\@x\\-y$', 'me.too@x-y'],
      ['a{,2}', 'a{,2}'],
      [']', ']'],
      ['[[]', '['],
      ['\\/', '/'],
    ] as const) {
      expect(plainOf(compiled(source).exec(subject, new WorkBudget(BUDGET)))).toEqual(
        plainOf(new RegExp(source).exec(subject)),
      )
    }
  })

  it('supports named groups', () => {
    const found = compiled('(?<year>\\d{4})-(?<month>\\d\\d)').exec('on 2026-11-29', new WorkBudget(BUDGET))
    expect({ ...found?.groups }).toEqual({ year: '2026', month: '11' })
    expect(found?.index).toBe(3)
  })

  it('can replace the class RegExp', () => {
    const budget = new WorkBudget(BUDGET)
    const Engine = safeRegExpClass(budget)
    const engine = new Engine(/a(b)?/g)
    const native = /a(b)?/g
    for (let round = 0; round < 4; round++) {
      expect(plainOf(engine.exec('ab-a'))).toEqual(plainOf(native.exec('ab-a')))
      expect(engine.lastIndex).toBe(native.lastIndex)
    }
    expect(budget.used).toBeGreaterThan(10)
    expect(() => new Engine('(a)\\1', '')).toThrow(RegexRefused)
  })
})
