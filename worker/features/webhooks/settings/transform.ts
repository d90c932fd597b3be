import { compile } from '../../../platform/customer-code/jsonata/compile.ts'
import { evaluate } from '../../../platform/customer-code/jsonata/evaluate.ts'
import { Evaluation, MAX_WEIGHT } from '../../../platform/customer-code/jsonata/evaluation.ts'
import { rulesFor } from '../../../platform/customer-code/jsonata/operator-costs.ts'
import { Refused } from '../../../platform/customer-code/jsonata/refused.ts'
import { Sizes, weightOf } from '../../../platform/customer-code/jsonata/sizes.ts'
import { WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

/** `exceeded`: it exceeded its budget, and a retry would end the same way. */
export type TransformResult = { ok: true; value: Json } | { ok: false; exceeded: boolean; message: string }

/**
 * The result of a JSONata expression for an event. Each node, operator and function is charged by its arguments before
 * it runs, because a Worker's clock does not advance during computation. `pause` is awaited between slices of the work.
 */
export async function runTransform(
  expression: string,
  event: JsonObject,
  evaluation = new Evaluation(),
): Promise<TransformResult> {
  try {
    const value = await evaluate(await compile(expression, evaluation), event, evaluation)
    if (value === undefined) return failed('gives nothing: the body would be empty')
    const { functions, ...size } = new Sizes((steps) => evaluation.budget.charge(steps), true).of(value)
    if (functions > 0) return failed('gives a function, which cannot be sent')
    if (weightOf(size) > MAX_WEIGHT) return failed('makes a value that is too large')
    // JSONata returns arrays with extra properties; the JSON round trip removes them.
    return { ok: true, value: JSON.parse(JSON.stringify(value)) }
  } catch (error) {
    return { ok: false, exceeded: error instanceof WorkExceeded, message: messageOf(error) }
  }
}

/** The error of an expression that cannot be parsed; null if it can. */
export async function transformProblem(expression: string): Promise<string | null> {
  try {
    rulesFor((await compile(expression, new Evaluation())).ast)
    return null
  } catch (error) {
    return messageOf(error)
  }
}

const failed = (message: string): TransformResult => ({ ok: false, exceeded: false, message })

function messageOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof WorkExceeded) return `takes too long: it ${error.message}`
  if (error instanceof RangeError) return 'is nested too deep'
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof message === 'string' ? `cannot be evaluated: ${message.slice(0, 300)}` : 'cannot be evaluated'
}
