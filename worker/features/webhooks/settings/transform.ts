import type { Evaluation } from '../../../platform/customer-code/jsonata/evaluation.ts'
import { expressionProblem, runExpression } from '../../../platform/customer-code/jsonata/run-expression.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

/** `exceeded`: it exceeded its budget, and a retry would end the same way. */
export type TransformResult = { ok: true; value: Json } | { ok: false; exceeded: boolean; message: string }

/** The result of a JSONata expression for an event, within a budget. */
export async function runTransform(
  expression: string,
  event: JsonObject,
  evaluation?: Evaluation,
): Promise<TransformResult> {
  const result = await runExpression(expression, event, evaluation)
  if (!result.ok) return result
  const { value } = result
  return value === undefined
    ? { ok: false, exceeded: false, message: 'gives nothing: the body would be empty' }
    : { ok: true, value }
}

/** The error of a transformation that cannot be parsed; null if it can. */
export const transformProblem = expressionProblem
