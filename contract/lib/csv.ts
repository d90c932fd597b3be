/** The CSV format of all exports, in the Worker and in the dashboard. */

type Cell = string | number | null

/**
 * Spreadsheets run a text that begins like this as a formula (OWASP, CSV Injection). With apostrophes in front it is no
 * formula, but a reader could not tell them from the one that `cellOf` adds.
 */
const FORMULA = /^'*[=+\-@\t\r\n]/
/** A plain number with a sign is no formula: `-5.00`. */
const NUMBER = /^[+-](?:\d+(?:[.,]\d*)?|[.,]\d+)$/

function cellOf(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text of a cell without the apostrophe that `cellOf` puts before what a spreadsheet could run. */
export const withoutGuard = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text

/** The beginning of a CSV file, without which some spreadsheets do not recognize UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** One line of CSV (RFC 4180), escaped so that a spreadsheet does not run it as a formula. */
export const csvLine = (row: readonly Cell[]): string => `${row.map(cellOf).join(',')}\r\n`

/** A whole CSV file. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => BYTE_ORDER_MARK + rows.map(csvLine).join('')
