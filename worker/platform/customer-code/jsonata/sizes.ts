/** The size of a value: shared parts count each time they occur, as in its JSON. */
export type Size = {
  /** The number of values in it, including itself. */
  nodes: number
  /** The characters of its strings and member names. */
  text: number
  /** The number of functions in it, which JSON cannot represent. */
  functions: number
}

const SCALAR: Size = { nodes: 1, text: 0, functions: 0 }
const FUNCTION: Size = { nodes: 1, text: 0, functions: 1 }

/** Steps for a list or an object that was not measured before. */
const CONTAINER = 8

/** The approximate number of JSON characters of a value. */
export const weightOf = ({ nodes, text }: Pick<Size, 'nodes' | 'text'>): number => text + 2 * nodes

/**
 * Whether a value is a function object of the evaluator. Data may have the same member names, but never with a function
 * in them.
 */
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

/** Measures the values of one evaluation. A measured value is not walked again; walking is charged. */
export class Sizes {
  readonly #charge: (steps: number) => void
  readonly #withTuples: boolean
  #known = new WeakMap<object, Size>()

  /** `withTuples`: also measures the contexts of items in a tuple stream, in case it is the result. */
  constructor(charge: (steps: number) => void, withTuples = false) {
    this.#charge = charge
    this.#withTuples = withTuples
  }

  /** Clears the cache, after a value was mutated. */
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
    // A tuple stream carries the contexts of its items, which are seldom part of a result.
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
