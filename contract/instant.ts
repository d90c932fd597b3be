import { z } from 'zod'

const FORM = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[Zz]|([+-])(\d\d):(\d\d))$/

export type ReadInstant = { at: number } | { fault: string }

const LIKE = 'such as 2026-11-21T09:30:00.000Z or 2026-11-21T15:00:00+05:30'

/**
 * Parses an RFC 3339 instant to ms since 1970: in UTC or with an offset, with letters in either case, and with any
 * number of decimals (beyond ms they are cut off). Seconds are optional.
 */
export function readInstant(text: string): ReadInstant {
  const [all, year, month, day, hour, minute, second = '00', decimals = '', sign, offsetHour, offsetMinute] =
    FORM.exec(text) ?? []
  if (all === undefined) {
    const isUnescaped = FORM.test(text.replace(' ', '+'))
    return { fault: isUnescaped ? 'must have its plus sign written as %2B' : `must be an instant, ${LIKE}` }
  }
  if (second === '60') return { fault: 'must not be a leap second: name the second before or after it' }
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${decimals.slice(0, 3).padEnd(3, '0')}Z`
  const at = Date.parse(local)
  // A date that does not exist, such as 30 February, is parsed as another one, or as an invalid one.
  if (Number.isNaN(at) || new Date(at).toISOString() !== local) return { fault: 'must be a date and time that exist' }
  if (sign === undefined) return { at }
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return { fault: 'must have an offset that exists' }
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000
  return { at: sign === '+' ? at - offset : at + offset }
}

/** An instant in a request. It is converted to ISO 8601 in UTC, so that equal instants have equal text. */
export const NamedInstant = z
  .string()
  .superRefine((text, context) => {
    const read = readInstant(text)
    if ('fault' in read) context.addIssue({ code: 'custom', message: read.fault, continue: false })
  })
  .overwrite((text) => {
    const read = readInstant(text)
    return 'at' in read ? new Date(read.at).toISOString() : text
  })
  .meta({
    format: 'date-time',
    description: 'RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.',
    example: '2026-11-21T09:30:00.000Z',
  })

/** The check of a time range: the start must not be after the end. Both may be the same instant, or missing. */
export const inOrder = {
  check: ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
    from === undefined || to === undefined || Date.parse(from) <= Date.parse(to),
  words: { path: ['to'], message: 'must not be before from' },
}

/** A time zone by its IANA name. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
  .meta({ example: 'Europe/Berlin' })

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const DATE = /^\d{4}-\d\d-\d\d$/

/** Whether a text that `DateOrInstant` has accepted is a date. */
export const isDate = (text: string): boolean => DATE.test(text)

const faultOf = (text: string): string | null => {
  if (!DATE.test(text)) {
    const read = readInstant(text)
    return 'at' in read ? null : read.fault.replace('an instant,', 'a date such as 2026-11-21 or an instant,')
  }
  const read = readInstant(`${text}T00:00Z`)
  return 'at' in read ? null : 'must be a date that exists'
}

/** A day of a calendar, or an instant (RFC 3339). Which time a date stands for depends on a time zone. */
export const DateOrInstant = z
  .string()
  .superRefine((text, context) => {
    const fault = faultOf(text)
    if (fault !== null) context.addIssue({ code: 'custom', message: fault })
  })
  .meta({ example: '2026-11-21' })
