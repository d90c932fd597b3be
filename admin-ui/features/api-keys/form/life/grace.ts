import { formatDuration } from '../../../../format/language.ts'

/** A grace period as text: "2 days", "24 hours", "5 minutes". A single day is 24 hours. */
export function formatGrace(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 86_400) return formatDuration(seconds / 86_400, 'day')
  if (seconds % 3600 === 0) return formatDuration(seconds / 3600, 'hour')
  return formatDuration(Math.round(seconds / 60), 'minute')
}
