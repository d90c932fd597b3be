import '../../../../test/support/node-crypto.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../platform/lib/json/json.ts'
import type { StoredField } from '../../records/modules/field.ts'
import type { StoredMapping } from '../rows/incoming-store.ts'
import { coerce } from './coerce.ts'
import { mapPayload } from './map-payload.ts'
import { parsePayload } from './parse-payload.ts'
import { readPath, refusedName, valueAt } from './path.ts'

const at = (text: string, value: Json) => {
  const path = readPath(text)
  return path && valueAt(value, path)
}
const ORDER = {
  id: 7,
  customer: { 'e-mail': 'a@b.c' },
  items: [{ sku: 'A' }, { sku: 'B' }],
  tags: ['x'],
  odd: { 'a "b"': 1 },
}

describe('a path', () => {
  it('reads own members, places in lists and quoted names', () => {
    expect(at('customer.e-mail', ORDER)).toBe('a@b.c')
    expect(at('items[1].sku', ORDER)).toBe('B')
    expect(at('["customer"]["e-mail"]', ORDER)).toBe('a@b.c')
    expect(at('odd["a \\"b\\""]', ORDER)).toBe(1)
    expect(at('items[9].sku', ORDER)).toBeUndefined()
    expect(at('id.x', ORDER)).toBeUndefined()
  })

  it('makes a list of many items, one item, and none', () => {
    for (const count of [0, 1, 2]) {
      const items = [{ sku: 'A' }, { sku: 'B' }].slice(0, count)
      expect(at('items.sku', { items })).toEqual(['A', 'B'].slice(0, count))
      expect(at('items[].sku', { items })).toEqual(['A', 'B'].slice(0, count))
    }
    expect(at('tags[]', { tags: 'x' })).toEqual(['x'])
    expect(at('tags[]', {})).toEqual([])
    expect(at('tags', ORDER)).toEqual(['x'])
  })

  it('is no JSONata, and JSONata is no path', () => {
    for (const text of [
      'a + b',
      '$sum(items.price)',
      'items[sku="A"]',
      '"text"',
      'true',
      'a.',
      '.a',
      'a[-1]',
      '$',
      '',
    ]) {
      expect(readPath(text), text).toBeNull()
    }
  })

  it('reaches nothing that is not an own member', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const path = readPath(`a.${name}.name`)
      expect(path && refusedName(path)).toBe(name)
      expect(path && valueAt({ a: {} }, path)).toBeUndefined()
    }
    for (const name of ['toString', 'hasOwnProperty', 'length', 'valueOf']) {
      expect(at(name, {}), name).toBeUndefined()
      expect(at(`a.${name}`, { a: 'text' }), name).toBeUndefined()
    }
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.jsonValue({ maxDepth: 4 }), (text, value) => {
        at(text, value as Json)
      }),
    )
  })
})

const field = (name: string, type: StoredField['type']): StoredField => ({
  key: name,
  name,
  label: name,
  type,
  required: false,
  unique: false,
  indexed: false,
})

