import type { Field } from '../../../../client/src/generated.ts'
import { withoutGuard } from '../../../../contract/lib/csv.ts'
import type { Row } from '../../../format/csv-rows.ts'
import type { CsvFile } from './read-file.ts'

/** The name of the field that each column fills; null for a column that is left out. */
export type Mapping = (string | null)[]

export type Settings = {
  mapping: Mapping
  /** A unique field by which existing records are changed; empty: every row creates a record. */
  by: string
  /** What an empty cell means for an existing record. A column that is not in the file always leaves the value. */
  emptyCells: 'leave' | 'clear'
  /** Write nothing while a row has a problem, or the rows without one. */
  policy: 'all' | 'valid'
}

export type RowError = { path: string; message: string }
export type ImportRow = {
  /** The line of the file. */
  at: number
  data: Record<string, unknown>
  errors: RowError[]
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The fields that the titles of columns name, by key or label; each at most once. */
export function guessMapping(titles: readonly string[], fields: readonly Field[]): Mapping {
  const free = new Set(fields.map(({ name }) => name))
  const take = (matches: (field: Field) => boolean): string | null => {
    const found = fields.find((field) => free.has(field.name) && matches(field))
    if (found) free.delete(found.name)
    return found?.name ?? null
  }
  const exact = titles.map((title) => take(({ name }) => name === title))
  return titles.map((title, index) => {
    if (exact[index]) return exact[index]
    const wanted = plain(title)
    return wanted ? take(({ name, label }) => plain(name) === wanted || plain(label) === wanted) : null
  })
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const BOOLEANS: Record<string, boolean> = { true: true, yes: true, '1': true, false: false, no: false, '0': false }

/** A cell as a value for the API, or what it must be. */
function readCell({ type }: Field, cell: string): { value: unknown } | { fault: string } {
  const text = withoutGuard(cell)
  const trimmed = text.trim()
  switch (type) {
    case 'text':
      return { value: text }
    case 'number':
      return NUMBER.test(trimmed) ? { value: Number(trimmed) } : { fault: 'must be a number, such as 12.5' }
    case 'boolean': {
      const value = BOOLEANS[trimmed.toLowerCase()]
      return value === undefined ? { fault: 'must be true or false' } : { value }
    }
    case 'json':
      try {
        return { value: JSON.parse(trimmed) }
      } catch {
        return { fault: 'must be JSON' }
      }
    case 'datetime': {
      // A time without a zone is local, as in the form of a record.
      const isLocal = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(trimmed)
      return { value: isLocal ? new Date(trimmed.replace(' ', 'T')).toISOString() : trimmed }
    }
    default:
      return { value: trimmed }
  }
}

/** A row as a record: only the mapped columns. An empty cell is left out, or null if it clears the value. */
function readRow(row: Row, columns: readonly (Field | null)[], clears: boolean): ImportRow {
  const data: Record<string, unknown> = {}
  const errors: RowError[] = []
  for (const [index, field] of columns.entries()) {
    if (!field) continue
    const cell = row.cells[index] ?? ''
    if (cell.trim() === '' && (field.type !== 'text' || cell === '')) {
      if (clears) data[field.name] = null
      continue
    }
    const read = readCell(field, cell)
    if ('fault' in read) errors.push({ path: field.name, message: read.fault })
    else data[field.name] = read.value
  }
  if (row.cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    errors.push({ path: '', message: 'has more cells than the first line' })
  }
  return { at: row.at, data, errors }
}

/**
 * The rows of a file as records, with what is wrong with each. Values of unique fields that repeat in the file are found
 * here: the API gets at most 100 rows per call.
 */
export function readRows(
  file: CsvFile,
  fields: readonly Field[],
  { mapping, by, emptyCells }: Pick<Settings, 'mapping' | 'by' | 'emptyCells'>,
): ImportRow[] {
  const columns = mapping.map((name) => fields.find((field) => field.name === name) ?? null)
  const clears = by !== '' && emptyCells === 'clear'
  const unique = columns.flatMap((field) => (field?.unique ? [field.name] : []))
  const seen = new Map(unique.map((name) => [name, new Map<unknown, number>()]))
  return file.rows.map((row) => {
    const read = readRow(row, columns, clears)
    for (const [name, values] of seen) {
      const value = read.data[name]
      if (value === undefined || value === null) continue
      const earlier = values.get(value)
      if (earlier === undefined) values.set(value, read.at)
      else read.errors.push({ path: name, message: `must be unique: line ${earlier} has this value` })
    }
    return read
  })
}
