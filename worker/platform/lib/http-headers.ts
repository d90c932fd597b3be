// Parsers of HTTP fields (RFC 9110). Content-Type is in media-type.ts.

/** An entity tag (RFC 9110, section 8.8.3) in a list, with its commas; blanks and empty elements are allowed. */
const TAG = /^(?:[ \t]*,)*[ \t]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/

/**
 * The strong entity tags of an If-Match (RFC 9110, section 13.1.1), without their quotes; `'*'` for any. A weak tag
 * never matches there, so it is left out. Null for an invalid If-Match.
 */
export function parseIfMatch(header: string): string[] | '*' | null {
  if (header.trim() === '*') return '*'
  const tags: string[] = []
  let rest = header
  while (/[^ \t,]/.test(rest)) {
    const [all, weak, tag] = TAG.exec(rest) ?? []
    if (all === undefined || tag === undefined) return null
    if (weak === undefined) tags.push(tag)
    rest = rest.slice(all.length)
  }
  return tags
}

/** A Content-Length (section 8.6), bytes; null if it is missing or malformed. Equal values in a list are one value. */
export function parseContentLength(header: string | null): number | null {
  if (header === null) return null
  const values = new Set(header.split(',').map((one) => one.trim()))
  const [value = ''] = values
  return values.size === 1 && /^\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? Number(value) : null
}

/**
 * A Retry-After (section 10.2.3) as ms from `now`, at most `atMost`; null if it is missing or malformed. A date in the
 * past is 0.
 */
export function parseRetryAfter(header: string | null, now: number, atMost: number): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, atMost)
  const at = parseHttpDate(text, now)
  return at === null ? null : Math.min(Math.max(0, at - now), atMost)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const LONG_DAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)'
const MONTH = `(?<month>${MONTHS.join('|')})`
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)'
const DATES = [
  new RegExp(`^${DAY}, (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^${LONG_DAY}, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT$`),
  new RegExp(`^${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
]

/** An HTTP-date (section 5.6.7) in any of its three forms, ms since 1970; null for any other text. */
export function parseHttpDate(text: string, now: number): number | null {
  for (const form of DATES) {
    const parts = form.exec(text)?.groups
    if (!parts) continue
    const part = (name: string) => Number(parts[name])
    const month = MONTHS.indexOf(parts.month ?? '')
    // A leap second counts as the second before it.
    const second = Math.min(part('second'), 59)
    const at = Date.UTC(yearOf(parts.year ?? '', now), month, part('day'), part('hour'), part('minute'), second)
    const exists =
      new Date(at).getUTCDate() === part('day') && part('hour') < 24 && part('minute') < 60 && part('second') <= 60
    return exists ? at : null
  }
  return null
}

/** A two-digit year that seems to be more than 50 years in the future is in the past century. */
function yearOf(text: string, now: number): number {
  if (text.length === 4) return Number(text)
  const thisYear = new Date(now).getUTCFullYear()
  const year = Math.floor(thisYear / 100) * 100 + Number(text)
  return year > thisYear + 50 ? year - 100 : year
}
