import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

/** Names of properties that all clients accept. */
const SAFE_NAME = /^(?!__proto__$)[A-Za-z0-9_.-]{1,64}$/
const MAX_DEPTH = 12
/** Inlining may repeat a definition many times. */
const MAX_NODES = 4000

/** A schema for agents. `names`: the real name of each argument that has another one there. */
export type PresentedSchema = { schema: JsonObject; names: ReadonlyMap<string, string> }

/**
 * The input schema of a tool in a form that all clients accept: the root is a plain object without combinations, there are no
 * references, and names of properties are safe. It says less than the schema by which arguments are checked, never more.
 *
 * @throws Error if the root is not the schema of an object
 */
export function presentSchema(whole: JsonObject): PresentedSchema {
  const walk = new Walk(whole)
  const root = walk.resolved(whole, 0)
  if (!isObject(root) || !mayBeObject(root)) throw new Error('the root is not an object')
  const { properties, required: all } = flattened(root, walk)
  const required = all.filter((name) => Object.hasOwn(properties, name))
  const names = new Map<string, string>()
  const shown: [string, Json][] = []
  const used = new Set(Object.keys(properties).filter((name) => SAFE_NAME.test(name)))
  const safe = new Map<string, string>()
  for (const [name, schema] of Object.entries(properties)) {
    const plain = SAFE_NAME.test(name) ? name : freeName(name, used)
    safe.set(name, plain)
    if (plain !== name) names.set(plain, name)
    shown.push([plain, walk.present(schema, 1)])
  }
  const { additionalProperties, description } = root
  return {
    schema: {
      type: 'object',
      ...(typeof description === 'string' && { description }),
      properties: Object.fromEntries(shown),
      ...(required.length > 0 && { required: required.map((name) => safe.get(name) ?? name) }),
      ...(additionalProperties === false && { additionalProperties: false }),
    },
    names,
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mayBeObject = ({ type }: JsonObject): boolean =>
  type === undefined || type === 'object' || (Array.isArray(type) && type.includes('object'))

function freeName(name: string, used: Set<string>): string {
  const base =
    name
      .replaceAll(/[^A-Za-z0-9_.-]+/g, '_')
      .replace(/_$/, '')
      .slice(0, 60) || 'argument'
  let free = base
  for (let n = 2; used.has(free); n++) free = `${base}_${n}`
  used.add(free)
  return free
}

type Flat = { properties: JsonObject; required: string[] }

/**
 * The properties of a root and of its combinations. Those of `allOf` are required as there; of alternatives, only what all of
 * them require.
 */
function flattened(root: JsonObject, walk: Walk, depth = 0): Flat {
  const flat: Flat = {
    properties: isObject(root.properties) ? { ...root.properties } : {},
    required: namesIn(root.required),
  }
  if (depth > MAX_DEPTH || !walk.mayGoOn()) return flat
  const branches = (list: Json | undefined) =>
    (Array.isArray(list) ? list : [])
      .map((one) => walk.resolved(one, depth + 1))
      .filter(isObject)
      .map((one) => flattened(one, walk, depth + 1))
  for (const { properties, required } of branches(root.allOf)) {
    flat.properties = { ...properties, ...flat.properties }
    flat.required.push(...required)
  }
  for (const list of [root.anyOf, root.oneOf]) {
    const all = branches(list)
    for (const { properties } of all) flat.properties = { ...properties, ...flat.properties }
    const [first, ...others] = all
    flat.required.push(
      ...(first?.required ?? []).filter((one) => others.every(({ required }) => required.includes(one))),
    )
  }
  flat.required = [...new Set(flat.required)]
  return flat
}

const namesIn = (list: Json | undefined): string[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []

/** Members that contain one schema, a list of schemas, or schemas by name. */
const ONE = ['items', 'additionalProperties', 'contains', 'not', 'if', 'then', 'else', 'propertyNames']
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
/** What agents are not told: names of the schema itself, definitions, and what only some clients read. */
const LEFT_OUT = new Set(['$schema', '$id', '$defs', 'definitions', '$comment', '$anchor', '$ref', 'x-mcp-header'])

/** Walks a schema and replaces references by what they refer to. */
class Walk {
  readonly #whole: JsonObject
  #nodes = 0

  constructor(whole: JsonObject) {
    this.#whole = whole
  }

  /** Counts a schema; false if there were too many. */
  mayGoOn = (): boolean => ++this.#nodes <= MAX_NODES

  /** A schema that is not a reference; one that leads nowhere or to itself allows anything. */
  resolved(schema: Json, depth: number): Json {
    let current = schema
    for (let step = depth; isObject(current) && typeof current.$ref === 'string'; step++) {
      if (step > MAX_DEPTH) return {}
      const { $ref, ...beside } = current
      const target = this.#find(String($ref))
      current = isObject(target) ? { ...target, ...beside } : {}
    }
    return current
  }

  #find(reference: string): Json | undefined {
    if (reference !== '#' && !reference.startsWith('#/')) return undefined
    let current: Json | undefined = this.#whole
    for (const part of reference.split('/').slice(1)) {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
      current = isObject(current) && Object.hasOwn(current, name) ? current[name] : undefined
    }
    return current
  }

  present(given: Json, depth: number): Json {
    // Some clients do not accept a boolean as a schema.
    if (given === true || !isObject(given)) return given === false ? { not: {} } : {}
    if (depth > MAX_DEPTH || !this.mayGoOn()) return {}
    const schema = this.resolved(given, depth)
    if (!isObject(schema)) return {}
    const shown: [string, Json][] = []
    for (const [name, value] of Object.entries(schema)) {
      if (LEFT_OUT.has(name)) continue
      if (name === 'properties' && isObject(value)) {
        const safe = Object.entries(value).filter(([property]) => SAFE_NAME.test(property))
        shown.push([name, Object.fromEntries(safe.map(([property, one]) => [property, this.present(one, depth + 1)]))])
      } else if (name === 'additionalProperties') shown.push([name, this.#additional(value, depth)])
      else if (ONE.includes(name) && !Array.isArray(value)) shown.push([name, this.present(value, depth + 1)])
      else if (LISTS.includes(name) && Array.isArray(value)) {
        shown.push([name, value.map((one) => this.present(one, depth + 1))])
      } else shown.push([name, value])
    }
    return Object.fromEntries(shown)
  }

  /** Whether, or which, further properties are allowed. `{}` says the same as `true`, and the Inspector warns about it. */
  #additional(value: Json, depth: number): Json {
    if (typeof value === 'boolean') return value
    const shown = this.present(value, depth + 1)
    return isObject(shown) && Object.keys(shown).length === 0 ? true : shown
  }
}
