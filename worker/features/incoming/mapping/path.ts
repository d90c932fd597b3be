import type { Json } from '../../../platform/lib/json/json.ts'

/** A step of a path: the name of a member, a place in a list, or `[]`: the result is a list. */
type Step = string | number | 'list'
export type Path = { from: 'payload' | 'headers'; steps: readonly { kind: 'name' | 'index' | 'list'; at: Step }[] }

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy
const INDEX = /\[(\d{1,6})\]/y
const LIST = /\[\]/y
const QUOTED = /\["((?:[^"\\]|\\["\\])*)"\]/y
const HEADERS = '$headers.'
const HEADER = /^[a-z0-9!#$%&'*+.^_`|~-]+$/
/** Literals of JSONata. */
const LITERALS = new Set(['true', 'false', 'null'])
const MAX_STEPS = 50

/** Names that mean something else in JavaScript. */
export const REFUSED_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads a path such as `data.items[0].sku`, `tags[]`, `["odd name"].x` or `$headers.x-github-event`. Null if the text is not a
 * path: then it is JSONata.
 */
export function readPath(text: string): Path | null {
  if (text.startsWith(HEADERS)) {
    const name = text.slice(HEADERS.length).toLowerCase()
    return HEADER.test(name) ? { from: 'headers', steps: [{ kind: 'name', at: name }] } : null
  }
  if (LITERALS.has(text)) return null
  const steps: { kind: 'name' | 'index' | 'list'; at: Step }[] = []
  let at = 0
  const match = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at
    const found = form.exec(text)
    if (found) at += found[0].length
    return found
  }
  while (at < text.length) {
    if (steps.length > MAX_STEPS) return null
    const isFirst = steps.length === 0
    const quoted = match(QUOTED)
    if (quoted) {
      steps.push({ kind: 'name', at: (quoted[1] ?? '').replaceAll(/\\(.)/g, '$1') })
      continue
    }
    const index = match(INDEX)
    if (index) {
      steps.push({ kind: 'index', at: Number(index[1]) })
      continue
    }
    if (!isFirst && match(LIST)) {
      steps.push({ kind: 'list', at: 'list' })
      continue
    }
    if (!isFirst && text[at] === '.') at++
    else if (!isFirst) return null
    const name = match(NAME)
    if (!name) return null
    steps.push({ kind: 'name', at: name[0] })
  }
  return steps.length === 0 ? null : { from: 'payload', steps }
}

/** The name of a member that a path cannot contain; null if there is none. */
export const refusedName = ({ steps }: Path): string | null => {
  const found = steps.find(({ at }) => typeof at === 'string' && REFUSED_NAMES.has(at))
  return found ? String(found.at) : null
}

/**
 * The value at a path; undefined if there is none. Only own members are read. A name that is asked of a list is read in each of its
 * items, and the result is a list, whether it has many values, one, or none.
 */
export function valueAt(root: Json, { steps }: Path): Json | undefined {
  let values: Json[] = [root]
  let isList = false
  for (const { kind, at } of steps) {
    if (kind === 'list') {
      values = values.flatMap((one) => (Array.isArray(one) ? one : one === null ? [] : [one]))
      isList = true
    } else if (kind === 'index') {
      values = values.flatMap((one) => (Array.isArray(one) ? (one[Number(at)] ?? []) : []))
    } else {
      if (values.some(Array.isArray)) isList = true
      values = values.flatMap((one) => (Array.isArray(one) ? one.flatMap((item) => member(item, at)) : member(one, at)))
    }
  }
  return isList ? values : values[0]
}

/** An own member of an object, in a list so that a value which is a list stays one; empty if there is none. */
function member(value: Json, name: Step): Json[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof name !== 'string') return []
  return Object.hasOwn(value, name) ? [value[name] as Json] : []
}
