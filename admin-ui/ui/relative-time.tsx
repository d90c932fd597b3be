import { formatInstant, formatRelative } from '../format/language.ts'
import { now } from '../hooks/clock.ts'

/** A time as "2 hours ago" that updates itself; the exact time is in its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)}>
      {formatRelative(date, now.value)}
    </time>
  )
}
