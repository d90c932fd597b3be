import type { Evaluation } from './evaluation.ts'
import { COPY, lengthOf, truthCost } from './function-costs.ts'
import { isNode, type Node, nodesOf } from './node.ts'
import { Refused } from './refused.ts'

/** Charges before a node is evaluated, by its input. */
type EnterRule = (evaluation: Evaluation, input: unknown) => void
/** Charges after a node was evaluated, for what the enclosing node does with the result. */
type ExitRule = (evaluation: Evaluation, result: unknown) => void
export type Rules = { enter: EnterRule[]; exit: ExitRule[] }
export type RulesOf = Map<object, Rules>

const wholeOf = (evaluation: Evaluation, value: unknown): number => {
  const { nodes, text } = evaluation.sizes.of(value)
  return 4 * nodes + (text >> 3)
}

const textOf = (value: unknown): number => (typeof value === 'string' ? value.length >> 4 : 0)

const asItem: ExitRule = (evaluation, result) => evaluation.charge(3 * lengthOf(result))
const asTruth: ExitRule = (evaluation, result) => evaluation.charge(truthCost(result, evaluation.sizes))
const asText: ExitRule = (evaluation, result) => evaluation.charge(textOf(result))
const compared: ExitRule = (evaluation, result) => evaluation.charge(wholeOf(evaluation, result))
const written: ExitRule = (evaluation, result) =>
  evaluation.charge(typeof result === 'string' ? result.length >> 3 : wholeOf(evaluation, result))
const searched: ExitRule = (evaluation, result) => evaluation.charge(lengthOf(result))
/** For a predicate: the library checks whether it is a list of numbers, then iterates over it. */
const asPredicate: ExitRule = (evaluation, result) =>
  evaluation.charge(2 * lengthOf(result) + truthCost(result, evaluation.sizes))
/** For a sort key: comparing it, and what the library copies for each comparison. */
const asSortKey: ExitRule = (evaluation, result) => evaluation.charge(COPY / 2 + textOf(result))
const asUpdate: ExitRule = (evaluation, result) => {
  evaluation.charge(wholeOf(evaluation, result))
  // The library mutates its copy.
  evaluation.sizes.forget()
}
/** An object with a function that JavaScript can call, such as `then`, could be awaited, perhaps forever. */
const asMember: ExitRule = (evaluation, result) => {
  evaluation.charge(40)
  if (typeof result === 'function') throw new Refused('cannot put a function that it was given into an object')
}
/** Items of one group are appended one by one, which copies the group each time. */
const asKeyOfMany: ExitRule = (evaluation) => evaluation.charge(COPY)
const asRange: ExitRule = (evaluation, result) => evaluation.charge(lengthOf(result))

const PLAIN_BINARY = new Set(['+', '-', '*', '/', '%'])
const ORDER = new Set(['<', '<=', '>', '>='])

/**
 * What each node of an expression is charged in addition to its step. Throws Refused for a kind of node or an operator
 * without a rule, so that an upgrade of the library adds nothing uncharged.
 */
