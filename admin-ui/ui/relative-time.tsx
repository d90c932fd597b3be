import { formatInstant, formatRelative } from '../format/language.ts'
import { now } from '../hooks/clock.ts'

/** A time as "2 hours ago" that keeps itself current; the exact time is in its title. */
export function RelativeTime({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)}>
      {formatRelative(date, now.value)}
    </time>
  )
}
