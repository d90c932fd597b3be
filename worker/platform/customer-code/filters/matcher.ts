import type { WorkBudget } from '../../lib/budget/work-budget.ts'
import type { Value } from './equality.ts'

/** A value at the path of a filter, and its container. */
export type Candidate = {
  value: Value
  key: string | number | undefined
  owner: Value
  /** It is at the end of the path, not where the path broke off. */
  leaf: boolean
}

/**
 * Decides on an event from the values that it gets one after the other. `matched` is the answer so far, `settled` means
 * that no further value can change it.
 */
export interface Matcher {
  matched: boolean
  settled: boolean
  reset(): void
  see(candidate: Candidate, budget: WorkBudget): void
}

/** A named member of a list, which has no such member: not a value, although the list was visited. */
export const isNoValue = ({ key, owner }: Candidate): boolean =>
  Array.isArray(owner) && !Object.hasOwn(owner, key ?? '') && Number.isNaN(Number(key))

/** Matches if all of its parts do. */
export class AllOf implements Matcher {
  matched = false
  settled = false
  readonly #parts: readonly Matcher[]

  constructor(parts: readonly Matcher[]) {
    this.#parts = parts
  }

  reset(): void {
    this.matched = false
    this.settled = false
    for (const part of this.#parts) part.reset()
  }

  see(candidate: Candidate, budget: WorkBudget): void {
    let settled = true
    let matched = true
    for (const part of this.#parts) {
      budget.charge(1)
      if (!part.settled) part.see(candidate, budget)
      if (!part.matched) matched = false
      if (!part.settled) settled = false
      else if (!part.matched) break
    }
    this.matched = matched
    this.settled = settled
  }
}

/** Follows a path, through lists on the way, and passes each value it finds to its parts. */
export class AtPath implements Matcher {
  readonly #path: readonly string[]
  readonly #parts: AllOf

  constructor(path: readonly string[], parts: readonly Matcher[]) {
    this.#path = path
    this.#parts = new AllOf(parts)
  }

  get matched(): boolean {
    return this.#parts.matched
  }

  get settled(): boolean {
    return this.#parts.settled
  }

  reset(): void {
    this.#parts.reset()
  }

  see({ value, key, owner, leaf }: Candidate, budget: WorkBudget): void {
    this.#walk(value, 0, key, owner, leaf, budget)
  }

  /** Returns false if no more values need to be visited. */
  #walk(value: Value, depth: number, key: Candidate['key'], owner: Value, leaf: boolean, budget: WorkBudget): boolean {
    budget.charge(2)
    const name = this.#path[depth]
    if (Array.isArray(value) && Number.isNaN(Number(name)) && !(name !== undefined && Object.hasOwn(value, name))) {
      for (const [index, item] of value.entries()) {
        if (!this.#walk(item, depth, index, value, leaf, budget)) return false
      }
    }
    if (name === undefined || value === null || value === undefined) {
      const atEnd = name === undefined && (depth > 0 || leaf)
      this.#parts.see({ value, key, owner, leaf: atEnd }, budget)
      return !this.#parts.settled
    }
    const inner = Object.hasOwn(Object(value), name) ? Reflect.get(Object(value), name) : undefined
    return this.#walk(inner, depth + 1, name, value, true, budget)
  }
}
