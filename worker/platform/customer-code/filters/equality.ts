import type { WorkBudget } from '../../lib/budget/work-budget.ts'
import type { Json } from '../../lib/json/json.ts'

/** A value of an event; undefined if the event does not have it. */
export type Value = Json | undefined

/**
 * Whether two values are equal; the order of members does not matter. A missing value equals null. Charges a step for
 * each pair compared.
 */
export function isEqual(left: Value, right: Value, budget: WorkBudget): boolean {
  budget.charge(1)
  if (left === right || (left == null && right == null)) return true
  if (typeof left === 'string' || typeof right === 'string') return false
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((item, index) => isEqual(item, right[index], budget))
  }
  const names = Object.keys(left)
  const others = Object.keys(right)
  budget.charge(names.length + others.length)
  return (
    names.length === others.length &&
    // A member that is null does not equal a missing member.
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name], right[name], budget))
  )
}

/** An own member of a value; never an inherited one. */
export function memberOf(value: Value, name: string | number): Value {
  if (value === undefined || value === null || !Object.hasOwn(Object(value), name)) return undefined
  return Reflect.get(Object(value), name)
}
