import type { Field, IncomingWebhook } from '../../../../client/src/generated.ts'
import { type JsonValue, memberPath } from './paths.ts'

/** One field of a mapping while it is edited. `value`: a path or JSONata; `fallback`: the default, as text. */
export type MappingRow = { name: string; value: string; fallback: string; list: boolean }

type Mapping = IncomingWebhook['mapping']

/** The type of a field; null: any JSON value, as in the data of an event. */
type Type = Field['type'] | null

export const newRow = (name: string): MappingRow => ({ name, value: '', fallback: '', list: false })

export const isMapped = ({ value, fallback }: MappingRow): boolean => value.trim() !== '' || fallback.trim() !== ''

/** Types whose default is typed as JSON. Of the others, it is the text itself. */
const isJsonType = (type: Type): boolean => type === null || type === 'json' || type === 'number' || type === 'boolean'

const typeOf = (name: string, fields: readonly Field[] | null): Type =>
  fields?.find((field) => field.name === name)?.type ?? (fields ? 'text' : null)

function readFallback(text: string, type: Type): unknown {
  if (!isJsonType(type)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function fallbackText(value: unknown, type: Type): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  // A text that would be read as something else keeps its quotes.
  return isJsonType(type) && readFallback(value, type) !== value ? JSON.stringify(value) : value
}

/** The rows of a saved mapping. `fields`: those of the module; null for an event. */
export const rowsOf = (mapping: Mapping, fields: readonly Field[] | null): MappingRow[] =>
  Object.entries(mapping).map(([name, mapped]) => {
    if (typeof mapped === 'string') return { ...newRow(name), value: mapped }
    const { value = '', default: instead, list } = mapped
    return {
      name,
      value,
      fallback: instead === undefined ? '' : fallbackText(instead, typeOf(name, fields)),
      list: list === true,
    }
  })

/** The mapping to send: rows without a value and without a default are left out. */
export const mappingOf = (rows: readonly MappingRow[], fields: readonly Field[] | null): Mapping =>
  Object.fromEntries(
    rows.filter(isMapped).map(({ name, value, fallback, list }) => {
      const path = value.trim()
      const hasFallback = fallback.trim() !== ''
      if (!hasFallback && !list) return [name, path]
      const more = hasFallback ? { default: readFallback(fallback.trim(), typeOf(name, fields)) } : {}
      return [name, { ...(path === '' ? {} : { value: path }), ...more, list }]
    }),
  )

/** One field as the editor shows it. `at`: its place among the rows; -1 while nothing is mapped to it. */
export type Line = { key: string; field: Field | null; row: MappingRow; at: number }

/** For a record every field of its module, and what is mapped to fields that are gone; for an event the rows. */
export function linesOf(rows: readonly MappingRow[], fields: readonly Field[] | null): Line[] {
  if (!fields) return rows.map((row, at) => ({ key: String(at), field: null, row, at }))
  const known = fields.map((field) => {
    const at = rows.findIndex(({ name }) => name === field.name)
    return { key: field.name, field, row: rows[at] ?? newRow(field.name), at }
  })
  const gone = rows.flatMap((row, at) =>
    fields.some(({ name }) => name === row.name) ? [] : [{ key: row.name, field: null, row, at }],
  )
  return [...known, ...gone]
}

/** The rows after a change of one line. */
export function changedRows(rows: readonly MappingRow[], line: Line, patch: Partial<MappingRow>): MappingRow[] {
  const row = { ...line.row, ...patch }
  return line.at < 0 ? [...rows, row] : rows.map((one, at) => (at === line.at ? row : one))
}

/**
 * Fields that must be mapped and are not: the one that a record is found by, and for a new record those that are required. An
 * update leaves these as they are.
 */
export const missingFields = (
  rows: readonly MappingRow[],
  fields: readonly Field[],
  { action, upsertField }: Pick<IncomingWebhook, 'action' | 'upsertField'>,
): Field[] =>
  fields
    .filter(({ name, required }) => (required && action !== 'update') || (action !== 'create' && name === upsertField))
    .filter(({ name }) => !rows.some((row) => row.name === name && isMapped(row)))

/** The rows of fields that a module has, and those of fields that it does not have. For an event every name is right. */
export function splitRows(
  rows: readonly MappingRow[],
  fields: readonly Field[] | null,
): { kept: MappingRow[]; lost: MappingRow[] } {
  const isKnown = ({ name }: MappingRow) => !fields || fields.some((field) => field.name === name)
  return { kept: rows.filter(isKnown), lost: rows.filter((row) => !isKnown(row) && isMapped(row)) }
}

/** Letters and digits alone, so that `First name` and `first_name` are the same. */
const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** How deep values are looked for by their names. */
const MAX_DEPTH = 6

/**
 * The rows with paths for the fields that have none and whose name or label is that of a value in the sample. The value
 * nearest to the root wins.
 */
export function mappedByName(
  rows: readonly MappingRow[],
  fields: readonly Field[],
  sample: JsonValue,
): { rows: MappingRow[]; count: number } {
  const paths = pathsByName(sample)
  let next = [...rows]
  let count = 0
  for (const line of linesOf(rows, fields)) {
    if (!line.field || isMapped(line.row)) continue
    const path = paths.get(bare(line.field.name)) ?? paths.get(bare(line.field.label))
    if (path === undefined) continue
    const at = next.findIndex(({ name }) => name === line.row.name)
    next = changedRows(next, { ...line, at }, { value: path })
    count++
  }
  return { rows: next, count }
}

function pathsByName(sample: JsonValue): Map<string, string> {
  const found = new Map<string, string>()
  let level: { path: string; value: JsonValue }[] = [{ path: '', value: sample }]
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const below: typeof level = []
    for (const { path, value } of level) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
      for (const [name, member] of Object.entries(value)) {
        const at = memberPath(path, name)
        if (at === null) continue
        if (typeof member === 'object' && member !== null) below.push({ path: at, value: member })
        else if (!found.has(bare(name))) found.set(bare(name), at)
      }
    }
    level = below
  }
  return found
}
