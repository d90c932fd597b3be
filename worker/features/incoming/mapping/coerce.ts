import { readInstant } from '../../../../contract/instant.ts'
import type { FieldType } from '../../../../contract/modules.data.ts'
import { isExactNumber } from '../../../platform/lib/json/exact-number.ts'
import type { Json } from '../../../platform/lib/json/json.ts'

/** A value in the type of a field as far as it can be read as one, or why not. The module checks the rest. */
export type Coerced = { value: Json } | { fault: string }

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/
const TRUE = new Set(['true', '1', 'yes', 'on'])
const FALSE = new Set(['false', '0', 'no', 'off'])
const DATE = /^\d{4}-\d{2}-\d{2}/
/** Numbers below are seconds since 1970, others milliseconds: the year 5138 in seconds, 1973 in milliseconds. */
const SECONDS_BELOW = 100_000_000_000

/**
 * Reads a value of a payload as a field of a type: senders write numbers as texts, times as seconds since 1970, and checkboxes as
 * `on`. Null and an empty text mean no value. A list stays a list.
 */
export function coerce(type: FieldType, value: Json): Coerced {
  if (value === null || type === 'json') return { value }
  if (Array.isArray(value)) return { fault: 'is a list in the payload: name one of its items, such as items[0]' }
  if (typeof value === 'object') return { fault: 'is an object in the payload: name one of its members' }
  const text = typeof value === 'string' ? value.trim() : String(value)
  if (text === '') return { value: '' }
  switch (type) {
    case 'text':
      return { value: typeof value === 'string' ? value : text }
    case 'number':
      return typeof value === 'string' && NUMBER.test(text) ? numberOf(text) : { value }
    case 'boolean':
      return { value: booleanOf(text) ?? value }
    case 'date':
      return { value: dateOf(value, text) }
    case 'datetime':
      return { value: instantOf(value, text) }
    default:
      return { value: text }
  }
}

function numberOf(text: string): Coerced {
  const plain = text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=$|e)/i, '')
  if (isExactNumber(plain)) return { value: Number(text) }
  return { fault: 'is a number with more digits than a number can keep: use a text field for it' }
}

function booleanOf(text: string): boolean | null {
  const word = text.toLowerCase()
  if (TRUE.has(word)) return true
  return FALSE.has(word) ? false : null
}

const timeOf = (value: number): number => (Math.abs(value) < SECONDS_BELOW ? value * 1000 : value)

/** The calendar day of an instant is the one that is written, whatever its offset. */
function dateOf(value: Json, text: string): Json {
  if (typeof value === 'number') return isoOf(timeOf(value))?.slice(0, 10) ?? value
  return DATE.test(text) && 'at' in readInstant(text) ? text.slice(0, 10) : text
}

function instantOf(value: Json, text: string): Json {
  if (typeof value === 'number') return isoOf(timeOf(value)) ?? value
  return /^\d{9,13}$/.test(text) ? (isoOf(timeOf(Number(text))) ?? text) : text
}

function isoOf(time: number): string | null {
  const date = new Date(Math.round(time))
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
