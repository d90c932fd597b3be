import type { WorkBudget } from '../budget/work-budget.ts'
import type { Json, JsonObject } from '../json/json.ts'

export type SchemaError = { path: string; message: string }

/**
 * The location of a value in the data: a linked list from the inside out, turned into a path only if there is an error
 * to report.
 */
export type Place = { parent: Place | null; name: string | number }

/** A compiled schema. */
export type SchemaNode = {
  checks: Check[]
  /** Checks that depend on what the other keywords evaluated (`unevaluatedProperties`, `unevaluatedItems`). */
  lateChecks: Check[]
  /** Schemas that this one applies to the same value. */
  inPlace: SchemaNode[]
  path: string
}

/**
 * Checks one keyword. Returns whether the value is valid, and reports errors unless the run is quiet. `evaluated` is
 * null if no caller needs to know what was evaluated.
 */
export type Check = (value: Json, place: Place, run: Run, evaluated: Evaluated | null) => boolean

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Steps for an entry that is added to a set. */
const SET_ENTRY = 8

/** The properties and items of one value that the keywords of a schema have evaluated. */
export class Evaluated {
  allProperties = false
  allItems = false
  /** Number of evaluated items from the first one on. */
  prefix = 0
  readonly properties = new Set<string>()
  readonly items = new Set<number>()

  /** Adds what a schema for the same value has evaluated. Charges what it copies. */
  add(other: Evaluated, budget: WorkBudget): void {
    budget.charge(1 + SET_ENTRY * (other.properties.size + other.items.size))
    this.allProperties ||= other.allProperties
    this.allItems ||= other.allItems
    this.prefix = Math.max(this.prefix, other.prefix)
    for (const name of other.properties) this.properties.add(name)
    for (const index of other.items) this.items.add(index)
  }

  hasItem(index: number): boolean {
    return this.allItems || index < this.prefix || this.items.has(index)
  }
}

/** Thrown if schemas and data are nested so deep that evaluation stops. */
export class SchemaTooDeep extends Error {}

const MAX_DEPTH = 500

/** One validation: its budget, and the errors so far. */
export class Run {
  readonly budget: WorkBudget
  readonly errors = new Map<string, string>()
  readonly #maxErrors: number
  #quiet = 0
  #depth = 0

  constructor(budget: WorkBudget, maxErrors: number) {
    this.budget = budget
    this.#maxErrors = maxErrors
  }

  /** Whether the first failure is enough: the errors are not read, or there are enough of them. */
  get isQuiet(): boolean {
    return this.#quiet > 0 || this.errors.size >= this.#maxErrors
  }

  /** Reports an error at a place. One field has one error: the first. Returns false. */
  fail(place: Place, message: string): false {
    if (this.isQuiet) return false
    const path = pathOf(place)
    if (!this.errors.has(path)) this.errors.set(path, message)
    return false
  }

  /** Evaluates a schema for a value at a place. Throws WorkExceeded and SchemaTooDeep. */
  evaluate(node: SchemaNode, value: Json, place: Place, evaluated: Evaluated | null): boolean {
    this.budget.charge(1 + node.checks.length)
    if (++this.#depth > MAX_DEPTH) throw new SchemaTooDeep()
    const own = node.lateChecks.length > 0 ? new Evaluated() : evaluated
    let fits = true
    for (const check of node.checks) {
      if (check(value, place, this, own)) continue
      fits = false
      if (this.isQuiet) break
    }
    if (fits) for (const check of node.lateChecks) fits = check(value, place, this, own) && fits
    if (fits && own !== null && evaluated !== null && own !== evaluated) evaluated.add(own, this.budget)
    this.#depth--
    return fits
  }

  /** Evaluates a schema whose failure is no error by itself, such as one branch of `anyOf`. */
  matches(node: SchemaNode, value: Json, place: Place, evaluated: Evaluated | null): boolean {
    this.#quiet++
    const own = evaluated && new Evaluated()
    const fits = this.evaluate(node, value, place, own)
    this.#quiet--
    if (fits && own && evaluated) evaluated.add(own, this.budget)
    return fits
  }
}

function pathOf(place: Place): string {
  const names: (string | number)[] = []
  for (let at: Place | null = place; at !== null; at = at.parent) names.push(at.name)
  return names.reverse().join('.')
}
