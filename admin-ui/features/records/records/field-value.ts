import type { Field } from '../../../../client/src/generated.ts'
import { formatDay, formatInstant } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

type Typed = Pick<Field, 'type'>

/** The local midnight at which a day without a time begins; `new Date(text)` would be midnight in UTC, often another day. */
function dayOf(text: string): Date {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  const date = new Date(2000, month - 1, day)
  date.setFullYear(year, month - 1, day)
  return date
}

/** A value of a record as people read it; empty if there is none. */
export function valueText({ type }: Typed, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (type === 'boolean') return m.records_boolean_name({ value: value === true ? 'true' : 'false' })
  if (type === 'json') return JSON.stringify(value)
  const text = String(value)
  if (type === 'date') return formatDay(dayOf(text))
  if (type === 'datetime') return formatInstant(new Date(text))
  return text
}

const MINUTE_MS = 60_000

/** An instant in local time with all of its digits, as the value of an <input type="datetime-local">. */
const localOf = (text: string): string => {
  const at = new Date(text)
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().replace(/(:00)?\.000Z$|Z$/, '')
}

/** A value in the form of a record; empty if there is none. A day stays the text that is stored. */
export function inputOf({ type }: Typed, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (type === 'json') return JSON.stringify(value, null, 2)
  if (type === 'datetime') return localOf(String(value))
  return String(value)
}
