import { compile } from '../../../platform/customer-code/jsonata/compile.ts'
import { evaluate } from '../../../platform/customer-code/jsonata/evaluate.ts'
import { Evaluation, MAX_WEIGHT } from '../../../platform/customer-code/jsonata/evaluation.ts'
import { rulesFor } from '../../../platform/customer-code/jsonata/operator-costs.ts'
import { Refused } from '../../../platform/customer-code/jsonata/refused.ts'
import { Sizes, weightOf } from '../../../platform/customer-code/jsonata/sizes.ts'
import { WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

/** `exceeded`: it was cut off by its budget, and trying again would end alike. */
export type Transformed = { ok: true; value: Json } | { ok: false; exceeded: boolean; message: string }

/**
 * What a JSONata expression makes of an event. Every node, operator and function is charged by its arguments before it
 * runs, because a Worker's clock stands still while it computes. `pause` is awaited between slices of the work.
 */
export async function runTransform(
  expression: string,
  event: JsonObject,
  evaluation = new Evaluation(),
): Promise<Transformed> {
  try {
    const value = await evaluate(await compile(expression, evaluation), event, evaluation)
    if (value === undefined) return failed('gives nothing: the body would be empty')
    const { functions, ...size } = new Sizes((steps) => evaluation.budget.charge(steps), true).of(value)
    if (functions > 0) return failed('gives a function, which cannot be sent')
    if (weightOf(size) > MAX_WEIGHT) return failed('makes a value that is too large')
    // What JSONata gives are arrays with marks on them: as JSON it is plain again.
    return { ok: true, value: JSON.parse(JSON.stringify(value)) }
  } catch (error) {
    return { ok: false, exceeded: error instanceof WorkExceeded, message: wordsOf(error) }
  }
}

/** What is wrong with an expression before it is run; null when it can be read. */
export async function transformProblem(expression: string): Promise<string | null> {
  try {
    rulesFor((await compile(expression, new Evaluation())).ast)
    return null
  } catch (error) {
    return wordsOf(error)
  }
}

const failed = (message: string): Transformed => ({ ok: false, exceeded: false, message })

function wordsOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof WorkExceeded) return `takes too long: it ${error.message}`
  if (error instanceof RangeError) return 'is nested too deep'
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof message === 'string' ? `cannot be evaluated: ${message.slice(0, 300)}` : 'cannot be evaluated'
}
