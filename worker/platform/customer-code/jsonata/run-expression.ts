import { WorkExceeded } from '../../lib/budget/work-budget.ts'
import type { Json } from '../../lib/json/json.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { Evaluation, MAX_WEIGHT } from './evaluation.ts'
import { rulesFor } from './operator-costs.ts'
import { Refused } from './refused.ts'
import { Sizes, weightOf } from './sizes.ts'

/**
 * The result of an expression; `value` undefined: it gives nothing. `exceeded`: it exceeded its budget, and a retry would end
 * the same way.
 */
export type ExpressionResult = { ok: true; value: Json | undefined } | { ok: false; exceeded: boolean; message: string }

/**
 * Evaluates a JSONata expression of a customer within a budget. Each node, operator and function is charged by its arguments
 * before it runs, because a Worker's clock does not advance during computation.
 */
export async function runExpression(
  expression: string,
  input: Json,
  evaluation = new Evaluation(),
): Promise<ExpressionResult> {
  try {
    const value = await evaluate(await compile(expression, evaluation), input, evaluation)
    if (value === undefined) return { ok: true, value: undefined }
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
export async function expressionProblem(expression: string): Promise<string | null> {
  try {
    rulesFor((await compile(expression, new Evaluation())).ast)
    return null
  } catch (error) {
    return messageOf(error)
  }
}

const failed = (message: string): ExpressionResult => ({ ok: false, exceeded: false, message })

function messageOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof WorkExceeded) return `takes too long: it ${error.message}`
  if (error instanceof RangeError) return 'is nested too deep'
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof message === 'string' ? `cannot be evaluated: ${message.slice(0, 300)}` : 'cannot be evaluated'
}
