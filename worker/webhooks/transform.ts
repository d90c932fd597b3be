import type { Expression, Focus } from 'jsonata'
import type { Json, JsonObject } from '../lib/json.ts'

export type Transformed = { ok: true; value: Json } | { ok: false; message: string }

/** Work that one transformation may do: about 0.2 s of CPU at the very worst, a thousandth of it in practice. */
const MAX_WORK = 30_000
/** The largest value on the way and at the end, in characters of JSON, about. */
const MAX_WEIGHT = 512 * 1024
const MAX_ITEMS = 10_000
const MAX_NESTING = 200

/** Something that a transformation may not do, in words for whoever wrote it. */
class Refused extends Error {}

/**
 * What a JSONata expression makes of an event. A Worker's clock stands still while it computes, so a time limit alone
 * would not hold: every step of the evaluation is counted instead, with what it moves, and so is every function that
 * could do much in a single step. Regular expressions are refused, because nothing bounds the time they take.
 */
export async function runTransform(expression: string, event: JsonObject): Promise<Transformed> {
  try {
    const compiled = await compile(expression)
    limit(compiled)
    const value: unknown = await compiled.evaluate(event)
    if (value === undefined) return { ok: false, message: 'gives nothing: the body would be empty' }
    // What JSONata gives are arrays with marks on them, and perhaps functions: as JSON it is plain again.
    const text: string | undefined = JSON.stringify(value)
    if (text === undefined) return { ok: false, message: 'gives a function, which cannot be sent' }
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, message: wordsOf(error) }
  }
}

/** What is wrong with an expression before it is run; null when it can be read. */
export async function transformProblem(expression: string): Promise<string | null> {
  try {
    await compile(expression)
    return null
  } catch (error) {
    return wordsOf(error)
  }
}

async function compile(expression: string): Promise<Expression> {
  const { default: jsonata } = await import('jsonata')
  return jsonata(expression, { stack: MAX_NESTING, sequence: MAX_ITEMS, RegexEngine: NoRegex })
}

/** In place of RegExp: JSONata makes one when an expression comes to a regular expression. */
const NoRegex = new Proxy(RegExp, {
  construct() {
    throw new Refused('regular expressions cannot be used here: nothing bounds the time they take')
  },
})

function wordsOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof RangeError) return 'is nested too deep'
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof message === 'string' ? `cannot be evaluated: ${message.slice(0, 300)}` : 'cannot be evaluated'
}

const ENTRY = Symbol.for('jsonata.__evaluate_entry')
const EXIT = Symbol.for('jsonata.__evaluate_exit')

/** Binds the counters, and functions that would do too much in one step, over those of the same name. */
function limit(expression: Expression): void {
  let work = 0
  const weights = new WeakMap<object, number>()
  const charge = (amount: number) => {
    work += amount
    if (work > MAX_WORK) throw new Refused('takes too long: it loops, or does too much for one event')
  }
  // Its types know names alone, yet the hooks of the evaluation are bound to symbols.
  const hooks: { assign(name: string | symbol, value: unknown): void } = expression
  hooks.assign(ENTRY, () => charge(1))
  hooks.assign(EXIT, (_node: unknown, _input: unknown, _environment: unknown, result: unknown) => {
    const weight = weigh(result, weights)
    if (weight > MAX_WEIGHT) throw new Refused('makes a value that is too large')
    // A function of texts walks all of one in a single step; of a tree it rarely touches more than the top.
    charge(weight >> (typeof result === 'string' ? 8 : 10))
  })
  for (const [name, { signature, check }] of Object.entries(BOUNDED)) {
    expression.registerFunction(
      name,
      async function bounded(this: Focus, ...args: unknown[]) {
        const problem = check(...args)
        if (problem !== null) throw new Refused(`$${name} ${problem}`)
        return (await nativeFunction(name)).apply(this, args)
      },
      signature,
    )
  }
}

type Native = (this: Focus, ...args: unknown[]) => unknown
const natives = new Map<string, Promise<Native>>()

/** JSONata's own function of that name: what it evaluates to in an expression that binds nothing over it. */
function nativeFunction(name: string): Promise<Native> {
  let native = natives.get(name)
  if (!native) {
    native = import('jsonata').then(async ({ default: jsonata }) => {
      const found: { implementation: Native } = await jsonata(`$${name}`).evaluate({})
      return found.implementation
    })
    natives.set(name, native)
  }
  return native
}

type Bound = { signature: string; check: (...args: unknown[]) => string | null }

const lengthOf = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)
const longPicture = (picture: unknown) =>
  typeof picture === 'string' && (picture.length > 100 || /\d{5}|,[^\]]*\d{3}/.test(picture))
    ? 'cannot format by such a picture'
    : null

const BOUNDED: Record<string, Bound> = {
  pad: {
    signature: '<s-ns?:s>',
    check: (_, width) => (Math.abs(Number(width)) > 1000 ? 'pads to at most 1000 characters' : null),
  },
  join: {
    signature: '<a<s>s?:s>',
    check: (list, separator) => (lengthOf(list) * lengthOf(separator) > MAX_WEIGHT ? 'makes too long a text' : null),
  },
  replace: {
    signature: '<s-(sf)(sf)n?:s>',
    check: (text, _, replacement) =>
      lengthOf(text) * Math.max(1, lengthOf(replacement)) > MAX_WEIGHT ? 'makes too long a text' : null,
  },
  distinct: {
    signature: '<x:x>',
    check: (list) => (lengthOf(list) > 500 ? 'compares at most 500 items' : null),
  },
  fromMillis: { signature: '<n-s?s?:s>', check: (_, picture) => longPicture(picture) },
  now: { signature: '<s?s?:s>', check: longPicture },
  formatNumber: { signature: '<n-so?:s>', check: (_, picture) => longPicture(picture) },
  formatInteger: { signature: '<n-s:s>', check: (_, picture) => longPicture(picture) },
  toMillis: {
    signature: '<s-s?:n>',
    check: (text, picture) => (picture !== undefined || lengthOf(text) > 40 ? 'reads ISO 8601 alone' : null),
  },
  parseInteger: { signature: '<s-s:n>', check: () => 'cannot be used here: use $number' },
  eval: { signature: '<sx?:x>', check: () => 'cannot be used here' },
}

/** Characters of JSON, about. What was weighed before is not walked again, so shared parts cost nothing twice. */
function weigh(value: unknown, weights: WeakMap<object, number>): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 8
  const known = weights.get(value)
  if (known !== undefined) return known
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) return 8
  let weight = 2
  if (Array.isArray(value)) for (const item of value) weight += 1 + weigh(item, weights)
  else for (const [name, field] of Object.entries(value)) weight += name.length + 4 + weigh(field, weights)
  weights.set(value, weight)
  return weight
}
