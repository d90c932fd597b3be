import { array, assert, integer, jsonValue, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer, bounded, MAX_DATA_BYTES, pageAnswer, pageLink, pageOfAll, sizeOf } from './answer.ts'

describe('the data of an answer', () => {
  it('is whole if it is small', () => {
    const data = {
      text: 'x'.repeat(2000),
      list: Array.from({ length: 100 }, (_, n) => n),
      none: null,
      nothing: undefined,
    }
    expect(bounded(data)).toEqual({ data: { text: data.text, list: data.list, none: null }, isCut: false })
  })

  it('always fits, and says if something was shortened', () => {
    assert(
      property(
        array(jsonValue({ maxDepth: 5 }), { maxLength: 60 }),
        string({ minLength: 1, maxLength: 60 }),
        integer({ min: 1, max: 3000 }),
        (values, text, times) => {
          const data = { values, long: text.repeat(times), again: [{ deep: { deeper: values } }] }
          const made = bounded(data)
          expect(sizeOf(made.data)).toBeLessThanOrEqual(MAX_DATA_BYTES)
          if (!made.isCut) expect(JSON.stringify(made.data)).toBe(JSON.stringify(data))
        },
      ),
    )
  })

  it.each([
    ['many long texts', Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`field${n}`, 'é'.repeat(10_000)]))],
    [
      'long names',
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => ['n'.repeat(20_000) + n, { ['m'.repeat(20_000)]: n }])),
    ],
    ['a deep tree', Array.from({ length: 2000 }).reduce<object>((inner) => ({ inner, more: 'x'.repeat(50) }), {})],
    ['control characters', { text: '\u0001'.repeat(100_000), list: Array(100).fill('\u0001'.repeat(2000)) }],
  ])('fits with %s', (_, data) => {
    const made = bounded(data)
    expect(made.isCut).toBe(true)
    expect(sizeOf(made.data)).toBeLessThanOrEqual(MAX_DATA_BYTES)
  })

  it('does not cut a character in half', () => {
    const { data } = bounded({ text: `${'x'.repeat(1999)}😀${'y'.repeat(50_000)}` })
    expect(JSON.stringify(data)).not.toMatch(/\\ud8/)
  })

  it('keeps members that have names of the prototype', () => {
    const { data } = bounded(JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'))
    expect(JSON.stringify(data)).toBe('{"__proto__":{"a":1},"constructor":2}')
  })

  it('comes with a note that tells that it was shortened', () => {
    expect(answer({ text: 'x'.repeat(30_000) }, { link: '/alerts', note: 'First.' })).toMatchObject({
      link: '/alerts',
      note: 'First. Long values were shortened (…). The page has all of them.',
    })
    expect(answer({ text: 'x' })).toEqual({ data: { text: 'x' } })
  })
})

describe('a page of items', () => {
  const all = Array.from({ length: 40 }, (_, n) => ({ n, text: String(n).repeat(1 + (n % 7) * 150) }))

  it.each([1, 3, 25])(
    'is continued without leaving out or repeating an item, also if not all of %i fit',
    async (limit) => {
      const seen: number[] = []
      let cursor: string | undefined
      let pages = 0
      do {
        const from = cursor
        const { data, note } = await pageAnswer(
          { limit, read: async (some) => pageOfAll(all, some, from), show: (item) => item },
          {},
        )
        expect(sizeOf(data)).toBeLessThanOrEqual(MAX_DATA_BYTES)
        const { items, nextCursor } = data as unknown as { items: typeof all; nextCursor: string | null }
        for (const item of items) expect(item).toEqual(all[item.n])
        seen.push(...items.map(({ n }) => n))
        expect(note === undefined).toBe(nextCursor === null)
        if (nextCursor) expect(note).toContain(nextCursor)
        cursor = nextCursor ?? undefined
        pages++
      } while (cursor !== undefined && pages < 100)
      expect(seen).toEqual(all.map(({ n }) => n))
    },
  )

  it('shortens a single item that is too large', async () => {
    const huge = [{ text: 'x'.repeat(100_000) }, { text: 'y' }]
    const { data, note } = await pageAnswer(
      { limit: 2, read: async (some) => pageOfAll(huge, some, undefined), show: (item) => item },
      { link: '/x' },
    )
    expect(data).toMatchObject({ items: [{ text: expect.stringMatching(/^x+…$/) }], nextCursor: btoa('[1]') })
    expect(note).toMatch(/There are more.*Long values/)
    const id = 'key_01kaj3v5e8w2m4q6t8y0z2b4d6'
    const many = { id, ...Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`field${n}`, 'x'.repeat(9000)])) }
    const long = 'c'.repeat(1000)
    const one = await pageAnswer(
      { limit: 1, read: async () => ({ data: [many], nextCursor: long }), show: (item) => item },
      {},
    )
    expect(one.data).toMatchObject({ items: [{ id }], nextCursor: long })
    expect(sizeOf(one.data)).toBeLessThanOrEqual(MAX_DATA_BYTES)
  })

  it.each(['nonsense', btoa('[-1]'), btoa('[1.5]'), btoa('["1"]'), btoa('[1,2]')])(
    'refuses the cursor %s',
    (cursor) => {
      expect(() => pageOfAll(all, 5, cursor)).toThrow('invalid')
    },
  )
})

describe('a link', () => {
  it('has the parameters that are given, encoded', () => {
    expect(pageLink('/webhooks')).toBe('/webhooks')
    expect(pageLink('/webhooks', { q: 'a&b=c', status: undefined, tab: null, empty: '' })).toBe('/webhooks?q=a%26b%3Dc')
  })
})
