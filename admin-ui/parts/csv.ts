type Cell = string | number | null

/** A spreadsheet runs a text that begins like this as a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r\n]/

function cellOf(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV (RFC 4180) that a spreadsheet shows and never runs. It begins with a byte order mark, without which some
 * spreadsheets take UTF-8 for something else.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`
