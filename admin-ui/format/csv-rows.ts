import Papa from 'papaparse'

/** A row of a CSV file, and the line number at which it begins. */
export type Row = { at: number; cells: string[] }

const SEPARATORS = [',', ';', '\t']

/** The separator of a CSV file: the most frequent one outside of quotes in its first line. */
function separatorOf(text: string): string {
  const [heading = ''] = text
    .replace(/"[^"]*"/g, '')
    .replace(/^[\r\n]+/, '')
    .split(/[\r\n]/)
  const counted = SEPARATORS.map((one) => ({ one, count: heading.split(one).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.one ?? ','
}

/**
 * The rows of CSV text (RFC 4180) that are not empty, separated by commas, semicolons or tabs; or the line in which a
 * quotation mark is not closed. In its own file, because the library is loaded when a file first needs it.
 */
export function rowsOf(text: string): { rows: Row[] } | { badLine: number } {
  const rows: Row[] = []
  let badLine: number | null = null
  let [read, line] = [0, 1]
  Papa.parse<string[]>(text, {
    // Values may hold any separator; names of columns seldom do.
    delimiter: separatorOf(text),
    // The library's fast mode for files without quotes does not report where a row ended.
    fastMode: false,
    step: ({ data, errors, meta }, parser) => {
      const at = line
      line += text.slice(read, meta.cursor).split('\n').length - 1
      read = meta.cursor
      if (errors.some((error) => error.type === 'Quotes')) {
        badLine = at
        parser.abort()
      } else if (data.some((cell) => cell.trim() !== '')) rows.push({ at, cells: data })
    },
  })
  return badLine === null ? { rows } : { badLine }
}
