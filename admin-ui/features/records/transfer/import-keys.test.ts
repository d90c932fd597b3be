import { beforeEach, describe, expect, test, vi } from 'vitest'
import { beginImport, callKey, finishImport } from './import-keys.ts'
import type { ImportRow } from './import-rows.ts'

const row = (at: number, name: string): ImportRow => ({ at, data: { name }, errors: [] })
const HOUR = 60 * 60 * 1000

beforeEach(() => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  })
})

describe('an import', () => {
  test('that was interrupted is continued by the same file and settings, for a day', async () => {
    const id = await beginImport(['orders', [{ name: 'a' }]], 0)
    expect(await beginImport(['orders', [{ name: 'a' }]], 23 * HOUR)).toBe(id)
    expect(await beginImport(['orders', [{ name: 'a' }]], 25 * HOUR)).not.toBe(id)
  })

  test('is another one with another file, with other settings, and after it was finished', async () => {
    const id = await beginImport(['orders', [{ name: 'a' }]], 0)
    finishImport()
    const again = await beginImport(['orders', [{ name: 'a' }]], 0)
    expect(again).not.toBe(id)
    expect(await beginImport(['orders', [{ name: 'b' }]], 0)).not.toBe(again)
  })
})

describe('the idempotency key of a call', () => {
  test('is that of its rows and their place in the file', async () => {
    const rows = [row(2, 'a'), row(3, 'b')]
    const key = await callKey('id', rows)
    expect(await callKey('id', [...rows])).toBe(key)
    // Rows with the same values further below are others.
    expect(await callKey('id', [row(4, 'a'), row(5, 'b')])).not.toBe(key)
    expect(await callKey('id', [row(2, 'a'), row(3, 'c')])).not.toBe(key)
    expect(await callKey('other', rows)).not.toBe(key)
    expect(key).toMatch(/^[\x21-\x7e]{1,255}$/)
  })
})
