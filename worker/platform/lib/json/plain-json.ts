import type { JsonFault } from './strict-json.ts'

const MAX_DEPTH = 100
/**
 * Maximum of values plus characters: as JSON, more than any input may have. It ends the walk of an object that is
 * referenced many times.
 */
const MAX_SIZE = 2_000_000

/**
 * The first thing in a value that JSON would change or drop: numbers such as NaN, BigInt, dates, maps, functions, holes
 * of arrays, lone surrogates, members named `__proto__`, cycles. Null if JSON keeps all of it. An undefined member
 * counts as absent, as for `JSON.stringify`. For values that were received by structured clone.
 */
export function plainJsonFault(value: unknown): JsonFault | null {
  let left = MAX_SIZE
  const look = (one: unknown, path: readonly string[]): JsonFault | null => {
    left -= typeof one === 'string' ? one.length + 1 : 1
    if (left < 0) return faultAt(path.slice(0, 3), 'is too large')
    if (typeof one !== 'object' || one === null) return plainly(one, path)
    if (path.length > MAX_DEPTH) return faultAt(path.slice(0, 3), `must not be nested deeper than ${MAX_DEPTH}`)
    if (Array.isArray(one)) {
      for (let index = 0; index < one.length; index++) {
        const fault = look(one[index], [...path, String(index)])
        if (fault) return fault
      }
      return null
    }
    const prototype: unknown = Object.getPrototypeOf(one)
    if (prototype !== Object.prototype && prototype !== null) return faultAt(path, 'must be plain JSON')
    for (const [name, member] of Object.entries(one)) {
      const at = [...path, name.toWellFormed()]
      if (!name.isWellFormed()) return faultAt(at, 'is not valid Unicode: it holds half of a surrogate pair')
      if (name === '__proto__') return faultAt(at, 'is a name that cannot be used')
      const fault = member === undefined ? null : look(member, at)
      if (fault) return fault
    }
    return null
  }
  return look(value, [])
}

const faultAt = (path: readonly string[], message: string): JsonFault => ({ path: path.join('.'), message })

function plainly(value: unknown, path: readonly string[]): JsonFault | null {
  if (value === null || typeof value === 'boolean') return null
  if (typeof value === 'number') return Number.isFinite(value) ? null : faultAt(path, 'must be a finite number')
  if (typeof value !== 'string') return faultAt(path, 'must be plain JSON')
  return value.isWellFormed() ? null : faultAt(path, 'is not valid Unicode: it holds half of a surrogate pair')
}
