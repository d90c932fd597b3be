import type { Environment, Expression } from 'jsonata'
import type { Evaluation } from './evaluation.ts'
import { bindFunctions, isCharged } from './natives.ts'
import type { Node } from './node.ts'
import { type RulesOf, rulesFor } from './operator-costs.ts'
import { Refused } from './refused.ts'

const ENTRY = Symbol.for('jsonata.__evaluate_entry')
const EXIT = Symbol.for('jsonata.__evaluate_exit')
const FRAME = Symbol.for('jsonata.__createFrame_push')

/** Steps for evaluating any node. */
const NODE = 25
/** Steps for a new frame of variables, and for each enclosing frame in which a name is looked up. */
const NEW_FRAME = 10
const MAX_FRAMES = 200

/** Evaluates an expression for an event. Throws WorkExceeded, Refused, and errors of the library. */
export async function evaluate(
  { expression, ast }: { expression: Expression; ast: Node },
  input: unknown,
  evaluation: Evaluation,
): Promise<unknown> {
  await bindFunctions(expression, evaluation)
  bindHooks(expression, rulesFor(ast), evaluation)
  try {
    return await expression.evaluate(input)
  } finally {
    evaluation.end()
  }
}

function bindHooks(expression: Expression, rules: RulesOf, evaluation: Evaluation): void {
  // The library's types allow only string names, but hooks of the evaluation are bound to symbols.
  const hooks: { assign(name: string | symbol, value: unknown): void } = expression
  const depths = new WeakMap<Environment, number>()
  const transformers = new WeakSet<object>()
  hooks.assign(FRAME, (around: Environment, frame: Environment) => {
    const depth = (depths.get(around) ?? 0) + 1
    if (depth > MAX_FRAMES) throw new Refused('is nested too deep')
    depths.set(frame, depth)
    evaluation.charge(NEW_FRAME + depth)
  })
  hooks.assign(ENTRY, (node: Node, value: unknown, environment: Environment) => {
    // Names are looked up from the innermost frame to the outermost.
    evaluation.charge(NODE + (depths.get(environment) ?? 0))
    for (const rule of rules.get(node)?.enter ?? []) rule(evaluation, value)
    return evaluation.nextSlice()
  })
  hooks.assign(EXIT, (node: Node, _value: unknown, _environment: Environment, result: unknown) => {
    if (node.type === 'transform' && isNative(result)) transformers.add(result)
    if (isNative(result) && !isCharged(result) && !transformers.has(result)) {
      throw new Refused(`uses a function ($${String(node.value)}) which cannot be used here`)
    }
    evaluation.admit(result)
    for (const rule of rules.get(node)?.exit ?? []) rule(evaluation, result)
  })
}

/** Whether a value is a function of the library, or a transformer that an expression creates. */
const isNative = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && '_jsonata_function' in value && 'implementation' in value