export function rulesFor(ast: Node): RulesOf {
  const rules: RulesOf = new Map()
  const at = (node: Node): Rules => {
    const known = rules.get(node)
    if (known) return known
    const made: Rules = { enter: [], exit: [] }
    rules.set(node, made)
    return made
  }
  const one = (value: unknown, ...exits: ExitRule[]): void => {
    if (isNode(value)) visit(value, exits)
  }
  const all = (value: unknown, ...exits: ExitRule[]): void => {
    for (const node of nodesOf(value)) visit(node, exits)
  }

  /** Pairs of a name and a value. `many`: names are computed for several items. */
  const pairs = (value: unknown, many: boolean): void => {
    for (const pair of Array.isArray(value) ? value : []) {
      const [name, member]: unknown[] = Array.isArray(pair) ? pair : []
      one(name, ...(many ? [asKeyOfMany] : []))
      one(member, asMember)
    }
  }

  const filters = (value: unknown): void => {
    for (const stage of nodesOf(value)) {
      if (stage.type === 'filter') one(stage.expr, asPredicate)
      else if (stage.type !== 'index') throw unknown(stage.type)
    }
  }

  const steps = (path: Node): void => {
    const found = nodesOf(path.steps)
    // A step that binds a variable, or refers to its parent, creates an object of all bindings for each item.
    const bindings = found.filter(({ tuple }) => tuple === true).length
    const asStep: ExitRule =
      bindings === 0 ? asItem : (evaluation, result) => evaluation.charge((12 + 6 * bindings) * lengthOf(result))
    for (const step of found) {
      if (step.type === 'sort') {
        for (const term of Array.isArray(step.terms) ? step.terms : []) one(term?.expression, asSortKey)
        filters(step.stages)
      } else {
        visit(step, [asStep])
      }
    }
  }

  function binary(node: Node): void {
    const { value: operator, lhs, rhs } = node
    if (typeof operator !== 'string') throw unknown('operator')
    if (PLAIN_BINARY.has(operator)) {
      one(lhs)
      one(rhs)
    } else if (operator === '=' || operator === '!=') {
      one(lhs, compared)
      one(rhs, compared)
    } else if (ORDER.has(operator)) {
      one(lhs, asText)
      one(rhs, asText)
    } else if (operator === '&') {
      one(lhs, written)
      one(rhs, written)
    } else if (operator === 'and' || operator === 'or') {
      one(lhs, asTruth)
      one(rhs, asTruth)
    } else if (operator === 'in') {
      one(lhs, asText)
      one(rhs, searched)
    } else if (operator === '..') {
      one(lhs)
      one(rhs)
      at(node).exit.push(asRange)
    } else {
      throw unknown(operator)
    }
  }

  function unary(node: Node): void {
    if (node.value === '{') {
      at(node).enter.push((evaluation, input) => {
        if (Array.isArray(input)) evaluation.charge(input.length * COPY)
      })
      pairs(node.lhs, false)
      return
    }
    if (node.value === '-') {
      one(node.expression)
      return
    }
    if (node.value !== '[') throw unknown(String(node.value))
    // Items are appended one by one, which copies the earlier ones.
    const { length } = nodesOf(node.expressions)
    at(node).enter.push((evaluation) => evaluation.charge((length * length) >> 6))
    all(node.expressions, (evaluation, result) => evaluation.charge(2 + (lengthOf(result) * length) / 32))
  }

  function call(node: Node): void {
    one(node.procedure)
    all(nodesOf(node.arguments).filter(({ type }) => type !== 'operator'))
    // The library parses a function again for each partial application.
    if (node.type === 'partial') at(node).enter.push((evaluation) => evaluation.charge(2000))
  }

  const kinds: Record<string, (node: Node) => void> = {
    path: steps,
    binary,
    unary,
    name: (node) => at(node).enter.push(walkLists),
    string: () => undefined,
    number: () => undefined,
    value: () => undefined,
    wildcard: (node) => at(node).enter.push(walkMembers),
    descendant: (node) => at(node).enter.push(walkAll),
    parent: () => undefined,
    condition: (node) => {
      one(node.condition, asTruth)
      one(node.then)
      one(node.else)
    },
    block: (node) => all(node.expressions),
    bind: (node) => one(node.rhs),
    regex: () => undefined,
    function: call,
    partial: call,
    variable: () => undefined,
    lambda: (node) => {
      boundSignature(node)
      one(node.body)
    },
    apply: (node) => {
      one(node.lhs)
      one(node.rhs)
    },
    transform: (node) => {
      one(node.pattern, asItem)
      one(node.update, asUpdate)
      one(node.delete, compared)
    },
  }

  function visit(node: Node, exits: ExitRule[]): void {
    const kind = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined
    if (!kind) throw unknown(node.type)
    at(node).exit.push(...exits)
    kind(node)
    filters(node.predicate)
    filters(node.stages)
    if (typeof node.group === 'object' && node.group !== null && 'lhs' in node.group) pairs(node.group.lhs, true)
  }

  visit(ast, [])
  return rules
}

const unknown = (what: string) => new Refused(`uses ${what}, which cannot be used here`)

/** A name applied to a list is applied to each item, and to nested lists. */
const walkLists: EnterRule = (evaluation, input) => {
  if (Array.isArray(input)) evaluation.charge(2 * evaluation.sizes.of(input).nodes)
}

/** Lists among the members are appended one by one, which copies the earlier ones. */
const walkMembers: EnterRule = (evaluation, input) => {
  if (typeof input !== 'object' || input === null) return
  const { nodes } = evaluation.sizes.of(input)
  const lists = Object.values(input).filter(Array.isArray).length
  evaluation.charge(6 * nodes + lists * Math.min(COPY, nodes >> 5))
}

const walkAll: EnterRule = (evaluation, input) => evaluation.charge(6 * evaluation.sizes.of(input).nodes)

/**
 * The library converts a function's signature into a regular expression over argument types. Repetitions and many
 * optional arguments would make it exponential.
 */
function boundSignature({ signature }: Node): void {
  if (typeof signature !== 'object' || signature === null || !('definition' in signature)) return
  const { definition } = signature
  if (
    typeof definition !== 'string' ||
    !/^<(?:[a-z](?:<[a-z<>:]{1,10}>)?[-?]?|\([a-z]{1,10}\)[-?]?){0,8}(?::[^+]{0,20})?>$/.test(definition)
  ) {
    throw new Refused(
      'has a function with a signature that cannot be used here: at most 8 arguments, none of them repeated',
    )
  }
}
