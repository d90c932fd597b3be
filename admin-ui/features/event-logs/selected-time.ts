import { periodText } from '../../charts/period-text.ts'
import type { Selected } from '../../charts/stacked-bars.tsx'
import { formatHour, formatShortDay } from '../../format/language.ts'
import { m } from '../../messages/index.ts'

export type Span = { from: number; to: number }

/** The time that is selected in the histogram, ms; null without one. The values are those of date fields. */
export function spanOf({ from, to }: { from: string; to: string }): Span | null {
  return from && to ? { from: new Date(from).getTime(), to: new Date(to).getTime() } : null
}

/** The buckets that lie in a span; null if none does. */
export function selectedOf(
  buckets: readonly { start: string }[],
  { from, to }: Span,
  endOf: (index: number) => number,
): Selected | null {
  const inside = buckets.flatMap(({ start }, index) => (Date.parse(start) < to && endOf(index) > from ? [index] : []))
  const [first] = inside
  const last = inside.at(-1)
  return first === undefined || last === undefined ? null : { from: first, to: last }
}

/** A selected time in words: "13:55 to 14:32", with its days if it does not lie within one of them. */
export function spanText({ from, to }: Span, seconds: number): string {
  const [start, end] = [new Date(from), new Date(to)]
  if (to - from <= seconds * 1000) return periodText(start, seconds)
  if (seconds >= 86_400) return m.charts_span({ from: formatShortDay(start), to: formatShortDay(new Date(to - 1)) })
  const sameDay = start.toDateString() === new Date(to - 1).toDateString()
  const text = (at: Date) => (sameDay ? formatHour(at) : `${formatShortDay(at)}, ${formatHour(at)}`)
  return m.charts_span({ from: text(start), to: text(end) })
}
