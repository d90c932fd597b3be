import type { Json, JsonObject } from '../../../../platform/lib/json/json.ts'
import { isObject, listAt, member, objectAt, stringsAt, textAt } from '../document/json-access.ts'
import type { Resolver } from '../document/resolver.ts'
import type { KnownPatterns } from './known-patterns.ts'

/** Names that every client takes for a property: others end its whole session. */
export const isPropertyName = (name: string): boolean =>
  /^[A-Za-z0-9_.-]{1,64}$/.test(name) && !(name in Object.prototype)

const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']
const NUMBERS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']
const MAX_ENUM = 200
const MAX_BRANCHES = 20
/** Characters of a description, and of an example or a default as JSON. */
const MAX_TEXT = 300
const MAX_EXAMPLE = 200

/** How much of the schemas fits. `texts`: whether descriptions, examples and defaults are kept below the first level. */
export type Detail = { depth: number; texts: boolean }

/** The schemas are larger than a tool may be. */
export class SchemaTooLarge extends Error {}
const MAX_NODES = 3000

/**
 * Writes schemas of OpenAPI 3.0 and 3.1 as JSON Schema of draft 2020-12, with references in place. What cannot be expressed, or
 * what some clients refuse, is left out and told in `notes`.
 */
export class SchemaConverter {
  readonly resolver: Resolver
  readonly #detail: Detail
  readonly #patterns: KnownPatterns
  readonly notes = new Set<string>()
  #nodes = 0

  constructor(resolver: Resolver, detail: Detail, patterns: KnownPatterns) {
    this.resolver = resolver
    this.#detail = detail
    this.#patterns = patterns
  }

  /**
   * `stack`: the references that led here, to recognize recursion.
   *
   * @throws SchemaTooLarge
   */
  convert(raw: Json | undefined, stack: readonly string[] = [], depth = 0): JsonObject {
    this.resolver.charge(5)
    this.#nodes++
    if (this.#nodes > MAX_NODES) throw new SchemaTooLarge()
    const { value, refs, problem } = this.resolver.resolve(raw)
    if (problem) this.notes.add(`A schema was left open: ${problem}.`)
    if (value === false) return { not: {} }
    if (!isObject(value)) return {}
    const beside = isObject(raw) && refs.length > 0 ? textAt(raw, 'description') : null
    if (refs.some((ref) => stack.includes(ref))) {
      this.notes.add('A schema that contains itself was cut where it begins again.')
      return { ...typeOf(value), description: 'The same again, nested.' }
    }
    if (depth >= this.#detail.depth) {
      this.notes.add('Deeply nested parts of its schema were left open.')
      return { ...typeOf(value), ...this.#description(beside ?? textAt(value, 'description'), depth) }
    }
    return this.#converted(value, [...stack, ...refs], depth, beside)
  }

  #converted(from: JsonObject, stack: string[], depth: number, description: string | null): JsonObject {
    const to: JsonObject = {
      ...typeOf(from),
      ...this.#description(description ?? textAt(from, 'description'), depth),
      ...this.#values(from, depth),
      ...this.#objectPart(from, stack, depth),
      ...this.#listPart(from, stack, depth),
    }
    // More than one branch of a oneOf may fit a value that the upstream takes.
    const branches = [...listAt(from, 'anyOf'), ...listAt(from, 'oneOf')].slice(0, MAX_BRANCHES)
    if (branches.length > 0) to.anyOf = branches.map((one) => this.convert(one, stack, depth + 1))
    const all = listAt(from, 'allOf').slice(0, MAX_BRANCHES)
    if (all.length > 0) to.allOf = all.map((one) => this.convert(one, stack, depth + 1))
    if (member(from, 'not') !== undefined) to.not = this.convert(member(from, 'not'), stack, depth + 1)
    return member(from, 'nullable') === true ? nullable(to) : to
  }

  #description(text: string | null, depth: number): JsonObject {
    return text === null || text === '' || !this.#keepsTexts(depth) ? {} : { description: shortened(text, MAX_TEXT) }
  }

  #keepsTexts = (depth: number): boolean => this.#detail.texts || depth <= 1

