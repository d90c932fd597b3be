import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { cutText } from '../../../platform/lib/text/cut-text.ts'

/** `left`: what was left out, as sentences; empty if the value fits. */
export type Fitted = { value: Json; left: string[] }

/** A text that is cut keeps room for the mark of the cut and for escapes. */
const MIN_ROOM = 8
const MAX_NOTES = 5

/**
 * A JSON value in at most about `room` characters. What is too large is cut between the items of lists, between members and at the
 * end of texts, so that the rest stays valid JSON.
 */
export function fitJson(value: Json, room: number): Fitted {
  const left: string[] = []
  const fitted = reduce(value, room, '', (note) => {
    if (left.length < MAX_NOTES) left.push(note)
  })
  return { value: fitted, left }
}

const sizeOf = (value: Json): number => JSON.stringify(value).length

type Note = (text: string) => void

function reduce(value: Json, room: number, path: string, note: Note): Json {
  if (typeof value !== 'object' || value === null) {
    if (typeof value !== 'string' || sizeOf(value) <= room) return value
    note(`${path || 'The text'} is cut: it has ${value.length} characters.`)
    return shortened(value, room)
  }
  if (sizeOf(value) <= room) return value
  return Array.isArray(value) ? fitList(value, room, path, note) : fitObject(value, room, path, note)
}

/** The longest beginning whose JSON fits. */
function shortened(text: string, room: number): string {
  let length = Math.max(0, Math.min(text.length, room - 3))
  while (length > 0 && sizeOf(cutText(text, length)) + 1 > room) length = Math.floor(length * 0.9)
  return `${cutText(text, length)}…`
}

function fitList(list: readonly Json[], room: number, path: string, note: Note): Json[] {
  const kept: Json[] = []
  let used = 2
  for (const item of list) {
    const size = sizeOf(item) + 1
    if (used + size > room) break
    kept.push(item)
    used += size
  }
  const [first] = list
  // One item is too large already: a part of it is more use than nothing.
  if (kept.length === 0 && first !== undefined && room > MIN_ROOM * 2) {
    kept.push(reduce(first, room - 2, path === '' ? '0' : `${path}.0`, note))
  }
  if (kept.length < list.length) {
    note(`${path || 'The list'} has ${list.length} items, of which the first ${kept.length} are shown.`)
  }
  return kept
}

/** Shares the room among the members: small ones stay whole, and the large ones get equal parts of the rest. */
function fitObject(object: JsonObject, room: number, path: string, note: Note): JsonObject {
  const members = Object.entries(object).map(([name, value]) => ({ name, value, size: sizeOf(value) }))
  const shares = new Map<string, number>()
  let rest = room - 2
  let count = members.length
  for (const { name, size } of members.toSorted((a, b) => a.size - b.size)) {
    const extra = JSON.stringify(name).length + 2
    const share = Math.floor(rest / count) - extra
    shares.set(name, Math.min(share, size))
    rest -= Math.min(Math.max(share, 0), size) + extra
    count--
  }
  const kept: [string, Json][] = []
  for (const { name, value, size } of members) {
    const share = shares.get(name) ?? 0
    if (share < Math.min(size, MIN_ROOM)) continue
    kept.push([name, size <= share ? value : reduce(value, share, path === '' ? name : `${path}.${name}`, note)])
  }
  if (kept.length < members.length) {
    note(`${path || 'The object'} has ${members.length} members, of which ${kept.length} are shown.`)
  }
  return Object.fromEntries(kept)
}
