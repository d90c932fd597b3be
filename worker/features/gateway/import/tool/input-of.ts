import type { ToolArgument } from '../../../../../contract/gateway.ts'
import { HEADER_NAME_PATTERN } from '../../../../../contract/webhooks.data.ts'
import type { Json, JsonObject } from '../../../../platform/lib/json/json.ts'
import type { Operation, Parameter } from '../operations/list-operations.ts'
import { isPropertyName, type SchemaConverter, shortened } from './convert-schema.ts'
import { flattenRoot, type RootProperty } from './flatten-root.ts'

/** Headers that a tool must not set: the gateway does, or they are the credential. */
const OWN_HEADERS =
  /^(accept|accept-encoding|authorization|connection|content-length|content-type|cookie|host|x-api-key|x-gatehouse-.*)$/i

export type ToolInput = { inputSchema: JsonObject; arguments: Record<string, ToolArgument> }

/**
 * The arguments of a tool: one for each parameter, and one for each field of the JSON body. `pathNames`: how the prefix of the
 * route names the parameters of the path.
 *
 * @throws SchemaTooLarge
 */
export function inputOf(
  operation: Operation,
  pathNames: ReadonlyMap<string, string>,
  converter: SchemaConverter,
): ToolInput | { problem: string } {
  const properties = new Map<string, JsonObject>()
  const required: string[] = []
  const places: [string, ToolArgument][] = []
  const headers = new Set<string>()
  let isOpen = false

  const add = (name: string, place: ToolArgument, schema: JsonObject, isRequired: boolean) => {
    const argument = argumentName(name, place.in, properties)
    const realName = place.in === 'path' ? (pathNames.get(name) ?? name) : name
    properties.set(argument, schema)
    places.push([argument, realName === argument ? place : { ...place, name: realName }])
    if (isRequired) required.push(argument)
  }

  for (const parameter of operation.parameters) {
    const place = placeOf(parameter)
    if (!place) {
      if (parameter.required)
        converter.notes.add(`The ${parameter.in} parameter ${parameter.name.slice(0, 60)} cannot be sent by a tool.`)
      continue
    }
    if (parameter.in === 'path' && !pathNames.has(parameter.name)) continue
    // Names of headers differ by more than their case.
    if (parameter.in === 'header' && headers.has(parameter.name.toLowerCase())) continue
    if (parameter.in === 'header') headers.add(parameter.name.toLowerCase())
    add(parameter.name, place, schemaOf(parameter, converter), parameter.required)
  }
  // A parameter of the path that the document does not describe.
  for (const name of pathNames.keys()) {
    if (!operation.parameters.some((one) => one.in === 'path' && one.name === name)) {
      add(name, { in: 'path' }, { type: 'string' }, true)
    }
  }

  const takesBody = operation.method !== 'GET' && operation.method !== 'HEAD'
  if (operation.body && takesBody) {
    const flat = flattenRoot(converter.resolver, operation.body.schema)
    if (!flat) return { problem: 'Its body is no JSON object, so no tool can be made of it.' }
    for (const [name, property] of flat.properties) {
      if (name === '' || name.length > 200) continue
      add(name, { in: 'body' }, merged(property, converter), flat.required.has(name))
    }
    isOpen = flat.isOpen && operation.method !== 'DELETE'
  } else if (operation.otherBody !== null && takesBody) {
    return { problem: `Its body is ${operation.otherBody.slice(0, 60)} and not JSON, so no tool can be made of it.` }
  }

  return {
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: isOpen,
    },
    arguments: Object.fromEntries(places),
  }
}

function placeOf({ in: place, name, style, explode }: Parameter): ToolArgument | null {
  if (name.length > 200) return null
  switch (place) {
    case 'path':
      return { in: 'path' }
    case 'query':
      // There is no other form of deepObject.
      if (style === 'deepObject') return { in: 'query', style, explode: true }
      return { in: 'query', ...(style ? { style } : {}), ...(explode === null ? {} : { explode }) }
    case 'header':
      return HEADER_NAME_PATTERN.test(name) && !OWN_HEADERS.test(name) ? { in: 'header' } : null
    case 'cookie':
      return null
  }
}

function schemaOf({ schema, description }: Parameter, converter: SchemaConverter): JsonObject {
  const converted = converter.convert(schema)
  return description && converted.description === undefined
    ? { ...converted, description: shortened(description, 300) }
    : converted
}

/** One schema for a property that several branches describe. */
function merged({ schemas }: RootProperty, converter: SchemaConverter): JsonObject {
  const different = new Map<string, JsonObject>()
  for (const { raw, stack } of schemas) {
    const schema = converter.convert(raw, stack)
    different.set(JSON.stringify(schema), schema)
  }
  const [first = {}, ...rest] = different.values()
  if (rest.length === 0) return first
  const all = [first, ...rest]
  const values = all.map((one): Json[] | null =>
    one.const !== undefined ? [one.const] : Array.isArray(one.enum) ? one.enum : null,
  )
  if (values.every((list) => list !== null)) {
    const { const: _, ...plain } = first
    return { ...plain, enum: [...new Set(values.flat())] }
  }
  return { anyOf: all }
}

/** A name that every client takes, and that no other argument has. The same arguments get the same names again. */
function argumentName(name: string, place: string, taken: ReadonlyMap<string, unknown>): string {
  const allowed = name.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 64)
  const short = isPropertyName(name) ? name : allowed.replace(/_+$/, '') || 'argument'
  const plain = isPropertyName(short) ? short : `${place}_${short}`.slice(0, 64)
  if (!taken.has(plain)) return plain
  let found = `${place}_${plain}`.slice(0, 64)
  for (let n = 2; taken.has(found); n++) found = `${`${place}_${plain}`.slice(0, 60)}_${n}`
  return found
}
