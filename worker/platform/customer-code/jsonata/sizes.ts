/** How large a value is: shared parts count as often as they occur, as they would in its JSON. */
export type Size = {
  /** Values in it, itself included. */
  nodes: number
  /** Characters of its texts and member names. */
  text: number
  /** Functions in it, which no JSON can hold. */
  functions: number
}

const SCALAR: Size = { nodes: 1, text: 0, functions: 0 }
const FUNCTION: Size = { nodes: 1, text: 0, functions: 1 }

/** Steps for a list or an object that was not measured before. */
const CONTAINER = 8

/** Characters of JSON that a value takes, about. */
export const weightOf = ({ nodes, text }: Pick<Size, 'nodes' | 'text'>): number => text + 2 * nodes

/** Functions as the evaluator makes them. Data may bear the same member names, but never a function in them. */
export function isFunctionValue(value: object): boolean {
  if (typeof value === 'function') return true
  if ('_jsonata_lambda' in value && 'environment' in value) {
    const { environment } = value
    return typeof environment === 'object' && environment !== null && 'lookup' in environment
      ? typeof environment.lookup === 'function'
      : false
  }
  return '_jsonata_function' in value && 'implementation' in value && typeof value.implementation === 'function'
}

/** Measures values of one evaluation. What was measured before is not walked again; walking is charged. */
export class Sizes {
  readonly #charge: (steps: number) => void
  readonly #withTuples: boolean
  #known = new WeakMap<object, Size>()

  /** `withTuples`: also what items of a tuple stream were found in, should one be the result. */
  constructor(charge: (steps: number) => void, withTuples = false) {
    this.#charge = charge
    this.#withTuples = withTuples
  }

  /** Forgets everything, after a value was changed in place. */
  forget(): void {
    this.#known = new WeakMap()
  }

  /** Throws RangeError for a value that is nested too deep, or contains itself. */
  of(value: unknown): Size {
    if (typeof value === 'string') return { nodes: 1, text: value.length, functions: 0 }
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? FUNCTION : SCALAR
    const known = this.#known.get(value)
    if (known) return known
    const size = Array.isArray(value) ? this.#ofArray(value) : this.#ofObject(value)
    this.#known.set(value, size)
    return size
  }

  #ofArray(list: unknown[]): Size {
    this.#charge(CONTAINER + (list.length >> 2))
    // A tuple stream carries what its items were found in, which is seldom part of a result.
    if (!this.#withTuples && 'tupleStream' in list) return { nodes: 1 + 4 * list.length, text: 0, functions: 0 }
    const size = { nodes: 1, text: 0, functions: 0 }
    for (const item of list) this.#add(size, item)
    return size
  }

  #ofObject(object: object): Size {
    if (isFunctionValue(object)) return FUNCTION
    const size = { nodes: 1, text: 0, functions: 0 }
    const names = Object.keys(object)
    this.#charge(CONTAINER + 2 * names.length)
    for (const name of names) {
      size.text += name.length + 2
      this.#add(size, Reflect.get(object, name))
    }
    return size
  }

  #add(size: Size, value: unknown): void {
    if (typeof value === 'string') {
      size.nodes++
      size.text += value.length
    } else if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
      size.nodes++
    } else {
      this.#charge(1)
      const inner = this.of(value)
      size.nodes += inner.nodes
      size.text += inner.text
      size.functions += inner.functions
    }
  }
}
