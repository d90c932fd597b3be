import { fromBase64, toBase64Url, utf8 } from './crypto/encoding.ts'

export type CursorValue = string | number | null

/** The end of a page as opaque text. It contains no organization: that always comes from the caller's credential. */
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

/** The values of a cursor of two strings; two empty strings (the start of every order) for any other cursor or none. */
export function readPair(text: string | null): [string, string] {
  const [first, second] = (text && readCursor(text, 2)) || []
  return typeof first === 'string' && typeof second === 'string' ? [first, second] : ['', '']
}

/** The row after which a list continues, by its sort value and its id. */
export type SortPosition = { value: string | number; id: string }

/** The position in a list with this sort order; null for the cursor of another sort order, and for any other text. */
export function readSortPosition(text: string, sort: string): SortPosition | null {
  const [madeFor, value, id] = readCursor(text, 3) ?? []
  if (madeFor !== sort || value === null || value === undefined || typeof id !== 'string') return null
  return { value, id }
}

/** The position in a list that is ordered by time and id; null for any other cursor. */
export function readTimePosition(text: string): { time: number; id: string } | null {
  const [time, id] = readCursor(text, 2) ?? []
  return typeof time === 'number' && typeof id === 'string' ? { time, id } : null
}
