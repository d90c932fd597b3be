import type { Json } from '../../../../platform/lib/json/json.ts'
import { isObject, listAt, member, objectAt, stringsAt } from '../document/json-access.ts'
import type { Resolver } from '../document/resolver.ts'
import { isReadOnly } from './convert-schema.ts'

const MAX_LEVELS = 6
const MAX_PROPERTIES = 200

/** A property with the schemas that branches give it, and the references that led to them. */
export type RootProperty = { schemas: { raw: Json; stack: string[] }[] }

/** An object as one list of properties. `isOpen`: it may have others. */
export type FlatObject = { properties: Map<string, RootProperty>; required: Set<string>; isOpen: boolean }

/**
 * The properties of a schema whose root may be `allOf`, `anyOf` or `oneOf`, which clients refuse there: those of all branches
 * together, and as required what every alternative requires. Null: it is no object.
 */
export function flattenRoot(
  resolver: Resolver,
  raw: Json | undefined,
  stack: readonly string[] = [],
  level = 0,
): FlatObject | null {
  resolver.charge(10)
  const { value, refs } = resolver.resolve(raw)
  if (value === undefined || value === true) return { properties: new Map(), required: new Set(), isOpen: true }
  if (!isObject(value) || level > MAX_LEVELS || refs.some((ref) => stack.includes(ref))) return null
  const types = stringsAt(value, 'type')
  if (types.length > 0 && !types.includes('object')) return null
  const inner = [...stack, ...refs]

  const own = objectAt(value, 'properties')
  const others = member(value, 'additionalProperties')
  const flat: FlatObject = { properties: new Map(), required: new Set(stringsAt(value, 'required')), isOpen: false }
  for (const [name, schema] of Object.entries(own ?? {})) {
    if (!isReadOnly(resolver, schema)) add(flat, name, { schemas: [{ raw: schema, stack: inner }] })
  }
  const whole = listAt(value, 'allOf').map((one) => flattenRoot(resolver, one, inner, level + 1))
  for (const part of whole) {
    if (!part) continue
    for (const [name, property] of part.properties) add(flat, name, property)
    for (const name of part.required) flat.required.add(name)
    flat.isOpen ||= part.isOpen
  }
  const alternatives = [...listAt(value, 'oneOf'), ...listAt(value, 'anyOf')]
    .filter((one) => member(one, 'type') !== 'null')
    .map((one) => flattenRoot(resolver, one, inner, level + 1))
  if (alternatives.length > 0 && alternatives.every((one) => one === null)) return null
  for (const part of alternatives) {
    for (const [name, property] of part?.properties ?? []) add(flat, name, property)
    flat.isOpen ||= part === null || part.isOpen
  }
  const [first, ...rest] = alternatives
  for (const name of first?.required ?? []) {
    if (rest.every((one) => one?.required.has(name))) flat.required.add(name)
  }
  for (const name of flat.required) if (!flat.properties.has(name)) flat.required.delete(name)
  const hasParts = own !== null || whole.length > 0 || alternatives.length > 0
  flat.isOpen ||= others === true || isObject(others) || !hasParts
  return flat
}

function add({ properties }: FlatObject, name: string, { schemas }: RootProperty): void {
  const found = properties.get(name)
  if (found) found.schemas.push(...schemas)
  else if (properties.size < MAX_PROPERTIES) properties.set(name, { schemas: [...schemas] })
}
