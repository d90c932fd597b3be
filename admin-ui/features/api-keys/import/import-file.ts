import { endOfDay } from '../form/draft/draft.ts'
import {
  COLUMNS,
  type ColumnName,
  type FileProblem,
  type ImportFile,
  type ImportLine,
  type LineError,
} from './import-lines.ts'

/** More lines would block the browser for too long; a file can be split. */
export const MAX_LINES = 20_000

/** Reads CSV with a header, a JSON list, or JSON lines. Errors of a line are stored with the line. */
export async function readImport(text: string): Promise<ImportFile | FileProblem> {
  const trimmed = text.replace(/^\uFEFF/, '').trimEnd()
  const begins = trimmed.trimStart()[0]
  if (begins === undefined) return { problem: 'empty', detail: '' }
  const read = begins === '[' || begins === '{' ? readJson(trimmed) : await readCsv(trimmed)
  if ('problem' in read) return read
  if (read.lines.length === 0) return { problem: 'empty', detail: '' }
  if (read.lines.length > MAX_LINES) return { problem: 'tooMany', detail: '' }
  return { ...read, lines: refuseRepeated(read.lines, read.unit) }
}

function readJson(text: string): ImportFile | FileProblem {
  const leftOut = new Set<string>()
  const whole = parsed(text)
  const wrapped = isObject(whole) && Array.isArray(whole.keys) ? whole.keys : whole
  if (Array.isArray(wrapped)) {
    return { lines: wrapped.map((one, index) => lineOf(index + 1, one, leftOut)), unit: 'entry', leftOut: [...leftOut] }
  }
  const rows = text.split('\n')
  if (whole === undefined && rows.length > 0 && parsed(rows[0] ?? '') === undefined) {
    return { problem: 'badJson', detail: '' }
  }
  if (isObject(whole)) return { lines: [lineOf(1, whole, leftOut)], unit: 'line', leftOut: [...leftOut] }
  const lines = rows.flatMap((row, index) => (row.trim() === '' ? [] : [lineOf(index + 1, parsed(row), leftOut)]))
  return { lines, unit: 'line', leftOut: [...leftOut] }
}

const JSON_FIELDS = new Set<string>([...COLUMNS.filter((name) => !name.startsWith('per')), 'rateLimit'])

function lineOf(at: number, value: unknown, leftOut: Set<string>): ImportLine {
  if (!isObject(value)) return { at, key: {}, errors: [{ path: '', message: 'is not a JSON object' }] }
  for (const name of Object.keys(value)) if (!JSON_FIELDS.has(name)) leftOut.add(name)
  return checked(at, Object.fromEntries(Object.entries(value).filter(([name]) => JSON_FIELDS.has(name))))
}

async function readCsv(text: string): Promise<ImportFile | FileProblem> {
  const { rowsOf } = await import('../../../format/csv-rows.ts')
  const read = rowsOf(text)
  if ('badLine' in read) return { problem: 'badCsv', detail: String(read.badLine) }
  const [heading, ...rows] = read.rows
  const titles = heading?.cells ?? []
  const columns = titles.map(columnOf)
  if (!columns.includes('digest')) return { problem: 'noDigest', detail: titles.join(', ').slice(0, 200) }
  return {
    lines: rows.map(({ at, cells }) => rowOf(at, cells, columns)),
    unit: 'line',
    leftOut: titles.filter((title, index) => title.trim() !== '' && columns[index] === null),
  }
}

const columnOf = (title: string): ColumnName | null => {
  const plain = title.toLowerCase().replace(/[\s_-]/g, '')
  return COLUMNS.find((name) => name.toLowerCase() === plain) ?? null
}

function rowOf(at: number, cells: readonly string[], columns: readonly (ColumnName | null)[]): ImportLine {
  const errors: LineError[] = []
  const key: Record<string, unknown> = {}
  const limits: Record<string, number | null> = {}
  for (const [index, name] of columns.entries()) {
    const text = cells[index]?.trim() ?? ''
    if (name === null || text === '') continue
    const value = readCell(name, text)
    if (value === undefined) errors.push({ path: name, message: MUST_BE[name] ?? 'is not valid' })
    else if (name === 'perMinute' || name === 'perHour' || name === 'perDay') limits[name] = value as number | null
    else key[name] = value
  }
  if (cells.length > columns.length) errors.push({ path: '', message: 'has more cells than the heading' })
  if (Object.keys(limits).length > 0) key.rateLimit = limits
  const line = checked(at, key)
  return { ...line, errors: [...errors, ...line.errors] }
}

const MUST_BE: Partial<Record<ColumnName, string>> = {
  perMinute: 'must be a whole number, or "none"',
  perHour: 'must be a whole number, or "none"',
  perDay: 'must be a whole number, or "none"',
  metadata: 'must be a JSON object',
}

const listOf = (text: string, between: RegExp) =>
  text
    .split(between)
    .map((one) => one.trim())
    .filter(Boolean)

/** A cell as a value for the API; undefined if it is invalid. */
function readCell(name: ColumnName, text: string): unknown {
  switch (name) {
    case 'scopes':
    case 'allowedIps':
      return listOf(text, /[\s,;|]+/)
    case 'tags':
      return listOf(text, /[,;|\n]+/)
    case 'perMinute':
    case 'perHour':
    case 'perDay':
      if (/^(none|-)$/i.test(text)) return null
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined
    case 'metadata': {
      const value = parsed(text)
      return isObject(value) ? value : undefined
    }
    case 'expiresAt':
      return instantOf(text)
    default:
      return text
  }
}

/**
 * A date without a time means its end in the local time zone. Text that is not a date is sent unchanged, and the server
 * refuses it.
 */
function instantOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return endOfDay(text)?.toISOString() ?? text
  const at = /^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN
  return Number.isNaN(at) ? text : new Date(at).toISOString()
}

/** Validates the digest locally: if the file has a key in its place, it must not leave this browser. */
function checked(at: number, key: Record<string, unknown>): ImportLine {
  if (hexOf(key.digest) !== null) return { at, key, errors: [] }
  const { digest, ...rest } = key
  const message = digest === undefined ? 'is required' : 'must be a SHA-256 digest in hex or base64'
  return { at, key: rest, errors: [{ path: 'digest', message }] }
}

/** A digest in lower-case hex, from any of its forms; null if it is not a digest. */
export function hexOf(digest: unknown): string | null {
  if (typeof digest !== 'string') return null
  if (/^[0-9a-f]{64}$/i.test(digest)) return digest.toLowerCase()
  if (!/^[A-Za-z0-9+/]{43}=$/.test(digest) && !/^[A-Za-z0-9_-]{43}=?$/.test(digest)) return null
  const bytes = atob(digest.replaceAll('-', '+').replaceAll('_', '/'))
  return [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

/** Finds digests that occur twice in the file: the server gets at most 500 lines per request. */
function refuseRepeated(lines: readonly ImportLine[], unit: ImportFile['unit']): ImportLine[] {
  const first = new Map<string, number>()
  return lines.map((line) => {
    const digest = hexOf(line.key.digest)
    if (digest === null) return line
    const earlier = first.get(digest)
    if (earlier === undefined) {
      first.set(digest, line.at)
      return line
    }
    return { ...line, errors: [...line.errors, { path: 'digest', message: `is the same as in ${unit} ${earlier}` }] }
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
