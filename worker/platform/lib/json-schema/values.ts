import type { Json } from '../json/json.ts'
import { canonicalJson, equalJson, isMultipleOf } from '../json/json-equal.ts'
import type { Keyword, Site } from './compiler.ts'
import { type Check, isObject } from './node.ts'

/** Keywords that check a value itself (JSON Schema Validation 2020-12, section 6). */
export const VALUE_KEYWORDS: Record<string, Keyword> = {
  type: (value, site) => {
    const names = Array.isArray(value) ? value : [value]
    const known = names.filter((name): name is string => typeof name === 'string' && Object.hasOwn(TYPES, name))
    if (names.length === 0 || known.length < names.length || new Set(known).size < known.length) {
      return site.problem(`must be one of ${Object.keys(TYPES).join(', ')}, or a list of these`)
    }
    const types = `must be ${known.map((name) => (/^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`)).join(' or ')}`
    const message = types.replaceAll('a null', 'null')
    return (data, place, run) => known.some((name) => TYPES[name]?.(data)) || run.fail(place, message)
  },
  enum: (value, site) => {
    if (!Array.isArray(value)) return site.problem('must be a list of values')
    const simple = new Set(value.filter((one) => typeof one !== 'object' || one === null))
    const complex = value.filter((one) => typeof one === 'object' && one !== null)
    const message = `must be one of ${shorten(value.map((one) => JSON.stringify(one)).join(', '))}`
    return (data, place, run) => {
      if (typeof data === 'string') run.budget.charge(data.length >> 4)
      if (typeof data !== 'object' || data === null) return simple.has(data) || run.fail(place, message)
      return complex.some((one) => equalJson(one, data, run.budget)) || run.fail(place, message)
    }
  },
  const: (value) => {
    const message = `must be ${shorten(JSON.stringify(value))}`
    return (data, place, run) => equalJson(value, data, run.budget) || run.fail(place, message)
  },
  multipleOf: (value, site) => {
    if (typeof value !== 'number' || !(value > 0)) return site.problem('must be a number greater than 0')
    return (data, place, run) => {
      if (typeof data !== 'number') return true
      if (!Number.isInteger(value) || !Number.isSafeInteger(data)) run.budget.charge(200)
      return isMultipleOf(data, value) || run.fail(place, `must be a multiple of ${value}`)
    }
  },
  maximum: numeric('must be at most', (data, limit) => data <= limit),
  minimum: numeric('must be at least', (data, limit) => data >= limit),
  exclusiveMaximum: numeric('must be less than', (data, limit) => data < limit),
  exclusiveMinimum: numeric('must be greater than', (data, limit) => data > limit),
  maxLength: sized('must be at most * characters', textLength, (size, limit) => size <= limit),
  minLength: sized('must be at least * characters', textLength, (size, limit) => size >= limit),
  maxItems: sized('must have at most * entries', listLength, (size, limit) => size <= limit),
  minItems: sized('must have at least * entries', listLength, (size, limit) => size >= limit),
  maxProperties: sized('must have at most * fields', fieldCount, (size, limit) => size <= limit),
  minProperties: sized('must have at least * fields', fieldCount, (size, limit) => size >= limit),
  pattern: (value, site) => {
    if (typeof value !== 'string') return site.problem('must be a regular expression as a string')
    const regex = site.compiler.regexOf(value, site)
    return (
      regex &&
      ((data, place, run) =>
        typeof data !== 'string' || regex.test(data, run.budget) || run.fail(place, `must match ${shorten(value)}`))
    )
  },
  uniqueItems: (value, site) => {
    if (typeof value !== 'boolean') return site.problem('must be true or false')
    if (!value) return null
    return (data, place, run) => {
      if (!Array.isArray(data)) return true
      const seen = new Set<string>()
      for (const item of data) {
        run.budget.charge(4)
        const text = canonicalJson(item, run.budget)
        if (seen.has(text)) return run.fail(place, 'must not have two equal entries')
        seen.add(text)
      }
      return true
    }
  },
  required: (value, site) => {
    const names = namesOf(value, site)
    return names && required(names, () => true, 'is required')
  },
  dependentRequired: (value, site) => {
    if (!isObject(value)) return site.problem('must be an object of lists of names')
    const checks = Object.entries(value).map(([name, list]) => {
      const names = namesOf(list, site, name)
      return names && required(names, (data) => Object.hasOwn(data, name), `is required beside ${shorten(name)}`)
    })
    return all(checks.filter((check) => check !== null))
  },
}

const TYPES: Record<string, (value: Json) => boolean> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  object: (value) => isObject(value),
  array: (value) => Array.isArray(value),
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  string: (value) => typeof value === 'string',
}

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}...` : text)

function numeric(message: string, holds: (data: number, limit: number) => boolean): Keyword {
  return (limit, site) => {
    if (typeof limit !== 'number') return site.problem('must be a number')
    return (data, place, run) =>
      typeof data !== 'number' || holds(data, limit) || run.fail(place, `${message} ${limit}`)
  }
}

/** `size` returns null for a value of another type. */
function sized(
  message: string,
  size: (data: Json, charge: (steps: number) => void) => number | null,
  holds: (size: number, limit: number) => boolean,
): Keyword {
  return (limit, site) => {
    if (!isCount(limit)) return site.problem('must be a whole number, 0 or more')
    return (data, place, run) => {
      const found = size(data, (steps) => run.budget.charge(steps))
      return found === null || holds(found, limit) || run.fail(place, message.replace('*', String(limit)))
    }
  }
}

export const isCount = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0

/** Characters are code points (RFC 8259, section 7), not UTF-16 code units. */
function textLength(data: Json, charge: (steps: number) => void): number | null {
  if (typeof data !== 'string') return null
  charge(data.length >> 3)
  let length = data.length
  for (let at = 0; at < data.length - 1; at++) {
    if ((data.charCodeAt(at) & 0xfc00) === 0xd800 && (data.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      length--
      at++
    }
  }
  return length
}

function listLength(data: Json): number | null {
  return Array.isArray(data) ? data.length : null
}

function fieldCount(data: Json, charge: (steps: number) => void): number | null {
  if (!isObject(data)) return null
  const { length } = Object.keys(data)
  charge(length)
  return length
}

/** The value of a keyword as a list of distinct names, or null after an error was reported. */
function namesOf(value: Json, site: Site, ...below: string[]): string[] | null {
  const names = Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
  if (!Array.isArray(value) || names.length < value.length || new Set(names).size < names.length) {
    return site.problem('must be a list of different names', ...below)
  }
  return names
}

function required(
  names: readonly string[],
  applies: (data: { [key: string]: Json }) => boolean,
  message: string,
): Check {
  return (data, place, run) => {
    if (!isObject(data) || !applies(data)) return true
    run.budget.charge(names.length)
    let fits = true
    for (const name of names) {
      if (Object.hasOwn(data, name)) continue
      fits = run.fail({ parent: place, name }, message)
      if (run.isQuiet) break
    }
    return fits
  }
}

/** Runs all checks; stops at the first failure if the run is quiet. */
export function all(checks: readonly Check[]): Check {
  return (data, place, run, evaluated) => {
    run.budget.charge(checks.length)
    let fits = true
    for (const check of checks) {
      fits = check(data, place, run, evaluated) && fits
      if (!fits && run.isQuiet) break
    }
    return fits
  }
}
