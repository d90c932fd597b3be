import { WorkBudget, WorkExceeded } from '../../platform/lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../platform/lib/json/json.ts'
import type { JsonSchema, SchemaError } from '../../platform/lib/json-schema/json-schema.ts'
import { reportError } from '../../platform/lib/report.ts'

/** Steps that checking all events of one publish may take, or one schema that is saved: at most about 0.1 s of CPU. */
export const SCHEMA_STEPS = 500_000
const MAX_ERRORS = 20

/** Checks data of events against their schemas (JSON Schema draft 2020-12), within one budget for all. */
export type DataChecker = {
  /** What is wrong with data, by field, at most 20; empty when it fits. Never throws. */
  check: (schema: JsonObject, data: Json) => SchemaError[]
}

// Loaded on first use: most publishes check nothing.
const loadValidator = () => import('../../platform/lib/json-schema/json-schema.ts')

/** A checker for one publish. A schema that is passed again is read only once. */
export async function newDataChecker(): Promise<DataChecker> {
  const { compileJsonSchema, validateJson } = await loadValidator()
  const budget = new WorkBudget(SCHEMA_STEPS)
  const schemas = new Map<JsonObject, JsonSchema>()
  return {
    check(schema, data) {
      try {
        // A schema that was stored under earlier rules may hold keywords that are refused today: these ask nothing.
        const compiled = schemas.get(schema) ?? compileJsonSchema(schema, budget)
        schemas.set(schema, compiled)
        return validateJson(compiled, data, budget, { name: 'data', maxErrors: MAX_ERRORS })
      } catch (error) {
        return [{ path: 'data', message: `cannot be checked against its schema: ${reasonOf(error)}` }]
      }
    },
  }
}

/** What is wrong with a JSON Schema that is about to be saved, by path from `schema`, at most about 20. Never throws. */
export async function schemaProblems(schema: JsonObject): Promise<SchemaError[]> {
  const { compileJsonSchema } = await loadValidator()
  try {
    const { problems } = compileJsonSchema(schema, new WorkBudget(SCHEMA_STEPS))
    return problems.map(({ path, message }) => ({ path: path === '' ? 'schema' : `schema.${path}`, message }))
  } catch (error) {
    return [{ path: 'schema', message: `cannot be read: it ${reasonOf(error)}` }]
  }
}

/** An error of the validator itself is a refusal too, never an error of the whole request; it is reported for us. */
function reasonOf(error: unknown): string {
  if (error instanceof WorkExceeded) return error.message
  reportError('a JSON Schema could not be evaluated', error)
  return 'cannot be evaluated'
}
