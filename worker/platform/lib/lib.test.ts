import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../test/support/node-crypto.ts'
import { equalSecrets } from './crypto/crypto.ts'
import { fromBase64, fromHex, toBase64Url, toHex } from './crypto/encoding.ts'
import { openText, sealText } from './crypto/sealing.ts'
import { readCursor, readPair, writeCursor } from './cursor.ts'
import { idFrom, newId, timeOfId } from './ids.ts'
import { redactKeys } from './redact.ts'

describe('an id', () => {
  it('contains its time, sorts by it, and never repeats', () => {
    const now = Date.UTC(2026, 10, 21)
    const ids = Array.from({ length: 5000 }, (_, n) => newId('key', now + Math.floor(n / 100)))
    expect(new Set(ids).size).toBe(5000)
    expect([...ids].sort()).toEqual(ids)
    expect(timeOfId(ids[4999] ?? '')).toBe(now + 49)
  })

  it('is random after its time: two ids of the same ms sometimes differ in every digit', () => {
    const now = Date.UTC(2026, 10, 23)
    const ids = Array.from({ length: 500 }, (_, n) => newId('key', now + n).slice(-16))
    for (let at = 0; at < 16; at++) expect(new Set(ids.map((id) => id[at])).size).toBeGreaterThan(at === 10 ? 8 : 20)
  })

  it('derived from a time and a text is always the same, and differs for others', async () => {
    const now = Date.UTC(2026, 10, 21)
    const id = await idFrom('alr', now, 'a cause')
    expect(id).toMatch(/^alr_[0-9a-hjkmnp-tv-z]{26}$/)
    expect(await idFrom('alr', now, 'a cause')).toBe(id)
    expect(timeOfId(id)).toBe(now)
    const others = await Promise.all([idFrom('alr', now, 'b'), idFrom('alr', now + 1, 'a cause')])
    expect(new Set([id, ...others]).size).toBe(3)
    expect(others[1] > id).toBe(true)
  })
})

describe('ids of times out of order', () => {
  it('contain their own time: a call that began earlier may end later', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 200 }), (moments) => {
        const now = Date.UTC(2026, 10, 22)
        const ids = moments.map((ms) => newId('log', now + ms))
        expect(ids.map(timeOfId)).toEqual(moments.map((ms) => now + ms))
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})

describe('ids that a call makes after a later one has begun', () => {
  it('keep the order in which they are made', () => {
    const now = Date.UTC(2026, 10, 24)
    const before = [newId('rec', now), newId('rec', now)]
    newId('log', now + 5)
    const after = Array.from({ length: 200 }, () => newId('rec', now))
    const older = Array.from({ length: 200 }, () => newId('rec', now - 3))
    expect([...before, ...after].toSorted()).toEqual([...before, ...after])
    expect(older.toSorted()).toEqual(older)
    expect(new Set([...before, ...after, ...older]).size).toBe(402)
  })
})

describe('a cursor', () => {
  it('is read as it was written, and anything else is null', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 4 }), (values) => {
        expect(readCursor(writeCursor(values), values.length)).toEqual(values)
        expect(readCursor(writeCursor(values), values.length + 1)).toBeNull()
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => void readCursor(text, 2)))
    expect(readCursor(toBase64Url(new TextEncoder().encode('[{"a":1},2]')), 2)).toBeNull()
  })
})

describe('a cursor of two texts', () => {
  it('is read as it was written, and anything else means the start', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(readPair(writeCursor([a, b]))).toEqual([a, b])
      }),
    )
    for (const other of [null, '', 'more', writeCursor(['a']), writeCursor(['a', 1])]) {
      expect(readPair(other)).toEqual(['', ''])
    }
  })
})

describe('hex', () => {
  it('reads what was written, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes)
      }),
    )
    for (const bad of ['', 'a', 'abc', 'zz', 'a b0', '0x12']) expect(fromHex(bad)).toBeNull()
  })
})

describe('base64url', () => {
  it('restores every byte string', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(fromBase64(toBase64Url(bytes)) ?? [])]).toEqual([...bytes])
      }),
    )
  })
})

describe('a sealed text', () => {
  const secrets = [
    { version: 2, bytes: new Uint8Array(32).fill(2) },
    { version: 1, bytes: new Uint8Array(32).fill(1) },
  ]

  it('opens only for its purpose, also after a newer secret was added, and not if a byte was changed', async () => {
    const old = await sealText(secrets.slice(1), 'a purpose', 'a text')
    expect(await openText(secrets, 'a purpose', old)).toBe('a text')
    expect(await openText(secrets, 'another', old)).toBeNull()
    expect(await openText(secrets.slice(0, 1), 'a purpose', old)).toBeNull()
    for (let at = 0; at < old.length; at++) {
      const bad = old.slice()
      bad[at] = (bad[at] ?? 0) ^ 1
      expect(await openText(secrets, 'a purpose', bad)).toBeNull()
    }
  })

  it('is different each time', async () => {
    const [a, b] = [await sealText(secrets, 'a purpose', 'a text'), await sealText(secrets, 'a purpose', 'a text')]
    expect(toBase64Url(a)).not.toBe(toBase64Url(b))
  })
})

describe('keys in a text', () => {
  it('are shortened to the prefix that lists show', () => {
    const key = `sk_live_${'Ab1'.repeat(16)}`
    expect(redactKeys(`/x/${key}?a="${key}"`)).toBe('/x/sk_live_Ab1...?a="sk_live_Ab1..."')
    expect(redactKeys('a_live_show of nothing')).toBe('a_live_show of nothing')
  })
})

describe('secrets', () => {
  it('are equal if their bytes are, and not if they differ or one is longer', async () => {
    expect(await equalSecrets('abc', 'abc')).toBe(true)
    for (const other of ['abd', 'ab', 'abcd', '']) expect(await equalSecrets('abc', other)).toBe(false)
  })
})
