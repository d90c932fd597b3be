/** CSV as every export of ours writes it, in the Worker and in the dashboard. */

type Cell = string | number | null

/** A spreadsheet runs a text that begins like this as a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r\n]/

function cellOf(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What a CSV file begins with, without which some spreadsheets take UTF-8 for something else. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** One line of CSV (RFC 4180) that a spreadsheet shows and never runs. */
export const csvLine = (row: readonly Cell[]): string => `${row.map(cellOf).join(',')}\r\n`

/** A whole CSV file. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => BYTE_ORDER_MARK + rows.map(csvLine).join('')
