import { z } from 'zod'

const FORM = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[Zz]|([+-])(\d\d):(\d\d))$/

export type ReadInstant = { at: number } | { fault: string }

const LIKE = 'such as 2026-11-21T09:30:00.000Z or 2026-11-21T15:00:00+05:30'

/**
 * An instant as RFC 3339 writes it, as ms since 1970: in UTC or with an offset, in either case of its letters, with any
 * number of decimals (what is finer than a ms is cut off). Seconds may be left out.
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
  // A date that does not exist, such as 30 February, comes out as another one, or as none.
  if (Number.isNaN(at) || new Date(at).toISOString() !== local) return { fault: 'must be a date and time that exist' }
  if (sign === undefined) return { at }
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return { fault: 'must have an offset that exists' }
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000
  return { at: sign === '+' ? at - offset : at + offset }
}

/** An instant that a caller names. It goes on as ISO 8601 in UTC, so that one instant has one text. */
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

/** What a range of time has to be: nothing, or not the other way round. Ends may be the same instant. */
export const inOrder = {
  check: ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
    from === undefined || to === undefined || Date.parse(from) <= Date.parse(to),
  words: { path: ['to'], message: 'must not be before from' },
}