  #values(from: JsonObject, depth: number): JsonObject {
    const to: JsonObject = {}
    for (const name of NUMBERS) {
      const value = member(from, name)
      if (typeof value === 'number') to[name] = value
    }
    // In OpenAPI 3.0 these are flags of minimum and maximum.
    for (const [flag, limit] of [
      ['exclusiveMinimum', 'minimum'],
      ['exclusiveMaximum', 'maximum'],
    ] as const) {
      if (member(from, flag) !== true || to[limit] === undefined) continue
      to[flag] = to[limit]
      delete to[limit]
    }
    for (const name of COUNTS) {
      const value = member(from, name)
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) to[name] = value
    }
    const multiple = member(from, 'multipleOf')
    if (typeof multiple === 'number' && multiple > 0) to.multipleOf = multiple
    const format = textAt(from, 'format')
    if (format !== null) to.format = format.slice(0, 60)
    const pattern = textAt(from, 'pattern')
    if (pattern !== null) {
      if (this.#patterns.isSafe(pattern)) to.pattern = pattern
      else this.notes.add('A pattern that could take too long, or that is no regular expression, was left out.')
    }
    const values = listAt(from, 'enum')
    if (values.length > 0 && values.length <= MAX_ENUM) to.enum = values
    else if (values.length > MAX_ENUM) this.notes.add(`A list of more than ${MAX_ENUM} allowed values was left out.`)
    const constant = member(from, 'const')
    if (constant !== undefined) to.const = constant
    if (!this.#keepsTexts(depth)) return to
    const standard = member(from, 'default')
    if (standard !== undefined && isShort(standard)) to.default = standard
    const [example = member(from, 'example')] = listAt(from, 'examples')
    if (example !== undefined && isShort(example)) to.examples = [example]
    return to
  }

  #objectPart(from: JsonObject, stack: string[], depth: number): JsonObject {
    const to: JsonObject = {}
    const properties: [string, Json][] = []
    for (const [name, raw] of Object.entries(objectAt(from, 'properties') ?? {})) {
      if (isReadOnly(this.resolver, raw)) continue
      if (isPropertyName(name)) properties.push([name, this.convert(raw, stack, depth + 1)])
      else
        this.notes.add(`The property ${JSON.stringify(name.slice(0, 60))} was left out: clients do not take its name.`)
    }
    if (properties.length > 0) to.properties = Object.fromEntries(properties)
    const names = new Set(properties.map(([name]) => name))
    const required = [...new Set(stringsAt(from, 'required'))].filter((name) => names.has(name))
    if (required.length > 0) to.required = required
    const others = member(from, 'additionalProperties')
    if (typeof others === 'boolean') to.additionalProperties = others
    else if (isObject(others)) to.additionalProperties = this.convert(others, stack, depth + 1)
    return to
  }

  #listPart(from: JsonObject, stack: string[], depth: number): JsonObject {
    const to: JsonObject = {}
    const items = member(from, 'items')
    if (isObject(items)) to.items = this.convert(items, stack, depth + 1)
    const first = listAt(from, 'prefixItems').slice(0, MAX_BRANCHES)
    if (first.length > 0) to.prefixItems = first.map((one) => this.convert(one, stack, depth + 1))
    if (member(from, 'uniqueItems') === true) to.uniqueItems = true
    return to
  }
}

function typeOf(from: JsonObject): JsonObject {
  const types = [...new Set(stringsAt(from, 'type'))].filter((one) => TYPES.includes(one))
  const [only] = types
  if (only === undefined) return {}
  return { type: types.length === 1 ? only : types }
}

/** What `nullable` of OpenAPI 3.0 means. */
function nullable(schema: JsonObject): JsonObject {
  const { type } = schema
  if (type === undefined)
    return schema.enum || schema.anyOf || schema.allOf ? { anyOf: [schema, { type: 'null' }] } : schema
  const types = Array.isArray(type) ? type : [type]
  const values = schema.enum
  return {
    ...schema,
    type: types.includes('null') ? types : [...types, 'null'],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  }
}

/** Whether only the upstream sets a property. */
export const isReadOnly = (resolver: Resolver, raw: Json | undefined): boolean =>
  member(raw, 'readOnly') === true || member(resolver.resolve(raw).value, 'readOnly') === true

const isShort = (value: Json): boolean => JSON.stringify(value).length <= MAX_EXAMPLE

/** A text of at most `max` characters, without half of a surrogate pair, NUL and blanks at its ends. */
export const shortened = (text: string, max: number): string => {
  const clean = text.toWellFormed().replaceAll('\0', '').trim()
  return clean.length <= max
    ? clean
    : `${[...clean.slice(0, max - 1)]
        .join('')
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`
}
