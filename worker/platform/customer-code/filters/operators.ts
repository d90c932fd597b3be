import type { WorkBudget } from '../../lib/budget/work-budget.ts'
import type { Json } from '../../lib/json/json.ts'
import type { SafeRegex } from '../../lib/regex/safe-regex.ts'
import { isEqual, type Value } from './equality.ts'
import { type Candidate, isNoValue, type Matcher } from './matcher.ts'

type Test = (value: Value, budget: WorkBudget) => boolean

/** Matches if one of the values passes. */
export class SomePasses implements Matcher {
  matched = false
  settled = false
  readonly #test: Test

  constructor(test: Test) {
    this.#test = test
  }

  reset(): void {
    this.matched = false
    this.settled = false
  }

  see({ value, key, owner }: Candidate, budget: WorkBudget): void {
    if (Array.isArray(owner) && !Object.hasOwn(owner, key ?? '')) return
    if (this.#test(value, budget)) {
      this.matched = true
      this.settled = true
    }
  }
}

/** Matches if no value passes ($ne, $nin). */
export class NonePasses implements Matcher {
  matched = true
  settled = false
  readonly #test: Test

  constructor(test: Test) {
    this.#test = test
  }

  reset(): void {
    this.matched = true
    this.settled = false
  }

  see(candidate: Candidate, budget: WorkBudget): void {
    if (isNoValue(candidate) || !this.#test(candidate.value, budget)) return
    this.matched = false
    this.settled = true
  }
}

/** Matches if one value is in a list ($in). */
export class SomeIsIn implements Matcher {
  matched = false
  settled = false
  readonly #test: Test

  constructor(test: Test) {
    this.#test = test
  }

  reset(): void {
    this.matched = false
    this.settled = false
  }

  see(candidate: Candidate, budget: WorkBudget): void {
    if (isNoValue(candidate)) return
    this.matched = this.#test(candidate.value, budget)
    this.settled = this.matched
  }
}

/** Whether a value is in a list. Scalars are found in constant time, however long the list is. */
export function isIn(list: readonly Json[]): Test {
  const plain = new Set<Value>()
  const others: Json[] = []
  for (const item of list) {
    if (typeof item !== 'object' || item === null) plain.add(item)
    else others.push(item)
  }
  return (value, budget) => {
    budget.charge(1)
    if (plain.has(value ?? null)) return true
    return typeof value === 'object' && value !== null && others.some((item) => isEqual(value, item, budget))
  }
}

export const equalTo =
  (operand: Json): Test =>
  (value, budget) =>
    isEqual(value, operand, budget)

/**
 * Compares numbers with numbers, strings with strings, and booleans with booleans; null only for operators that include
 * equality.
 */
export function ordered(operand: Json, passes: (left: never, right: never) => boolean, orEqual: boolean): Test {
  return (value, budget) => {
    budget.charge(1)
    if (operand === null) return orEqual && (value ?? null) === null
    if (typeof operand === 'object' || typeof value !== typeof operand) return false
    if (typeof value === 'string') budget.charge(value.length >> 6)
    return passes(value as never, operand as never)
  }
}

export const matchesPattern =
  (regex: SafeRegex): Test =>
  (value, budget) =>
    typeof value === 'string' && regex.test(value, budget)

/** Matches if there is a value at the end of the path, or if there is none. */
export class Exists implements Matcher {
  matched: boolean
  settled = false
  readonly #wanted: boolean

  constructor(wanted: boolean) {
    this.#wanted = wanted
    this.matched = !wanted
  }

  reset(): void {
    this.matched = !this.#wanted
    this.settled = false
  }

  see({ value, key, owner, leaf }: Candidate): void {
    if (!leaf) return
    const found = owner === null || owner === undefined ? value !== undefined : Object.hasOwn(Object(owner), key ?? '')
    if (!found) return
    this.matched = this.#wanted
    this.settled = true
  }
}

/** Matches a list with this number of items. */
export class HasSize implements Matcher {
  matched = false
  settled = false
  readonly #size: Json

  constructor(size: Json) {
    this.#size = size
  }

  reset(): void {
    this.matched = false
    this.settled = false
  }

  see({ value }: Candidate): void {
    if (!Array.isArray(value) || value.length !== this.#size) return
    this.matched = true
    this.settled = true
  }
}

/** Matches if one item of a list matches a whole query. Nested lists are not searched. */
export class ItemMatches implements Matcher {
  matched = false
  settled = false
  readonly #query: Matcher

  constructor(query: Matcher) {
    this.#query = query
  }

  reset(): void {
    this.matched = false
    this.settled = false
    this.#query.reset()
  }

  see({ value, owner }: Candidate, budget: WorkBudget): void {
    if (!Array.isArray(value)) {
      this.matched = false
      this.settled = false
      return
    }
    for (const [index, item] of value.entries()) {
      budget.charge(2)
      this.#query.reset()
      this.#query.see({ value: item, key: index, owner: value, leaf: true }, budget)
      this.matched ||= this.#query.matched
    }
    const inObject = typeof owner === 'object' && owner !== null && !Array.isArray(owner)
    this.settled = this.matched || !inObject
  }
}

/** Matches if a query does not. */
export class Not implements Matcher {
  matched = false
  settled = false
  readonly #query: Matcher

  constructor(query: Matcher) {
    this.#query = query
  }

  reset(): void {
    this.matched = false
    this.settled = false
    this.#query.reset()
  }

  see(candidate: Candidate, budget: WorkBudget): void {
    this.#query.see(candidate, budget)
    this.settled = this.#query.settled
    this.matched = !this.#query.matched
  }
}

/** Matches if one of several queries does ($or), or none ($nor: `negated`). */
export class AnyOf implements Matcher {
  matched = false
  settled = false
  readonly #queries: readonly Matcher[]
  readonly #negated: boolean

  constructor(queries: readonly Matcher[], negated: boolean) {
    this.#queries = queries
    this.#negated = negated
  }

  reset(): void {
    this.matched = false
    this.settled = false
    for (const query of this.#queries) query.reset()
  }

  see(candidate: Candidate, budget: WorkBudget): void {
    const found = this.#queries.some((query) => {
      budget.charge(1)
      query.see(candidate, budget)
      return query.matched
    })
    this.settled = found
    this.matched = found !== this.#negated
  }
}

/** Matches if each of these plain values is among the candidates ($all), each found in constant time. */
export class HasAll implements Matcher {
  matched = false
  settled = false
  readonly #wanted: readonly Json[]
  #missing: Set<Value>

  constructor(wanted: readonly Json[]) {
    this.#wanted = wanted
    this.#missing = new Set(wanted)
  }

  reset(): void {
    this.matched = false
    this.settled = false
    this.#missing = new Set(this.#wanted)
  }

  see({ value, key, owner }: Candidate, budget: WorkBudget): void {
    budget.charge(1)
    if (!(Array.isArray(owner) && !Object.hasOwn(owner, key ?? ''))) this.#missing.delete(value ?? null)
    this.matched = this.#missing.size === 0
    this.settled = this.matched
  }
}
