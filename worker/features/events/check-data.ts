import { WorkBudget, WorkExceeded } from '../../platform/lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../platform/lib/json/json.ts'
import type { JsonSchema, SchemaError } from '../../platform/lib/json-schema/json-schema.ts'
import { loadOnce } from '../../platform/lib/load-once.ts'
import { reportError } from '../../platform/lib/report.ts'

/** Maximum steps to validate all events of one publish, or to check one schema that is saved: about 0.1 s of CPU. */
export const SCHEMA_STEPS = 500_000
const MAX_ERRORS = 20

/** Validates event data against schemas (JSON Schema draft 2020-12), with one budget for all. */
export type DataChecker = {
  /** Validation errors by field, at most 20; empty if the data is valid. Never throws. */
  check: (schema: JsonObject, data: Json) => SchemaError[]
}

// Loaded on first use: most publishes validate nothing.
const loadValidator = loadOnce(() => import('../../platform/lib/json-schema/json-schema.ts'))

/** A validator for one publish. It compiles each schema only once. */
export async function newDataChecker(): Promise<DataChecker> {
  const { compileJsonSchema, validateJson } = await loadValidator()
  const budget = new WorkBudget(SCHEMA_STEPS)
  const schemas = new Map<JsonObject, JsonSchema>()
  return {
    check(schema, data) {
      try {
        // A schema that was stored under earlier rules may contain keywords that are refused today: these are ignored.
        const compiled = schemas.get(schema) ?? compileJsonSchema(schema, budget)
        schemas.set(schema, compiled)
        return validateJson(compiled, data, budget, { name: 'data', maxErrors: MAX_ERRORS })
      } catch (error) {
        return [{ path: 'data', message: `cannot be checked against its schema: ${reasonOf(error)}` }]
      }
    },
  }
}

/** Problems of a JSON Schema that is about to be saved, by path from `schema`, at most about 20. Never throws. */
export async function schemaProblems(schema: JsonObject): Promise<SchemaError[]> {
  const { compileJsonSchema } = await loadValidator()
  try {
    const { problems } = compileJsonSchema(schema, new WorkBudget(SCHEMA_STEPS))
    return problems.map(({ path, message }) => ({ path: path === '' ? 'schema' : `schema.${path}`, message }))
  } catch (error) {
    return [{ path: 'schema', message: `cannot be read: it ${reasonOf(error)}` }]
  }
}

/**
 * An error of the validator itself also refuses the data instead of failing the whole request. It is reported for
 * operators.
 */
function reasonOf(error: unknown): string {
  if (error instanceof WorkExceeded) return error.message
  reportError('a JSON Schema could not be evaluated', error)
  return 'cannot be evaluated'
}
