import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import type { Json, JsonObject } from '../../../../platform/lib/json/json.ts'
import { isObject } from './json-access.ts'

/** Values of a document, each alias counted as a copy of what it stands for. */
const MAX_VALUES = 300_000
const MAX_DEPTH = 100

export type YamlRead = { ok: true; value: Json } | { ok: false; message: string }

class YamlFault extends Error {}

/**
 * Reads YAML 1.2 as JSON. Only the tags of JSON are read, keys that come twice are refused, and aliases are bounded: each counts
 * as a copy. The conversion is our own, because that of the library compares each key with all others and looks up each alias
 * in the whole document.
 */
export function readYaml(text: string): YamlRead {
  const lines = new LineCounter()
  const line = (node: Node | null | undefined): string => {
    const at = node?.range?.[0]
    return at === undefined ? '' : ` at line ${lines.linePos(at).line}`
  }
  try {
    const [document, ...others] = parseAllDocuments(text, {
      lineCounter: lines,
      schema: 'core',
      version: '1.2',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    })
    if (!document || !('contents' in document)) return { ok: false, message: 'must not be empty' }
    if (others.length > 0) return { ok: false, message: 'must be one YAML document' }
    const [error] = document.errors
    if (error) {
      if (/call stack/.test(error.message)) throw new RangeError(error.message)
      const at = lines.linePos(error.pos[0]).line
      return { ok: false, message: `is neither JSON nor YAML: line ${at}: ${firstLine(error.message)}` }
    }
    return { ok: true, value: new Converter(line).convert(document.contents, 0).value }
  } catch (error) {
    if (error instanceof YamlFault) return { ok: false, message: error.message }
    // The parser calls itself for each level.
    if (error instanceof RangeError) return { ok: false, message: `must not be nested deeper than ${MAX_DEPTH}` }
    throw error
  }
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 200)

type Converted = { value: Json; size: number }

class Converter {
  readonly #line: (node: Node | null | undefined) => string
  /** By anchor; null: it is being converted. */
  readonly #anchors = new Map<string, Converted | null>()
  #values = 0

  constructor(line: (node: Node | null | undefined) => string) {
    this.#line = line
  }

  convert(node: unknown, depth: number): Converted {
    if (node === null || node === undefined) return this.#counted(null, 1)
    if (!isNode(node)) throw new YamlFault('has a value that is not JSON')
    if (depth > MAX_DEPTH) throw new YamlFault(`must not be nested deeper than ${MAX_DEPTH}${this.#line(node)}`)
    if (isAlias(node)) return this.#alias(node.source, node)
    if (node.tag !== undefined && !/^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/.test(node.tag)) {
      throw new YamlFault(
        `must not use the tag ${node.tag.slice(0, 60)}${this.#line(node)}: only values of JSON are read`,
      )
    }
    const { anchor } = node as { anchor?: string }
    if (anchor !== undefined) this.#anchors.set(anchor, null)
    const converted = this.#content(node, depth)
    if (anchor !== undefined) this.#anchors.set(anchor, converted)
    return converted
  }

  #content(node: Node, depth: number): Converted {
    if (isMap(node)) return this.#map(node, depth)
    if (isSeq(node)) {
      let size = 1
      const list = node.items.map((item) => {
        const one = this.convert(item, depth + 1)
        size += one.size
        return one.value
      })
      this.#values++
      return { value: list, size }
    }
    return this.#counted(isScalar(node) ? scalar(node.value) : null, 1)
  }

  #map(node: Node & { items: { key: unknown; value: unknown }[] }, depth: number): Converted {
    const entries: [string, Json][] = []
    const names = new Set<string>()
    const merged: [string, Json][] = []
    let size = 1
    for (const { key, value } of node.items) {
      const name = this.#name(key, node)
      const one = this.convert(value, depth + 1)
      size += one.size
      if (name === '<<') {
        for (const from of Array.isArray(one.value) ? one.value : [one.value]) {
          if (isObject(from)) merged.push(...Object.entries(from))
        }
        continue
      }
      if (names.has(name)) {
        throw new YamlFault(
          `has the key ${name.slice(0, 100)} twice${this.#line(isNode(key) ? key : node)}: which of the two is meant?`,
        )
      }
      names.add(name)
      entries.push([name, one.value])
    }
    for (const [name, value] of merged) {
      if (names.has(name)) continue
      names.add(name)
      entries.push([name, value])
    }
    this.#counted(null, 1)
    return { value: Object.fromEntries(entries) as JsonObject, size }
  }

  #name(key: unknown, map: Node): string {
    if (isScalar(key)) {
      if (typeof key.value === 'string') return this.#usable(key.value, key)
      // A status code such as 200 is a number in YAML.
      return this.#usable(key.source ?? String(key.value), key)
    }
    throw new YamlFault(`has a key that is no text${this.#line(isNode(key) ? key : map)}`)
  }

  #usable(name: string, key: Node): string {
    if (name === '__proto__') throw new YamlFault(`has the key __proto__${this.#line(key)}, which cannot be used`)
    return name.toWellFormed()
  }

  #alias(name: string, node: Node): Converted {
    const found = this.#anchors.get(name)
    if (found === null) throw new YamlFault(`has an alias *${name} within what it stands for${this.#line(node)}`)
    if (!found) throw new YamlFault(`has an alias *${name} without an anchor${this.#line(node)}`)
    return this.#counted(found.value, found.size)
  }

  #counted(value: Json, size: number): Converted {
    this.#values += size
    if (this.#values > MAX_VALUES)
      throw new YamlFault('is too large: it has too many values, or aliases that repeat too much')
    return { value, size }
  }
}

function scalar(value: unknown): Json {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return String(value)
}
