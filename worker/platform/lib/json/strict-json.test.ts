import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMediaType } from '../media-type.ts'
import { isExactNumber } from './exact-number.ts'
import { plainJsonFault } from './plain-json.ts'
import { readStrictJson } from './strict-json.ts'

const fault = (text: string) => {
  const read = readStrictJson(text)
  return read.ok ? null : read.fault
}

describe('a number of JSON', () => {
  it.each([
    '0',
    '-0',
    '1.10',
    '1e2',
    '0.1',
    '9007199254740992',
    '1E+2',
    '123456789012345e-20',
    '1.7976931348623157e308',
  ])('%s keeps its value', (text) => expect(isExactNumber(text)).toBe(true))

  it.each(['12345678901234567890', '9007199254740993', '0.1234567890123456789', '1e400', '-1e400', '1e-400', '5e-325'])(
    '%s does not',
    (text) => expect(isExactNumber(text)).toBe(false),
  )

  it('is accepted exactly if its decimal value equals the double, in any notation', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 25 }).map((all) => all.join(''))
    fc.assert(
      fc.property(
        fc.boolean(),
        digits,
        fc.option(digits),
        fc.option(fc.integer({ min: -330, max: 330 })),
        (minus, whole, fraction, exponent) => {
          const integer = whole.replace(/^0+(?=\d)/, '')
          const text = `${minus ? '-' : ''}${integer}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`
          const value = Number(text)
          expect(isExactNumber(text), text).toBe(Number.isFinite(value) && sameDecimal(text, String(value)))
        },
      ),
    )
  })

  it('written by JavaScript is always accepted', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => isExactNumber(JSON.stringify(value))),
    )
  })
})

/** The model: both decimals as whole numbers over the same power of ten. */
function sameDecimal(one: string, other: string): boolean {
  const parts = (text: string) => {
    const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
    const [whole = '', fraction = ''] = mantissa.split('.')
    return {
      digits: BigInt(whole.replace('-', '') + fraction),
      power: Number(exponent) - fraction.length,
      minus: text.startsWith('-'),
    }
  }
  const [a, b] = [parts(one), parts(other)]
  if (a.digits === 0n || b.digits === 0n) return a.digits === b.digits
  const lowest = Math.min(a.power, b.power)
  const scaled = ({ digits, power }: typeof a) => digits * 10n ** BigInt(power - lowest)
  return a.minus === b.minus && scaled(a) === scaled(b)
}

describe('strict JSON', () => {
  it('reads all JSON that JavaScript writes, with blanks in any place', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(0, 1, 7), (value, blanks) => {
        const text = JSON.stringify(value, null, blanks)
        fc.pre(!text.includes('__proto__') && !/\\u[dD][89a-fA-F]/.test(text))
        expect(readStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
      { numRuns: 500 },
    )
  })

  it('says that what JSON.parse refuses is not JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\0123456789eE.-+tfn u') }), (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        const read = readStrictJson(text)
        expect(read.ok || read.fault !== null).toBe(isJson)
      }),
      { numRuns: 2000 },
    )
  })

  it('reports the path of an error at any place', () => {
    const deep = (inner: string) => `{"a":[{"x":"\\"]}"},{"b, ":{"c":${inner}}}],"z":{}}`
    const path = 'a.1.b, .c'
    expect(fault(deep('12345678901234567890'))?.path).toBe(path)
    expect(fault(deep('"\\ud800"'))).toEqual({ path, message: expect.stringContaining('Unicode') })
    expect(fault(deep('{"k":1,"\\u006b":2}'))).toEqual({ path: `${path}.k`, message: expect.stringContaining('twice') })
    expect(fault(deep('{"__proto__":1}'))?.path).toBe(`${path}.__proto__`)
    expect(fault(deep('{"\\u005f_proto__":1}'))?.path).toBe(`${path}.__proto__`)
    expect(fault(deep('"\\ud83d\\ude00 \\u0000 \\\\ud800"'))).toBeNull()
    expect(fault(deep('{"constructor":1,"toString":2,"":3,"prototype":4}'))).toBeNull()
  })

  it('finds a repeated member in objects of any size', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(names, fc.nat(), fc.boolean(), (all, at, twice) => {
        fc.pre(!all.includes('__proto__'))
        const members = all.map((name) => `${JSON.stringify(name)}:[1]`)
        if (twice) members.push(`${JSON.stringify(all[at % all.length])}:2`)
        expect(fault(`{${members.join(',')}}`) !== null).toBe(twice)
      }),
    )
  })

  it('refuses 100,000 levels with a clear error, without a stack overflow', () => {
    const nested = (open: string, close: string, inner: string) => open.repeat(100_000) + inner + close.repeat(100_000)
    for (const text of [`{"data":${nested('[', ']', '')}}`, `{"data":${nested('{"a":', '}', '1')}}`]) {
      expect(fault(text)?.path).toMatch(/^data/)
      expect(fault(text)?.message).toContain('nested')
    }
  })
})

describe('a value that came by structured clone', () => {
  it.each([
    ['NaN', { data: { a: Number.NaN } }, 'data.a'],
    ['Infinity', { data: [1, Number.POSITIVE_INFINITY] }, 'data.1'],
    ['BigInt', { data: { a: 1n } }, 'data.a'],
    ['a date', { data: { at: new Date(0) } }, 'data.at'],
    ['a map', { data: { a: [new Map()] } }, 'data.a.0'],
    ['a set', new Set(), ''],
    ['bytes', { data: { a: new Uint8Array(1) } }, 'data.a'],
    ['a hole', { data: { a: new Array(1) } }, 'data.a.0'],
    ['a function', { data: { a: () => 1 } }, 'data.a'],
    ['half a pair', { data: { a: '\ud800' } }, 'data.a'],
    ['__proto__', { data: JSON.parse('{"__proto__":{}}') }, 'data.__proto__'],
  ])('may not hold %s', (_, value, path) => expect(plainJsonFault(value)?.path).toBe(path))

  it('may contain any JSON, and members that are undefined', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(plainJsonFault(JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'p')))).toBeNull()
      }),
    )
    expect(
      plainJsonFault({ type: 'a.b', environment: undefined, data: Object.assign(Object.create(null), { a: 1 }) }),
    ).toBeNull()
  })

  it('must not contain itself, or the same object so often that its JSON would be endless', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(plainJsonFault(circle)?.message).toContain('nested')
    let doubled: unknown = 'x'
    for (let level = 0; level < 60; level++) doubled = [doubled, doubled]
    expect(plainJsonFault(doubled)?.message).toContain('large')
    const long = 'x'.repeat(100_000)
    expect(plainJsonFault(new Array(30).fill(long))?.message).toContain('large')
  })
})

describe('a Content-Type', () => {
  it.each([
    ['application/json', 'application/json', {}],
    [' Application/JSON ; Charset="UTF-8" ', 'application/json', { charset: 'UTF-8' }],
    ['application/json;;charset=utf-8;', 'application/json', { charset: 'utf-8' }],
    ['application/problem+json;a="b;c\\"d"', 'application/problem+json', { a: 'b;c"d' }],
  ])('%s is read', (header, type, parameters) => {
    const read = parseMediaType(header)
    expect(read && [read.type, Object.fromEntries(read.parameters)]).toEqual([type, parameters])
  })

  it.each(['', 'json', 'application/', 'application/json charset=utf-8', 'a/b;c="d', 'a/b;c=1;C=2', 'a/b;c = d'])(
    '%s is none',
    (header) => expect(parseMediaType(header)).toBeNull(),
  )
})
