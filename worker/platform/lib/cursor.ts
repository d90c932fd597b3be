import { fromBase64, toBase64Url, utf8 } from './crypto/encoding.ts'

export type CursorValue = string | number | null

/** Where a page ended, as opaque text. It holds no organization: that always comes from the caller's credential. */
export function writeCursor(values: CursorValue[]): string {
  return toBase64Url(utf8(JSON.stringify(values)))
}

/** The values of a cursor made by `writeCursor`; null for anything else. */
export function readCursor(text: string, length: number): CursorValue[] | null {
  const bytes = fromBase64(text)
  if (!bytes) return null
  try {
    const values: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!Array.isArray(values) || values.length !== length) return null
    return values.every((one) => one === null || typeof one === 'string' || Number.isFinite(one)) ? values : null
  } catch {
    return null
  }
}

/** A cursor of two texts; the start of every order, two empty ones, for none or any other cursor. */
export function readPair(text: string | null): [string, string] {
  const [first, second] = (text && readCursor(text, 2)) || []
  return typeof first === 'string' && typeof second === 'string' ? [first, second] : ['', '']
}

/** Behind which row a list goes on, by what it is sorted by and by id. */
export type SortPosition = { value: string | number; id: string }

/** A position in a list that is sorted so; null for the cursor of another sort, and for any other one. */
export function readSortPosition(text: string, sort: string): SortPosition | null {
  const [madeFor, value, id] = readCursor(text, 3) ?? []
  if (madeFor !== sort || value === null || value === undefined || typeof id !== 'string') return null
  return { value, id }
}

/** A position in a list that is ordered by time and id; null for any other cursor. */
export function readTimePosition(text: string): { time: number; id: string } | null {
  const [time, id] = readCursor(text, 2) ?? []
  return typeof time === 'number' && typeof id === 'string' ? { time, id } : null
}
