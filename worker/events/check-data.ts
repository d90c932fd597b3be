import { type Schema, Validator } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../lib/json.ts'

const MAX_ERRORS = 20

/** What is wrong with data, by field, as its JSON Schema (draft 2020-12) says; empty when it is as it should be. */
export function checkData(schema: JsonObject, data: JsonObject): { path: string; message: string }[] {
  const { valid, errors } = validatorOf(schema).validate(data)
  if (valid) return []
  // The validator tells of a nested fault at each level above it too: the innermost says most.
  const innermost = errors.filter(
    ({ instanceLocation }) => !errors.some((other) => other.instanceLocation.startsWith(`${instanceLocation}/`)),
  )
  return innermost.slice(0, MAX_ERRORS).map(({ instanceLocation, error }) => ({
    path: instanceLocation.replace(/^#/, 'data').replaceAll('/', '.'),
    message: `does not fit the schema: ${error}`,
  }))
}

/** Formats say what a text means (section 7.2.1 of the validation vocabulary): they refuse nothing. */
const validatorOf = (schema: JsonObject) =>
  new Validator(
    JSON.parse(
      JSON.stringify(schema, (name, value: Json) =>
        name === 'format' && typeof value === 'string' ? undefined : value,
      ),
    ) as Schema,
    '2020-12',
    false,
  )

/** Keywords whose cost nobody can bound: regular expressions, comparisons of all with all, references in references. */
const UNBOUNDED: Record<string, (value: Json) => boolean> = {
  pattern: (value) => typeof value === 'string',
  patternProperties: () => true,
  uniqueItems: (value) => value === true,
  $ref: (value) => typeof value === 'string',
  $dynamicRef: (value) => typeof value === 'string',
  $recursiveRef: (value) => typeof value === 'string',
}

/** Why a JSON Schema cannot be used; null when it can. */
export function schemaProblem(schema: JsonObject): string | null {
  for (const [name, value] of allFields(schema)) {
    const isUnbounded = Object.hasOwn(UNBOUNDED, name) ? UNBOUNDED[name] : undefined
    if (isUnbounded?.(value)) return `must not use ${name}: nothing bounds the time it takes`
  }
  try {
    validatorOf(schema).validate({})
    return null
  } catch (error) {
    return error instanceof Error ? `is not a JSON Schema: ${error.message.slice(0, 200)}` : 'is not a JSON Schema'
  }
}

function* allFields(value: Json): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) yield [name, inner]
    yield* allFields(inner)
  }
}
