import type { Environment, Expression } from 'jsonata'
import type { Evaluation } from './evaluation.ts'
import { FUNCTION_COSTS, type FunctionCost, truthCost } from './function-costs.ts'
import { mergeSort } from './merge-sort.ts'
import { Refused } from './refused.ts'

/** `this` of a function: without `input` if it was partially applied, and then its arguments are unchecked. */
type Focus = { environment: Environment; input?: unknown }
type Implementation = (this: Focus, ...args: unknown[]) => unknown
/** A function as the library defines it. */
type Native = { implementation: Implementation; signature?: { validate(args: unknown[], context: unknown): unknown[] } }
type Bound = Native & { _jsonata_function: true }

/** The evaluation that an environment belongs to. Expressions cannot name a symbol. */
const EVALUATION = Symbol('evaluation')

/** Steps for one call of any library function. */
const CALL = 30
/** The library evaluates the truth value of their callback's result, which takes time proportional to its items. */
const ASKS_FOR_TRUTH = new Set(['filter', 'single', 'sift'])

let bound: Map<string, Bound> | null = null
const wrapped = new WeakSet<object>()

/** Whether a function is a library function that charges before it runs. */
export const isCharged = (definition: object): boolean => wrapped.has(definition)

/** The evaluation to which an environment belongs. */
export const evaluationOf = (environment: Environment): Evaluation => environment.lookup(EVALUATION)

/** Replaces each library function by a charged one, for one evaluation. */
export async function bindFunctions(expression: Expression, evaluation: Evaluation): Promise<void> {
  bound ??= await wrapAll()
  // The library's types allow only string names.
  const scope: { assign(name: string | symbol, value: unknown): void } = expression
  scope.assign(EVALUATION, evaluation)
  for (const [name, definition] of bound) scope.assign(name, definition)
}

async function wrapAll(): Promise<Map<string, Bound>> {
  const { default: jsonata } = await import('jsonata')
  const natives = new Map<string, Native>()
  for (const name of Object.keys(FUNCTION_COSTS)) natives.set(name, await jsonata(`$${name}`).evaluate({}))
  const own: Record<string, Implementation> = {
    sort,
    millis() {
      return this.environment.timestamp.getTime()
    },
    now(...pictureAndZone) {
      return natives
        .get('fromMillis')
        ?.implementation.call(this, this.environment.timestamp.getTime(), ...pictureAndZone)
    },
  }
  const all = new Map<string, Bound>()
  for (const [name, cost] of Object.entries(FUNCTION_COSTS)) {
    const native = natives.get(name)
    if (!native) throw new Error(`JSONata has no function ${name}`)
    all.set(name, wrap(name, native, own[name] ?? native.implementation, cost))
  }
  return all
}

function wrap(name: string, native: Native, run: Implementation, cost: FunctionCost): Bound {
  const implementation: Implementation = function (this: Focus, ...args) {
    const evaluation = evaluationOf(this.environment)
    const checked = 'input' in this ? args : checkArguments(native, args)
    evaluation.charge(CALL + Math.ceil(cost(checked, evaluation.sizes)))
    if (ASKS_FOR_TRUTH.has(name) && checked[1] !== undefined) checked[1] = chargingTruth(checked[1], evaluation)
    return run.apply(this, checked)
  }
  // The library reads the number of a function's parameters, and their names, from its source text.
  const parameters = /\(([^)]*)\)/.exec(native.implementation.toString())?.[0] ?? '()'
  Object.defineProperties(implementation, {
    length: { value: native.implementation.length },
    toString: { value: () => parameters },
  })
  const definition: Bound = { _jsonata_function: true, implementation }
  if (native.signature) definition.signature = native.signature
  wrapped.add(definition)
  return definition
}

/** The signature check that the library itself does before it calls a function, unless it was partially applied. */
function checkArguments({ signature }: Native, args: unknown[]): unknown[] {
  const given = args.slice(0, args.findLastIndex((one) => one !== undefined) + 1)
  return signature ? signature.validate(given, undefined) : given
}

type Callable = {
  apply(self: unknown, args: unknown[]): unknown
  arity?: number
  length?: number
  arguments?: unknown[]
}

const isCallable = (value: unknown): value is Callable =>
  (typeof value === 'function' || (typeof value === 'object' && value !== null)) &&
  'apply' in value &&
  typeof value.apply === 'function'

/** A callback whose results are charged for the evaluation of their truth value. */
function chargingTruth(callback: unknown, evaluation: Evaluation): unknown {
  if (!isCallable(callback)) throw new Refused('cannot call what was partly applied here: use a function of its own')
  const charging = async function (this: unknown, ...args: unknown[]) {
    const result = await callback.apply(this, args)
    evaluation.charge(truthCost(result, evaluation.sizes))
    return result
  }
  return Object.assign(charging, { arity: callback.arity ?? callback.arguments?.length ?? callback.length ?? 1 })
}

const isPlain = (list: unknown[]): list is (string | number)[] =>
  list.every((item) => typeof item === 'number') || list.every((item) => typeof item === 'string')

/** `$sort`, replacing the library's. */
async function sort(this: Focus, list: unknown, comparator: unknown): Promise<unknown> {
  if (list === undefined || !Array.isArray(list) || list.length <= 1) return list
  if (comparator === undefined) {
    if (!isPlain(list)) throw new Refused('$sort sorts texts alone or numbers alone: give it a function to compare by')
    return list.toSorted((left, right) => (left > right ? 1 : left < right ? -1 : 0))
  }
  if (!isCallable(comparator)) throw new Refused('cannot call what was partly applied here: use a function of its own')
  return mergeSort(list, async (left, right) => Boolean(await comparator.apply(this, [left, right])))
}
