import type { Environment, Expression } from 'jsonata'
import type { Evaluation } from './evaluation.ts'
import { FUNCTION_COSTS, type FunctionCost, truthCost } from './function-costs.ts'
import { mergeSort } from './merge-sort.ts'
import { Refused } from './refused.ts'

/** `this` of a function: without `input` when it was applied in part, and then nobody has looked at its arguments. */
type Focus = { environment: Environment; input?: unknown }
type Implementation = (this: Focus, ...args: unknown[]) => unknown
/** A function as the library defines it. */
type Native = { implementation: Implementation; signature?: { validate(args: unknown[], context: unknown): unknown[] } }
type Bound = Native & { _jsonata_function: true }

/** The evaluation that an environment belongs to. Expressions cannot name a symbol. */
const EVALUATION = Symbol('evaluation')

/** One call of a function of the library, whatever it does. */
const CALL = 30
/** Their result is asked whether it is true, which takes as long as it has items. */
const ASKS_FOR_TRUTH = new Set(['filter', 'single', 'sift'])

let bound: Promise<Map<string, Bound>> | null = null
const wrapped = new WeakSet<object>()

/** Whether a function is one of the library that charges before it runs. */
export const isCharged = (definition: object): boolean => wrapped.has(definition)

/** The evaluation whose environment this is. */
export const evaluationOf = (environment: Environment): Evaluation => environment.lookup(EVALUATION)

/** Puts a charged function in the place of each function of the library, for one evaluation. */
export async function bindFunctions(expression: Expression, evaluation: Evaluation): Promise<void> {
  bound ??= wrapAll()
  // The types of the library know names alone.
  const scope: { assign(name: string | symbol, value: unknown): void } = expression
  scope.assign(EVALUATION, evaluation)
  for (const [name, definition] of await bound) scope.assign(name, definition)
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
  // The library reads how many parameters a function has, and their names, from the function itself.
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

/** What the library does itself before it calls a function, except one that was applied in part. */
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

/** A function whose results are charged for being asked whether they are true. */
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

/** `$sort`, in the place of the library's. */
async function sort(this: Focus, list: unknown, comparator: unknown): Promise<unknown> {
  if (list === undefined || !Array.isArray(list) || list.length <= 1) return list
  if (comparator === undefined) {
    if (!isPlain(list)) throw new Refused('$sort sorts texts alone or numbers alone: give it a function to compare by')
    return list.toSorted((left, right) => (left > right ? 1 : left < right ? -1 : 0))
  }
  if (!isCallable(comparator)) throw new Refused('cannot call what was partly applied here: use a function of its own')
  return mergeSort(list, async (left, right) => Boolean(await comparator.apply(this, [left, right])))
}
