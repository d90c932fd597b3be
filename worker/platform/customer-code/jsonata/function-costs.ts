import { MAX_WEIGHT } from './evaluation.ts'
import { checkFinite, checkNumberOptions, checkPicture } from './picture.ts'
import { Refused } from './refused.ts'
import type { Sizes } from './sizes.ts'

/**
 * The worst-case steps of a JSONata function for these arguments; may throw Refused. Arguments may be anything: a
 * partially applied function is called without a check of its signature.
 */
export type FunctionCost = (args: readonly unknown[], sizes: Sizes) => number

/** Steps for one call of a function argument, in addition to its body. */
const CALLBACK = 25
/** Steps for copying a list of the maximum length that the library allows (10,000), as concat does. */
export const COPY = 150

export const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : value === undefined ? 0 : 1

/** Steps for finding the truth value: the items of nested lists. */
export function truthCost(value: unknown, sizes: Sizes): number {
  return Array.isArray(value) ? sizes.of(value).nodes : 0
}

/** The whole value: each of its parts, and its characters. */
const wholeOf = (value: unknown, sizes: Sizes): number => {
  const { nodes, text } = sizes.of(value)
  return 6 * nodes + (text >> 1)
}

const none: FunctionCost = () => 0
const perItem: FunctionCost = ([list]) => lengthOf(list)
const perCharacter: FunctionCost = ([text], sizes) => textLength(text, sizes)
const whole: FunctionCost = ([value], sizes) => wholeOf(value, sizes)
const truth: FunctionCost = ([value], sizes) => truthCost(value, sizes)
const callbacks: FunctionCost = ([list], sizes) => CALLBACK * itemsOf(list, sizes)
const callbacksOfMembers: FunctionCost = ([object], sizes) => (CALLBACK + 4) * itemsOf(object, sizes)

/** Items of a list, or members of an object (an upper bound). */
const itemsOf = (value: unknown, sizes: Sizes): number =>
  Array.isArray(value) ? value.length : typeof value === 'object' ? sizes.of(value).nodes : 1

/** Some functions convert a value to a string first. */
const textLength = (value: unknown, sizes: Sizes): number =>
  typeof value === 'string' ? value.length : wholeOf(value, sizes)

/** Searching one string in another. A long one may be compared again at each possible start. */
function searchCost(text: unknown, wanted: unknown, sizes: Sizes): number {
  const length = textLength(text, sizes)
  const span = typeof wanted === 'string' ? Math.min(wanted.length, length) : 1
  return (length >> 2) + ((length * span) >> 5)
}

const search: FunctionCost = ([text, wanted], sizes) => searchCost(text, wanted, sizes)

/** Functions such as `$spread` copy the accumulated result for each item that they add. */
const growing: FunctionCost = ([list], sizes) =>
  lengthOf(list) * (8 + Math.min(sizes.of(list).nodes, 10_000) / 60) + 8 * sizes.of(list).nodes

function replaceCost([text, pattern, replacement]: readonly unknown[], sizes: Sizes): number {
  const length = textLength(text, sizes)
  const added = typeof replacement === 'string' ? replacement.length : 0
  if (typeof pattern !== 'string') return length * 2 + ((length * added) >> 3)
  const matches = Math.floor(length / Math.max(1, pattern.length))
  if (matches * added > MAX_WEIGHT) throw new Refused('$replace makes too long a text')
  return searchCost(text, pattern, sizes) + 4 * matches + ((length + matches * added) >> 2)
}

function joinCost([list, separator]: readonly unknown[], sizes: Sizes): number {
  const length = sizes.of(list).text + lengthOf(list) * lengthOf(separator)
  if (length > MAX_WEIGHT) throw new Refused('$join makes too long a text')
  return 3 * lengthOf(list) + (length >> 2)
}

function distinctCost([list]: readonly unknown[], sizes: Sizes): number {
  if (!Array.isArray(list)) return 0
  const { nodes, text } = sizes.of(list)
  const plain = list.every((item) => typeof item !== 'object' || item === null)
  return list.length * (plain ? (list.length >> 3) + (text >> 7) : 6 * nodes + (text >> 2))
}