describe('a value', () => {
  it.each<[StoredField['type'], Json, Json]>([
    ['text', 7, '7'],
    ['text', true, 'true'],
    ['text', ' a ', ' a '],
    ['number', ' 1.5e3 ', 1500],
    ['number', '1,5', '1,5'],
    ['number', '+.5', 0.5],
    ['number', '7.', 7],
    ['text', '820982911946154508', '820982911946154508'],
    ['number', '', ''],
    ['boolean', 'on', true],
    ['boolean', '0', false],
    ['boolean', 1, true],
    ['boolean', 'maybe', 'maybe'],
    ['date', '2026-02-03T23:30:00-05:00', '2026-02-03'],
    ['date', 1_700_000_000, '2023-11-14'],
    ['date', '2026-02-03', '2026-02-03'],
    ['datetime', 1_700_000_000, '2023-11-14T22:13:20.000Z'],
    ['datetime', 1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
    ['datetime', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['email', ' a@b.c ', 'a@b.c'],
    ['json', ['A'], ['A']],
    ['text', null, null],
  ])('is read as %s: %j', (type, value, expected) => {
    expect(coerce(type, value)).toEqual({ value: expected })
  })

  it('with more digits than a double holds is no number', () => {
    expect(coerce('number', '9007199254740993')).toEqual({ fault: expect.stringContaining('digits') })
    expect(coerce('number', '0.12345678901234567890')).toEqual({ fault: expect.stringContaining('digits') })
    expect(coerce('number', '1.10')).toEqual({ value: 1.1 })
  })

  it('that is a list or an object is no text', () => {
    expect(coerce('text', ['a'])).toEqual({ fault: expect.stringContaining('list') })
    expect(coerce('number', { a: 1 })).toEqual({ fault: expect.stringContaining('object') })
  })
})

const map = (mapping: StoredMapping, body: Json, fields: StoredField[] | null = null) =>
  mapPayload('org', mapping, fields, { body, headers: { 'x-github-event': 'push' } })

describe('a mapping', () => {
  it('takes paths, JSONata, headers and defaults, and leaves out what is missing', async () => {
    const mapping = {
      sum: { value: '$sum(items.price)' },
      first: { value: 'items[0].name' },
      event: { value: '$headers.X-GitHub-Event' },
      source: { default: 'web' },
      country: { value: 'country', default: 'ES' },
      missing: { value: 'nothing.here' },
      names: { value: 'items[price > 1].name', list: true as const },
    }
    const body = {
      items: [
        { name: 'a', price: 1 },
        { name: 'b', price: 2 },
      ],
      country: '',
    }
    expect(await map(mapping, body)).toEqual({
      data: { sum: 3, first: 'a', event: 'push', source: 'web', country: 'ES', names: ['b'] },
      errors: [],
    })
  })

  it('says by field what is wrong', async () => {
    const mapping = { name: { value: 'name' }, gone: { value: 'name' }, code: { value: '$error("no")' } }
    const { data, errors } = await map(mapping, { name: ['a'] }, [field('name', 'text'), field('code', 'text')])
    expect(data).toEqual({})
    expect(errors.map(({ path }) => path).sort()).toEqual(['code', 'gone', 'name'])
  })

  it('is cut off within one budget for all of its expressions', async () => {
    const endless = '($f := function($n) { $f($n + 1) }; $f(0))'
    const many = '$map([1..9999], function($v) { $map([1..9999], function($w) { $v * $w }) })'
    const started = performance.now()
    const names = Array.from({ length: 100 }, (_, index) => `f${index}`)
    const mapping = Object.fromEntries(names.map((name, index) => [name, { value: index % 2 ? endless : many }]))
    const { errors } = await map(mapping, {})
    expect(errors).toHaveLength(100)
    // One expression of the budget takes at most 0.2 s here. A hundred of their own would take 20 s.
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('cannot read or change what JavaScript objects inherit', async () => {
    const texts = ['constructor', '$lookup($, "constructor")', '__proto__', '$lookup($, "__proto__")', '$.toString']
    for (const text of texts) {
      const { data } = await map({ x: { value: text } }, {})
      expect(data, text).toEqual({})
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('a body', () => {
  const parse = (text: string, type: string | null = 'application/json', kind = 'none') =>
    parsePayload(new Uint8Array(Buffer.from(text)), type, kind)

  it('of GitHub or Slack may be JSON in the field payload of a form', async () => {
    const form = `payload=${encodeURIComponent('{"a":"\u{1f600} &+"}')}`
    expect(await parse(form, 'application/x-www-form-urlencoded', 'github')).toEqual({ a: '\u{1f600} &+' })
    expect(await parse(form, 'application/x-www-form-urlencoded', 'none')).toEqual({ payload: '{"a":"\u{1f600} &+"}' })
    await expect(parse('payload=x', 'application/x-www-form-urlencoded', 'slack')).rejects.toThrow('malformed')
  })

  it('has numbers that a double cannot hold as texts, and strings as they are', async () => {
    const text =
      '{"id":820982911946154508,"n":-1.5,"s":"id 820982911946154508 \\" 9007199254740993","l":[9007199254740993]}'
    expect(await parse(text)).toEqual({
      id: '820982911946154508',
      n: -1.5,
      s: 'id 820982911946154508 " 9007199254740993',
      l: ['9007199254740993'],
    })
    await expect(parse('{"a":9007199254740993,"a":1}')).rejects.toThrow('invalid')
    await expect(parse('{9007199254740993:1}')).rejects.toThrow('malformed')
    await expect(parse('[09007199254740993]')).rejects.toThrow('malformed')
  })

  it('without a type is JSON, and a form has lists for repeated names', async () => {
    expect(await parse('[1]', null)).toEqual([1])
    const form = 'a=1&b=2&a=3&c[]=4&constructor=5'
    const fields = await parse(form, 'application/x-www-form-urlencoded; charset=UTF-8')
    expect(fields).toEqual(
      Object.fromEntries([
        ['a', ['1', '3']],
        ['b', '2'],
        ['c', ['4']],
        ['constructor', '5'],
      ]),
    )
    await expect(parse('__proto__=1', 'application/x-www-form-urlencoded')).rejects.toThrow('invalid')
  })
})
