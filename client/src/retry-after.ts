/** An HTTP date in any of the three forms of RFC 9110, section 5.6.7. `Date.parse` alone accepts almost any text. */
const HTTP_DATE = /^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? .*\d\d:\d\d:\d\d/

/**
 * The seconds to wait that an answer asks for with `Retry-After` (RFC 9110, section 10.2.3): seconds or a date, rounded
 * up. Null if the header is missing or malformed.
 *
 * @param now in ms, to compare a date with
 */
export function retryAfterSeconds(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text))
  if (!HTTP_DATE.test(text)) return null
  // The old form of C's asctime() has no time zone. It is always GMT.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}
