import { z } from 'zod'
import { idPattern } from '../../../../contract/common.data.ts'
import { isDate, readInstant } from '../../../../contract/instant.ts'
import {
  MAX_INDEXED_TEXT,
  MAX_JSON_FIELD_DEPTH,
  MAX_JSON_FIELD_KB,
  MAX_RECORD_KB,
  MAX_TEXT,
} from '../../../../contract/records.data.ts'
import { unknownField } from '../../../platform/issues.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { isIndexed, type StoredField } from '../modules/field.ts'

export type FieldError = { path: string; message: string }
/** A value in the form in which it is stored, or what it must be. */
export type Checked = { value: Json } | { fault: string }

const MAX_EMAIL = 254
const MAX_URL = 2000
const Email = z.email()
const RECORD_ID = idPattern('rec')
/** NUL ends a text in databases and programs; a lone surrogate is no text. */
const REFUSED_IN_TEXT = /[\0\p{Cs}]/u

const fault = (message: string): Checked => ({ fault: message })

function text(value: Json, max: number, field: StoredField): Checked {
  if (typeof value !== 'string') return fault('must be a text')
  if (REFUSED_IN_TEXT.test(value)) return fault('must not contain NUL or broken characters')
  const most = isIndexed(field) ? Math.min(max, MAX_INDEXED_TEXT) : max
  if (value.length <= most || [...value].length <= most) return { value }
  return fault(`must be at most ${most} characters${most < max ? ', because it is indexed' : ''}`)
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  return ['http:', 'https:'].includes(new URL(value).protocol)
}

const isDeeperThan = (value: Json, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1))
}

const kilobytes = (value: Json): number => new TextEncoder().encode(JSON.stringify(value)).length / 1024

function number(value: Json): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fault('must be a number')
  const max = Number.MAX_SAFE_INTEGER
  if (Math.abs(value) > max) return fault(`must be between -${max} and ${max}`)
  return { value: value === 0 ? 0 : value }
}

function date(value: Json): Checked {
  if (typeof value !== 'string' || !isDate(value)) return fault('must be a date, such as 2026-11-21')
  return 'at' in readInstant(`${value}T00:00Z`) ? { value } : fault('must be a date that exists')
}

function datetime(value: Json): Checked {
  if (typeof value !== 'string') return fault('must be an instant, such as 2026-11-21T09:30:00.000Z')
  const read = readInstant(value)
  return 'at' in read ? { value: new Date(read.at).toISOString() } : fault(read.fault)
}

/** Checks a value of a field and brings it into the form in which it is stored. Not for blank values. */
export function checkValue(field: StoredField, value: Json): Checked {
  switch (field.type) {
    case 'text':
      return text(value, MAX_TEXT, field)
    case 'number':
      return number(value)
    case 'boolean':
      return typeof value === 'boolean' ? { value } : fault('must be true or false')
    case 'date':
      return date(value)
    case 'datetime':
      return datetime(value)
    case 'email':
      return Email.safeParse(value).success ? text(value, MAX_EMAIL, field) : fault('must be an email address')
    case 'url': {
      const isUrl = typeof value === 'string' && isWebAddress(value)
      return isUrl ? text(value, MAX_URL, field) : fault('must be a web address, such as https://example.com')
    }
    case 'select': {
      const options = field.options ?? []
      return typeof value === 'string' && options.includes(value)
        ? { value }
        : fault(`must be one of ${options.slice(0, 20).join(', ')}${options.length > 20 ? ', ...' : ''}`)
    }
    case 'json':
      if (isDeeperThan(value, MAX_JSON_FIELD_DEPTH))
        return fault(`must not be nested deeper than ${MAX_JSON_FIELD_DEPTH}`)
      return kilobytes(value) > MAX_JSON_FIELD_KB ? fault(`must be at most ${MAX_JSON_FIELD_KB} KB as JSON`) : { value }
    case 'reference':
      return typeof value === 'string' && RECORD_ID.test(value)
        ? { value }
        : fault(`must be the id of a record of ${field.module}`)
  }
}

/** Null and an empty text are no value. */
export const isBlank = (value: Json | undefined): boolean => value === undefined || value === null || value === ''

/** Data of a record by the keys of fields, the names of fields whose value changed, and what is wrong. */
export type CheckedData = { data: JsonObject; changed: string[]; errors: FieldError[] }

/**
 * Merges values by the names of fields into the data of a record (`before`: by keys; empty for a new record): a blank
 * value clears the field, a missing one leaves it. Values of removed fields are dropped. Pure.
 */
export function checkData(fields: readonly StoredField[], before: JsonObject, input: JsonObject): CheckedData {
  const known = new Map(fields.map((field) => [field.name, field]))
  const errors: FieldError[] = []
  const given = new Map<string, Json>()
  for (const [name, value] of Object.entries(input)) {
    const field = known.get(name)
    if (!field) errors.push(unknownField(`data.${name}`))
    else if (isBlank(value)) given.set(name, null)
    else {
      const checked = checkValue(field, value)
      if ('fault' in checked) errors.push({ path: `data.${name}`, message: checked.fault })
      else given.set(name, checked.value)
    }
  }
  const data: JsonObject = {}
  const changed: string[] = []
  for (const { name, key, required } of fields) {
    const old = before[key] ?? null
    const value = given.has(name) ? (given.get(name) ?? null) : old
    if (value !== null) data[key] = value
    else if (required && !errors.some(({ path }) => path === `data.${name}`)) {
      errors.push({ path: `data.${name}`, message: 'is required' })
    }
    if (JSON.stringify(old) !== JSON.stringify(value)) changed.push(name)
  }
  if (errors.length === 0 && kilobytes(data) > MAX_RECORD_KB) {
    errors.push({ path: 'data', message: `must be at most ${MAX_RECORD_KB} KB as JSON` })
  }
  return { data, changed, errors }
}
