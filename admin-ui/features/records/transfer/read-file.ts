import type { Row } from '../../../format/csv-rows.ts'

/** More rows would keep the browser busy for too long; a file can be split. */
export const MAX_ROWS = 50_000

/** A CSV file: the titles of its columns, and its rows with the line at which each begins. */
export type CsvFile = { name: string; titles: string[]; rows: Row[] }
export type FileProblem = { problem: 'empty' | 'badCsv' | 'tooMany'; detail: string }

/**
 * The text of a file. Spreadsheets save UTF-8 with or without a byte order mark, UTF-16 ("Unicode text"), or the old
 * encoding of Windows, which is the one that is left if the bytes are no UTF-8.
 */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    // Without its byte order mark: the first column is named by what follows.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads a CSV file whose first line names the columns. */
export async function readFile(name: string, bytes: Uint8Array): Promise<CsvFile | FileProblem> {
  const { rowsOf } = await import('../../../format/csv-rows.ts')
  const read = rowsOf(decode(bytes))
  if ('badLine' in read) return { problem: 'badCsv', detail: String(read.badLine) }
  const [heading, ...rows] = read.rows
  if (!heading || rows.length === 0) return { problem: 'empty', detail: '' }
  if (rows.length > MAX_ROWS) return { problem: 'tooMany', detail: String(rows.length) }
  return { name, titles: heading.cells.map((title) => title.trim()), rows }
}
