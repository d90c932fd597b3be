import type { WorkBudget } from '../budget/work-budget.ts'
import type { Json } from './json.ts'

/**
 * Whether two JSON values are equal: numbers by value, objects independent of the order of members. Charges each part.
 */
export function equalJson(a: Json, b: Json, budget: WorkBudget): boolean {
  budget.charge(1)
  if (typeof a === 'string' && typeof b === 'string') {
    budget.charge(Math.min(a.length, b.length) >> 4)
    return a === b
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, index) => equalJson(item, b[index] ?? null, budget))
  }
  const names = Object.keys(a)
  budget.charge(names.length)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => Object.hasOwn(b, name) && equalJson(a[name] ?? null, b[name] ?? null, budget))
}

/**
 * A text that is the same for two values if and only if they are equal. Charges each part, and the sorting of names.
 */
export function canonicalJson(value: Json, budget: WorkBudget): string {
  // Building texts costs more than comparing.
  budget.charge(6)
  if (typeof value === 'string') budget.charge(value.length >> 2)
  // Zero has one form, whatever its sign: JSON.stringify writes -0 as 0.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, budget)).join()}]`
  const names = Object.keys(value)
  budget.charge(names.length * (4 + Math.ceil(Math.log2(names.length + 1))))
  const members = names.sort().map((name) => {
    budget.charge(name.length >> 2)
    return `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null, budget)}`
  })
  return `{${members.join()}}`
}

/**
 * Whether a number is a multiple of another, computed exactly in decimal digits: 0.0075 is a multiple of 0.0001, which
 * binary division gets wrong. Takes about 200 steps at most.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0
  const [a, b] = [decimalOf(value), decimalOf(divisor)]
  const exponent = Math.min(a.exponent, b.exponent)
  const scaled = ({ digits, exponent: own }: { digits: bigint; exponent: number }) =>
    digits * 10n ** BigInt(own - exponent)
  return scaled(a) % scaled(b) === 0n
}

function decimalOf(value: number): { digits: bigint; exponent: number } {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}