function sortCost([list, comparator]: readonly unknown[], sizes: Sizes): number {
  const items = lengthOf(list)
  const rounds = Math.ceil(Math.log2(items + 1))
  if (comparator !== undefined) return rounds * items * CALLBACK
  return rounds * (3 * items + (sizes.of(list).text >> 4))
}

function padCost([text, width, filler]: readonly unknown[], sizes: Sizes): number {
  if (!(Math.abs(Number(width)) <= 1000)) throw new Refused('$pad pads to at most 1000 characters')
  const length = typeof filler === 'string' ? filler.length : 1
  if (length > 1000) throw new Refused('$pad pads with at most 1000 characters')
  return textLength(text, sizes) + 1000 * Math.max(1, length) + 100
}

function formatTime(name: string, [millis, picture, zone]: readonly unknown[]): number {
  if (millis !== undefined) checkFinite(name, millis)
  checkPicture(name, picture)
  if (lengthOf(zone) > 10) throw new Refused(`$${name} takes a time zone such as +0100`)
  return picture === undefined ? 250 : 2500
}

const refuse =
  (message: string): FunctionCost =>
  () => {
    throw new Refused(message)
  }

/**
 * The cost of each JSONata function. A function that is not in this table cannot be called, so that an upgrade of the
 * library adds no uncharged function.
 */
export const FUNCTION_COSTS: Record<string, FunctionCost> = {
  sum: perItem,
  count: none,
  max: perItem,
  min: perItem,
  average: perItem,
  string: whole,
  substring: perCharacter,
  substringBefore: search,
  substringAfter: search,
  lowercase: perCharacter,
  uppercase: perCharacter,
  length: perCharacter,
  trim: perCharacter,
  pad: padCost,
  match: perCharacter,
  contains: search,
  replace: replaceCost,
  split: ([text, separator], sizes) => searchCost(text, separator, sizes) + 2 * textLength(text, sizes),
  join: joinCost,
  formatNumber: ([value, picture, options]) => {
    checkFinite('formatNumber', value)
    checkPicture('formatNumber', picture)
    checkNumberOptions(options)
    return 400 + lengthOf(picture) * 40
  },
  formatBase: () => 60,
  formatInteger: ([value, picture]) => {
    checkFinite('formatInteger', value)
    checkPicture('formatInteger', picture)
    if (Math.abs(Number(value)) > 1e6 && /^i$/i.test(String(picture).split(';')[0] ?? '')) {
      throw new Refused('$formatInteger writes Roman numbers up to a million')
    }
    return 1500
  },
  parseInteger: refuse('$parseInteger cannot be used here: use $number'),
  number: perCharacter,
  floor: none,
  ceil: none,
  round: () => 20,
  abs: none,
  sqrt: none,
  power: none,
  random: none,
  boolean: truth,
  not: truth,
  map: callbacks,
  zip: (lists) => lists.reduce<number>((sum, list) => sum + 14 * lengthOf(list), lists.length * 8),
  filter: callbacks,
  single: callbacks,
  reduce: callbacks,
  sift: callbacksOfMembers,
  keys: whole,
  lookup: ([value], sizes) => (Array.isArray(value) ? 2 * sizes.of(value).nodes : 0),
  append: ([left, right]) => lengthOf(left) + lengthOf(right),
  exists: none,
  spread: growing,
  merge: whole,
  reverse: perItem,
  each: callbacksOfMembers,
  error: none,
  assert: none,
  type: none,
  sort: sortCost,
  shuffle: ([list]) => 2 * lengthOf(list),
  distinct: distinctCost,
  base64encode: perCharacter,
  base64decode: perCharacter,
  encodeUrlComponent: ([text], sizes) => 2 * textLength(text, sizes),
  encodeUrl: ([text], sizes) => 2 * textLength(text, sizes),
  decodeUrlComponent: ([text], sizes) => 2 * textLength(text, sizes),
  decodeUrl: ([text], sizes) => 2 * textLength(text, sizes),
  eval: refuse('$eval cannot be used here'),
  toMillis: ([text, picture]) => {
    if (picture !== undefined || lengthOf(text) > 40) throw new Refused('$toMillis reads ISO 8601 alone')
    return 30
  },
  fromMillis: (args) => formatTime('fromMillis', args),
  clone: whole,
  now: ([picture, zone]) => formatTime('now', [undefined, picture, zone]),
  millis: none,
}
