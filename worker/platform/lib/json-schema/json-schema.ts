import type { WorkBudget } from '../budget/work-budget.ts'
import type { Json } from '../json/json.ts'
import { SchemaCompiler } from './compiler.ts'
import { KEYWORDS } from './keywords.ts'
import { Run, type SchemaError, type SchemaNode, SchemaTooDeep } from './node.ts'

export type { SchemaError } from './node.ts'

/** A compiled schema and its problems. Invalid keywords are left out. */
export type JsonSchema = { root: SchemaNode; problems: SchemaError[] }

/**
 * Compiles a JSON Schema of draft 2020-12. `problems` lists, by path, each keyword that is malformed, unknown, or
 * refused (dynamic references, references outside of the schema, patterns without a bound); at most about 20. Charges
 * the size of the schema and of its patterns. Throws WorkExceeded.
 */
export function compileJsonSchema(schema: Json, budget: WorkBudget): JsonSchema {
  const compiler = new SchemaCompiler(budget, KEYWORDS)
  const root = compiler.compileRoot(schema)
  return { root, problems: compiler.problems }
}

/**
 * The errors of a value by field, at most `maxErrors`, one per field. `name` is the beginning of paths. Charges each
 * keyword for what it looks at. Throws WorkExceeded.
 */
export function validateJson(
  { root }: JsonSchema,
  value: Json,
  budget: WorkBudget,
  { name, maxErrors }: { name: string; maxErrors: number },
): SchemaError[] {
  const run = new Run(budget, maxErrors)
  try {
    if (run.evaluate(root, value, { parent: null, name }, null)) return []
  } catch (error) {
    if (!(error instanceof SchemaTooDeep)) throw error
    return [{ path: name, message: 'cannot be checked: the schema refers to itself too deep' }]
  }
  return [...run.errors].map(([path, message]) => ({ path, message }))
}
