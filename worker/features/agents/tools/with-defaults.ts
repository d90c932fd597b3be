import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

const MAX_DEPTH = 20

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * An object with the defaults of its schema for what it leaves out, also in objects within it. So that a call with a default written
 * out is the same call.
 */
export function withDefaults(schema: Json | undefined, value: JsonObject, depth = 0): JsonObject {
  if (depth > MAX_DEPTH || !isObject(schema) || !isObject(schema.properties)) return value
  const filled: [string, Json][] = []
  for (const [name, own] of Object.entries(schema.properties)) {
    if (Object.hasOwn(value, name)) {
      const given = value[name] as Json
      filled.push([name, isObject(given) ? withDefaults(own, given, depth + 1) : given])
    } else if (isObject(own) && own.default !== undefined) filled.push([name, own.default])
  }
  const known = schema.properties
  for (const [name, given] of Object.entries(value)) if (!Object.hasOwn(known, name)) filled.push([name, given])
  return Object.fromEntries(filled)
}
