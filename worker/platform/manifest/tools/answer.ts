import type { Json } from '../../../../contract/common.ts'
import { invalidCursor } from '../../errors.ts'
import { utf8 } from '../../lib/crypto/encoding.ts'
import { readCursor, writeCursor } from '../../lib/cursor.ts'
import type { JsonObject } from '../../lib/json/json.ts'
import { cutText } from '../../lib/text/cut-text.ts'
import type { ToolAnswer } from '../agent-tool.ts'

/** Maximum size of the data of an answer as JSON in UTF-8, bytes: about 5,000 tokens of an agent. */
export const MAX_DATA_BYTES = 18_000

/** Maximum characters of a text, entries of a list or an object, and depth, step by step until an answer fits. Ids stay whole. */
const STEPS = [
  { text: 2000, entries: 200, depth: 12 },
  { text: 500, entries: 100, depth: 8 },
  { text: 200, entries: 50, depth: 6 },
  { text: 100, entries: 25, depth: 5 },
  { text: 64, entries: 10, depth: 4 },
  { text: 64, entries: 4, depth: 3 },
]
type Step = (typeof STEPS)[number]

/** Kept for the cursor of a page. */
const CURSOR_BYTES = 1100

const CUT = 'Long values were shortened (…).'

export const sizeOf = (data: unknown): number => utf8(JSON.stringify(data) ?? '').length

/** A path of the dashboard with its parameters; those that are null or undefined are left out. */
export function pageLink(path: string, parameters: Record<string, string | null | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}

/** The data of an answer, shortened until it fits, and whether anything was shortened. Instants stay whole. */
export function bounded(data: object, maxBytes = MAX_DATA_BYTES): { data: Json; isCut: boolean } {
  for (const step of STEPS) {
    const shown = { isCut: false }
    const made = shorten(data, step, step.depth, shown)
    if (sizeOf(made) <= maxBytes) return { data: made, isCut: shown.isCut }
  }
  return { data: { beginning: cutText(JSON.stringify(data), maxBytes / 4) }, isCut: true }
}

function shorten(value: unknown, step: Step, depth: number, shown: { isCut: boolean }): Json {
  if (typeof value === 'string') {
    if (value.length <= step.text) return value
    shown.isCut = true
    return `${cutText(value, step.text)}…`
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (depth === 0) {
    shown.isCut = true
    return '…'
  }
  const inside = (one: unknown) => shorten(one, step, depth - 1, shown)
  if (Array.isArray(value)) {
    if (value.length > step.entries) shown.isCut = true
    return value.slice(0, step.entries).map(inside)
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  if (entries.length > step.entries) shown.isCut = true
  return Object.fromEntries(entries.slice(0, step.entries).map(([name, one]) => [name, inside(one)]))
}

type Told = { link?: string; note?: string | undefined }

/** An answer of data that is bounded already. */
function told(data: Json, isCut: boolean, { link, note }: Told): ToolAnswer {
  const notes = [note, isCut ? `${CUT}${link ? ' The page has all of them.' : ''}` : undefined].flatMap(
    (one) => one ?? [],
  )
  return { data, ...(link && { link }), ...(notes.length > 0 && { note: notes.join(' ') }) }
}

/** The answer of a tool: its data, shortened where it is too large, with a note that says so. */
export function answer(value: object, more: Told = {}): ToolAnswer {
  const { data, isCut } = bounded(value)
  return told(data, isCut, more)
}

/** A page of a list that is in memory. Throws `invalid` for the cursor of another list. */
export function pageOfAll<Item>(all: readonly Item[], limit: number, cursor: string | undefined): Page<Item> {
  const [from] = cursor === undefined ? [0] : (readCursor(cursor, 1) ?? [])
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 0) throw invalidCursor()
  const end = from + limit
  return { data: all.slice(from, end), nextCursor: end < all.length ? writeCursor([end]) : null, total: all.length }
}

type Page<Item> = { data: readonly Item[]; nextCursor: string | null; total?: number | undefined }

/** How many of some items fit into an answer, at least one. */
function fitting(items: readonly object[], more: object | undefined): number {
  const room = MAX_DATA_BYTES - CURSOR_BYTES - 500 - sizeOf(more)
  let bytes = 0
  const over = items.findIndex((item) => {
    bytes += sizeOf(item) + 1
    return bytes > room
  })
  return over < 0 ? items.length : Math.max(1, over)
}

/**
 * The answer of a tool that lists: `items` and `nextCursor`. A page that is too large is read again with fewer items, so that
 * its cursor goes on behind the last one that is shown. `more`: further members of the data.
 */
export async function pageAnswer<Item>(
  {
    limit,
    read,
    show,
    more,
  }: {
    limit: number
    read: (limit: number) => Promise<Page<Item>>
    show: (item: Item) => object
    more?: object
  },
  { link, note }: Told,
): Promise<ToolAnswer> {
  let page = await read(limit)
  let items = page.data.map(show)
  const count = fitting(items, more)
  if (count < items.length) {
    page = await read(count)
    items = page.data.map(show)
  }
  const { nextCursor, total } = page
  const goOn = nextCursor
    ? `There are more: call this tool again with the same arguments and cursor ${JSON.stringify(nextCursor)}.`
    : undefined
  const shown = bounded({ items, ...more }, MAX_DATA_BYTES - CURSOR_BYTES)
  // A cursor must stay whole.
  const data = { ...(shown.data as JsonObject), nextCursor, ...(total !== undefined && { total }) }
  const notes = [note, goOn].flatMap((one) => one ?? []).join(' ')
  return told(data, shown.isCut, { ...(link && { link }), note: notes || undefined })
}
