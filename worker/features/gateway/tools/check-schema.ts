import { WorkBudget, WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { compileJsonSchema } from '../../../platform/lib/json-schema/json-schema.ts'
import { reportError } from '../../../platform/lib/report.ts'

export type SchemaProblem = { path: string; message: string }

/** Steps to compile a schema that is saved: about 0.1 s of CPU. */
const STEPS = 500_000
const MAX_PROBLEMS = 20
const DRAFT = 'https://json-schema.org/draft/2020-12/schema'
/** Clients of the Model Context Protocol give up on a whole session for a name outside of this. */
const PROPERTY_NAME = /^[A-Za-z0-9_.-]{1,64}$/
const AT_ROOT = ['oneOf', 'anyOf', 'allOf', 'not', 'if', '$defs', 'definitions'] as const
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef', '$id', '$anchor', '$dynamicAnchor'] as const
const ONE_SCHEMA = ['contains', 'else', 'if', 'not', 'propertyNames', 'then'] as const
const SCHEMAS_BY_NAME = ['dependentSchemas', 'patternProperties', 'properties'] as const
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const
/** Where true and false are as common as a schema. */
const MAY_BE_BOOLEAN = ['additionalProperties', 'items', 'unevaluatedItems', 'unevaluatedProperties'] as const

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What is wrong with the input schema of a tool, by path below `name`; at most 20. It has to be a JSON Schema of an object that
 * clients of the Model Context Protocol understand, and that can be evaluated within bounds. Never throws.
 */
export function schemaProblems(schema: JsonObject, name: string): SchemaProblem[] {
  const problems = new Map<string, string>()
  const report = (path: string, message: string) => {
    if (!problems.has(path) && problems.size < MAX_PROBLEMS) problems.set(path, message)
  }
  if (schema.type !== 'object') report(`${name}.type`, 'must be "object": an agent sends arguments by name')
  if (schema.$schema !== undefined && schema.$schema !== DRAFT) {
    report(`${name}.$schema`, 'must be left out: schemas are of draft 2020-12')
  }
  for (const keyword of AT_ROOT) {
    if (keyword in schema) report(`${name}.${keyword}`, 'must not be at the root: some clients refuse such tools')
  }
  walk(schema, name, report)
  for (const { path, message } of compilerProblems(schema, name)) report(path, message)
  return [...problems].map(([path, message]) => ({ path, message }))
}

function walk(schema: Json | undefined, path: string, report: (path: string, message: string) => void): void {
  if (!isObject(schema)) {
    report(path, 'must be a schema: an object')
    return
  }
  for (const keyword of REFERENCES) {
    if (Object.hasOwn(schema, keyword)) report(`${path}.${keyword}`, 'must not be used: write the schema out')
  }
  if (isObject(schema.properties)) {
    for (const property of Object.keys(schema.properties)) {
      if (!PROPERTY_NAME.test(property) || property in Object.prototype) {
        report(`${path}.properties.${property}`, 'must have a name of 1 to 64 letters, digits, _, . or -')
      }
    }
  }
  const inner = (value: Json | undefined, ...below: string[]) => walk(value, [path, ...below].join('.'), report)
  for (const keyword of ONE_SCHEMA) if (Object.hasOwn(schema, keyword)) inner(schema[keyword], keyword)
  for (const keyword of MAY_BE_BOOLEAN) {
    if (Object.hasOwn(schema, keyword) && typeof schema[keyword] !== 'boolean') inner(schema[keyword], keyword)
  }
  for (const keyword of SCHEMAS_BY_NAME) {
    const by = schema[keyword]
    if (isObject(by)) for (const [key, value] of Object.entries(by)) inner(value, keyword, key)
  }
  for (const keyword of LISTS) {
    const list = schema[keyword]
    if (Array.isArray(list)) for (const [index, value] of list.entries()) inner(value, keyword, String(index))
  }
}

function compilerProblems(schema: JsonObject, name: string): SchemaProblem[] {
  try {
    const { problems } = compileJsonSchema(schema, new WorkBudget(STEPS))
    return problems.map(({ path, message }) => ({ path: path === '' ? name : `${name}.${path}`, message }))
  } catch (error) {
    if (error instanceof WorkExceeded) return [{ path: name, message: `cannot be read: it ${error.message}` }]
    reportError('the schema of a tool could not be read', error)
    return [{ path: name, message: 'cannot be read' }]
  }
}
