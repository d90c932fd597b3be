import type { Json, JsonObject } from '../../lib/json/json.ts'
import { compileSafeRegex } from '../../lib/regex/safe-regex.ts'
import { AllOf, AtPath, type Matcher } from './matcher.ts'
import {
  AnyOf,
  Exists,
  equalTo,
  HasAll,
  HasSize,
  ItemMatches,
  isIn,
  matchesPattern,
  NonePasses,
  Not,
  ordered,
  SomeIsIn,
  SomePasses,
} from './operators.ts'

/** An error in a query; its message is for the author of the query. */
export class InvalidQuery extends Error {}

type Build = (operand: Json, around: JsonObject) => Matcher

const listOf = (operand: Json): Json[] => {
  if (!Array.isArray(operand)) throw new InvalidQuery('needs a list')
  return operand
}

const queriesOf = (operand: Json): Matcher[] => {
  const list = listOf(operand)
  if (list.length === 0) throw new InvalidQuery('needs a list that is not empty behind $and, $or and $nor')
  return list.map(compileQuery)
}

const isPlain = (value: Json): boolean => typeof value !== 'object' || value === null

/** The values of a list. Throws InvalidQuery if one of them has operators. */
const valuesOf = (operand: Json): Json[] => {
  const list = listOf(operand)
  if (list.some(hasOperators)) throw new InvalidQuery('takes values, not operators, in $in and $nin')
  return list
}

const TYPES: Record<string, (value: unknown) => boolean> = {
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  array: Array.isArray,
  null: (value) => value === null,
  // JSON has no such values.
  timestamp: () => false,
}

function typeTest(operand: Json): Matcher {
  const test = typeof operand === 'string' && Object.hasOwn(TYPES, operand) ? TYPES[operand] : undefined
  if (!test) throw new InvalidQuery(`needs one of ${Object.keys(TYPES).join(', ')} behind $type`)
  return new SomePasses(test)
}

function modTest(operand: Json): Matcher {
  const [divisor, remainder] = listOf(operand)
  if (typeof divisor !== 'number' || typeof remainder !== 'number') {
    throw new InvalidQuery('needs a divisor and a remainder behind $mod')
  }
  return new SomePasses((value) => typeof value === 'number' && value % divisor === remainder)
}

function patternTest(operand: Json, { $options = '' }: JsonObject): Matcher {
  if (typeof operand !== 'string' || typeof $options !== 'string')
    throw new InvalidQuery('needs texts behind $regex and $options')
  if (/[^imsu]/.test($options)) throw new InvalidQuery('takes the letters i, m, s and u behind $options')
  const compiled = compileSafeRegex(operand, $options)
  if (!compiled.ok) throw new InvalidQuery(`has a pattern behind $regex that ${compiled.message}`)
  return new SomePasses(matchesPattern(compiled.regex))
}

function allTest(operand: Json): Matcher {
  const list = listOf(operand)
  return list.length > 0 && list.every(isPlain) ? new HasAll(list) : new AllOf(list.map(compileQuery))
}

/** The operators of a filter. `$where` is left out because it would run code. */
const OPERATORS: Record<string, Build | null> = {
  $all: allTest,
  $and: (operand) => new AllOf(queriesOf(operand)),
  $elemMatch: (operand) => {
    if (isPlain(operand)) throw new InvalidQuery('needs a query behind $elemMatch')
    return new ItemMatches(compileQuery(operand))
  },
  $eq: (operand) => new SomePasses(equalTo(operand)),
  $exists: (operand) => new Exists(Boolean(operand)),
  $gt: (operand) => new SomePasses(ordered(operand, (left, right) => left > right, false)),
  $gte: (operand) => new SomePasses(ordered(operand, (left, right) => left >= right, true)),
  $in: (operand) => new SomeIsIn(isIn(valuesOf(operand))),
  $lt: (operand) => new SomePasses(ordered(operand, (left, right) => left < right, false)),
  $lte: (operand) => new SomePasses(ordered(operand, (left, right) => left <= right, true)),
  $mod: modTest,
  $ne: (operand) => new NonePasses(equalTo(operand)),
  $nin: (operand) => new NonePasses(isIn(valuesOf(operand))),
  $nor: (operand) => new AnyOf(queriesOf(operand), true),
  $not: (operand) => new Not(compileQuery(operand)),
  // Belongs to $regex.
  $options: null,
  $or: (operand) => new AnyOf(queriesOf(operand), false),
  $regex: patternTest,
  $size: (operand) => new HasSize(operand),
  $type: typeTest,
}

export const isOperator = (name: string): boolean => Object.hasOwn(OPERATORS, name)
export const OPERATOR_NAMES: readonly string[] = Object.keys(OPERATORS)

/** Operators that combine whole queries; they cannot be applied to a single member. */
const OF_WHOLE_QUERIES = new Set(['$and', '$or', '$nor'])

const hasOperators = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && Object.keys(value).some((name) => name.startsWith('$'))

/** Compiles a query on a value: operators, members by path, or a plain value for equality. Throws InvalidQuery. */
export function compileQuery(query: Json): Matcher {
  if (typeof query !== 'object' || query === null) return new AtPath([], [new SomePasses(equalTo(query))])
  const own: Matcher[] = []
  const members: Matcher[] = []
  for (const [name, operand] of Object.entries(query)) {
    if (name.startsWith('$')) own.push(...operatorOf(name, operand, query))
    else members.push(memberQuery(name, operand))
  }
  const parts = own.length > 0 ? [new AtPath([], own), ...members] : members
  const [only] = parts
  return parts.length === 1 && only ? only : new AllOf(parts)
}

function memberQuery(path: string, query: Json): Matcher {
  if (!hasOperators(query)) return new AtPath(path.split('.'), [new SomePasses(equalTo(query))])
  const parts = Object.entries(query).flatMap(([name, operand]) => {
    if (!name.startsWith('$')) throw new InvalidQuery(`mixes operators and members under ${path}`)
    if (OF_WHOLE_QUERIES.has(name)) throw new InvalidQuery(`cannot ask ${name} of ${path}: it joins whole queries`)
    return operatorOf(name, operand, query)
  })
  return new AtPath(path.split('.'), parts)
}

function operatorOf(name: string, operand: Json, around: Json[] | JsonObject): Matcher[] {
  if (!isOperator(name) || Array.isArray(around)) throw new InvalidQuery(`does not know the operator ${name}`)
  const build = OPERATORS[name]
  return build ? [build(operand, around)] : []
}
