import { m } from '../messages/index.ts'

/** The language of the messages; see admin-ui/messages/project.inlang/settings.json. */
const LANGUAGE = 'en'

/** The locale for numbers and dates: the user's regional variant of the language, such as en-GB, if they have one. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === LANGUAGE) ?? LANGUAGE
}

/**
 * A formatter per locale. Formatters are expensive to create and used in every row, so each is created once per locale.
 */
function formatter<F>(make: (tag: string) => F): () => F {
  const made = new Map<string, F>()
  return () => {
    const tag = locale()
    const known = made.get(tag)
    if (known) return known
    const format = make(tag)
    made.set(tag, format)
    return format
  }
}

const number = formatter((tag) => new Intl.NumberFormat(tag))
const compact = formatter((tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 }))
const percent = formatter((tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }))
const milliseconds = formatter(
  (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }),
)
const day = formatter((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }))
const instant = formatter((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }))
const logTime = formatter(
  (tag) =>
    new Intl.DateTimeFormat(tag, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
)
const clock = formatter(
  (tag) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
)
const hour = formatter((tag) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
const shortDay = formatter((tag) => new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric' }))
const weekday = formatter((tag) => new Intl.DateTimeFormat(tag, { weekday: 'short', month: 'short', day: 'numeric' }))
const relative = formatter((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))

const list = formatter((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }))

/** "one, two, and three". */
export const formatList = (items: readonly string[]): string => list().format(items)

/** 1234 as "1,234". */
export const formatNumber = (value: number): string => number().format(value)

/** 1234 as "1.2K". */
export const formatCompact = (value: number): string => compact().format(value)

/** A share from 0 to 1 as "2.5%". */
export const formatShare = (value: number): string => percent().format(value)

/** Milliseconds as "12 ms". */
export const formatMilliseconds = (value: number): string => milliseconds().format(value)

/** "1 day", "3 hours"; narrow: "1d", "3h". */
export const formatDuration = (
  value: number,
  unit: 'second' | 'minute' | 'hour' | 'day',
  unitDisplay: 'long' | 'narrow' = 'long',
): string => new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay }).format(value)

/** Bytes in decimal units: "999 B", "1.2 KB", "3 MB". */
export function formatBytes(bytes: number): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${formatNumber(Math.round(value * 10) / 10)} ${unit}`
}

/** "21 Nov 2026". */
export const formatDay = (at: Date): string => day().format(at)

/** "21 Nov 2026, 09:30:12". */
export const formatInstant = (at: Date): string => instant().format(at)

/** "21 Nov, 09:30:12": a log does not need the year. */
export const formatLogTime = (at: Date): string => logTime().format(at)

/** "21 Nov". */
export const formatShortDay = (at: Date): string => shortDay().format(at)

/** "Sat, 21 Nov". */
export const formatWeekday = (at: Date): string => weekday().format(at)

/** "09:30:12". */
export const formatClock = (at: Date): string => clock().format(at)

/** "09:00". */
export const formatHour = (at: Date): string => hour().format(at)

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]

/** "12 s ago", "11 min ago", "2 hours ago", "in 3 days"; within ten seconds "now". */
export function formatRelative(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000
  const size = Math.abs(seconds)
  if (size < 10) return relative().format(0, 'second')
  if (size < 3600) {
    // The short forms of Intl differ between variants of a language: "1m ago", "1 min ago".
    const count = formatNumber(Math.trunc(size < 60 ? size : size / 60))
    const time = size < 60 ? m.time_seconds({ count }) : m.time_minutes({ count })
    return seconds < 0 ? m.time_ago({ time }) : m.time_ahead({ time })
  }
  let amount = seconds / 3600
  for (const [unit, units] of STEPS) {
    if (Math.abs(amount) < units) return relative().format(Math.trunc(amount), unit)
    amount /= units
  }
  return formatDay(at)
}
