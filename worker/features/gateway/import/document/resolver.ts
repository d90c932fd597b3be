import type { Json, JsonObject } from '../../../../platform/lib/json/json.ts'
import { isObject, member, textAt } from './json-access.ts'

/** References that lead to references. */
const MAX_CHAIN = 20
/** Steps of one import: a document can make much work by references to references. */
const MAX_STEPS = 3_000_000

/** The document makes too much work. */
export class DocumentTooLarge extends Error {}

/** Follows the local references of one document (`#/components/...`), and counts the work of an import. */
export class Resolver {
  readonly root: JsonObject
  #steps = 0

  constructor(root: JsonObject) {
    this.root = root
  }

  /** @throws DocumentTooLarge */
  charge(steps: number): void {
    this.#steps += steps
    if (this.#steps > MAX_STEPS) throw new DocumentTooLarge()
  }

  /** What a JSON Pointer of the document (RFC 6901) leads to; undefined: nothing. */
  at(pointer: string): Json | undefined {
    if (pointer === '#' || pointer === '') return this.root
    if (!pointer.startsWith('#/')) return undefined
    let found: Json | undefined = this.root
    for (const part of pointer.slice(2).split('/')) {
      this.charge(1)
      const name = decode(part).replaceAll('~1', '/').replaceAll('~0', '~')
      if (Array.isArray(found)) found = /^\d{1,6}$/.test(name) ? found[Number(name)] : undefined
      else found = member(found, name)
    }
    return found
  }

  /**
   * A value, or what its `$ref` leads to. `problem`: why a reference cannot be followed. `refs`: those that were followed,
   * to recognize recursion.
   */
  resolve(value: Json | undefined): { value: Json | undefined; refs: string[]; problem: string | null } {
    const refs: string[] = []
    let found = value
    for (;;) {
      const ref = isObject(found) ? textAt(found, '$ref') : null
      if (ref === null) return { value: found, refs, problem: null }
      const shown = ref.slice(0, 100)
      if (!ref.startsWith('#')) {
        return { value: undefined, refs, problem: `${shown} is outside of the document: bundle it into one file` }
      }
      if (refs.includes(ref) || refs.length >= MAX_CHAIN) {
        return { value: undefined, refs, problem: `${shown} refers to itself` }
      }
      refs.push(ref)
      found = this.at(ref)
      if (found === undefined) return { value: undefined, refs, problem: `${shown} leads to nothing` }
    }
  }

  /** The object that a value is or refers to, or null. */
  object(value: Json | undefined): JsonObject | null {
    const { value: found } = this.resolve(value)
    return isObject(found) ? found : null
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
