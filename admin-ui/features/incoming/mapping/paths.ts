import { FIELD_NAME_PATTERN, REFUSED_FIELD_NAMES } from '../../../../contract/modules.data.ts'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue }

/** Names that paths write without quotes. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_-]*$/u
/** As a whole path they would be JSONata. */
const LITERALS = new Set(['true', 'false', 'null'])
/** Names that no path may contain. */
const REFUSED = new Set(['__proto__', 'constructor', 'prototype'])

/** The path of a member of the value at `parent`, as mappings write it; null if the name cannot be read. */
export function memberPath(parent: string, name: string): string | null {
  if (REFUSED.has(name)) return null
  if (!PLAIN.test(name) || (parent === '' && LITERALS.has(name))) {
    return `${parent}["${name.replaceAll(/["\\]/g, '\\$&')}"]`
  }
  return parent === '' ? name : `${parent}.${name}`
}

/** The path of an item of the list at `parent`. */
export const itemPath = (parent: string, index: number): string => `${parent}[${index}]`

/** The path of a header. */
export const headerPath = (name: string): string => `$headers.${name}`

/** The last name in a path as the name of a field that is not taken: `data.object.email` becomes `email`. */
export function fieldNameFor(path: string, taken: readonly string[]): string {
  const last = path.match(/[\p{L}\p{N}_]+(?=[^\p{L}\p{N}_]*$)/u)?.[0] ?? ''
  const plain = last.replaceAll(/[^A-Za-z0-9_]/g, '').replace(/^[^A-Za-z]+/, '')
  const base = FIELD_NAME_PATTERN.test(plain) && !REFUSED_FIELD_NAMES.includes(plain) ? plain : 'field'
  if (!taken.includes(base)) return base
  let count = 2
  while (taken.includes(`${base}_${count}`)) count++
  return `${base}_${count}`
}

/** A value on one line, cut. */
export function shortValue(value: unknown, max = 60): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > max ? `${text.slice(0, max)}…` : text
}

/** A string, or a number, in JSON. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/** Digits that any number can keep. */
const SURE_DIGITS = 15

/**
 * JSON in which each number that would lose digits is a text, as the server reads it: ids of Shopify have 18 digits.
 * The text must be JSON.
 */
export const quoteInexactNumbers = (json: string): string =>
  json.replace(TOKEN, (token) => {
    const isExact = token.replaceAll(/\D/g, '').length <= SURE_DIGITS || String(Number(token)) === token
    return token.startsWith('"') || isExact ? token : `"${token}"`
  })
