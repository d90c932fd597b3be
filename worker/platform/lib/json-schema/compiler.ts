import type { WorkBudget } from '../budget/work-budget.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { compileSafeRegex, type SafeRegex } from '../regex/safe-regex.ts'
import { type Check, isObject, type SchemaError, type SchemaNode } from './node.ts'

/** Compiles one keyword. Returns null if the keyword checks nothing, or is invalid, which it has then reported. */
export type Keyword = (value: Json, site: Site) => Check | null

const MAX_PROBLEMS = 20
const PATH_CHARACTERS = 300

/**
 * Compiles a schema into nodes. Problems are collected, and the invalid keywords left out: a schema that was stored
 * under earlier rules is still evaluated as far as possible.
 */
export class SchemaCompiler {
  readonly problems: SchemaError[] = []
  readonly budget: WorkBudget
  readonly #keywords: ReadonlyMap<string, Keyword>
  /** By JSON Pointer from the root, as a `$ref` refers to it. */
  readonly #nodes = new Map<string, SchemaNode>()
  readonly #anchors = new Map<string, SchemaNode>()
  readonly #references: { target: string; site: Site; resolve: (node: SchemaNode) => void }[] = []
  readonly #regexes = new Map<string, SafeRegex | null>()

  constructor(budget: WorkBudget, keywords: ReadonlyMap<string, Keyword>) {
    this.budget = budget
    this.#keywords = keywords
  }

  compileRoot(schema: Json): SchemaNode {
    const root = this.compile(schema, [])
    for (const { target, site, resolve } of this.#references) {
      const node = this.#findTarget(target, isObject(schema) ? schema.$id : undefined)
      if (node) resolve(node)
      else site.problem(`refers to no schema in this one: ${target.slice(0, 100)}`)
    }
    this.#refuseLoops()
    return root
  }

  compile(schema: Json, path: readonly string[]): SchemaNode {
    this.budget.charge(5)
    const node: SchemaNode = { checks: [], lateChecks: [], inPlace: [], path: textOf(path) }
    this.#nodes.set(path.map(escapePointer).join(''), node)
    if (schema === false) node.checks.push((_, place, run) => run.fail(place, 'is not allowed by the schema'))
    if (typeof schema === 'boolean') return node
    if (!isObject(schema)) {
      this.report(path, 'must be a schema: an object, true or false')
      return node
    }
    for (const [name, value] of Object.entries(schema)) {
      this.budget.charge(2)
      const site = new Site(this, node, schema, [...path, name], name)
      const keyword = this.#keywords.get(name)
      if (keyword) site.add(keyword(value, site))
      else if (!name.startsWith('x-')) site.problem('is no keyword of JSON Schema draft 2020-12 that can be used here')
    }
    return node
  }

  report(path: readonly string[], message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ path: textOf(path), message })
  }

  addAnchor(name: string, node: SchemaNode): void {
    this.#anchors.set(name, node)
  }

  addReference(target: string, site: Site, resolve: (node: SchemaNode) => void): void {
    this.#references.push({ target, site, resolve })
  }

  /**
   * Compiles a pattern with the meaning of JSON Schema: ECMAScript, in Unicode mode if the pattern is valid in it. Null
   * if it is refused.
   */
  regexOf(source: string, site: Site): SafeRegex | null {
    const known = this.#regexes.get(source)
    if (known !== undefined) return known
    const unicode = compileSafeRegex(source, 'u')
    const compiled = unicode.ok ? unicode : compileSafeRegex(source)
    if (!compiled.ok) site.problem(compiled.message)
    this.budget.charge(100 + source.length + 4 * (compiled.ok ? compiled.regex.size : 1000))
    this.#regexes.set(source, compiled.ok ? compiled.regex : null)
    return compiled.ok ? compiled.regex : null
  }

  #findTarget(target: string, rootId: Json | undefined): SchemaNode | undefined {
    const fragment = typeof rootId === 'string' && target.startsWith(rootId) ? target.slice(rootId.length) : target
    if (fragment !== '' && !fragment.startsWith('#')) return undefined
    const name = decode(fragment.slice(1))
    return this.#nodes.get(name) ?? this.#anchors.get(name)
  }

  /** Reports schemas that apply themselves to the same value again, which would never end. */
  #refuseLoops(): void {
    const done = new Set<SchemaNode>()
    const open = new Set<SchemaNode>()
    const findLoop = (node: SchemaNode): SchemaNode | undefined => {
      if (open.has(node)) return node
      if (done.has(node)) return undefined
      open.add(node)
      for (const inner of node.inPlace) {
        const found = findLoop(inner)
        if (found) return found
      }
      open.delete(node)
      done.add(node)
      return undefined
    }
    let found: SchemaNode | undefined
    for (const node of this.#nodes.values()) found ??= findLoop(node)
    if (found) this.problems.push({ path: found.path, message: 'refers to itself without end' })
  }
}

/** A keyword and its location. */
export class Site {
  readonly compiler: SchemaCompiler
  readonly node: SchemaNode
  /** The schema that contains the keyword. */
  readonly schema: JsonObject
  readonly path: readonly string[]
  readonly name: string

  constructor(compiler: SchemaCompiler, node: SchemaNode, schema: JsonObject, path: readonly string[], name: string) {
    this.compiler = compiler
    this.node = node
    this.schema = schema
    this.path = path
    this.name = name
  }

  add(check: Check | null): void {
    if (check === null) return
    if (this.name.startsWith('unevaluated')) this.node.lateChecks.push(check)
    // First, because a value of the wrong type should report only that error.
    else if (this.name === 'type') this.node.checks.unshift(check)
    else this.node.checks.push(check)
  }

  /** Reports the keyword as invalid. Returns null, so that the keyword is left out. */
  problem(message: string, ...below: string[]): null {
    this.compiler.report([...this.path, ...below], message)
    return null
  }

  /** Compiles a schema for parts of the value, such as its properties. */
  child(schema: Json, ...below: string[]): SchemaNode {
    return this.compiler.compile(schema, [...this.path, ...below])
  }

  /** Compiles a schema for the same value. */
  branch(schema: Json, ...below: string[]): SchemaNode {
    const node = this.child(schema, ...below)
    this.node.inPlace.push(node)
    return node
  }

  /** Compiles a keyword whose value is an object of schemas, by name. */
  children(value: Json, compile: (schema: Json, name: string) => SchemaNode): Map<string, SchemaNode> | null {
    if (!isObject(value)) return this.problem('must be an object of schemas')
    return new Map(Object.entries(value).map(([name, schema]) => [name, compile(schema, name)]))
  }
}

const textOf = (path: readonly string[]): string => path.join('.').slice(0, PATH_CHARACTERS)

const escapePointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
