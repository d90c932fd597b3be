import { formatClock, formatHour, formatLogTime, formatShortDay, formatWeekday } from '../format/language.ts'
import { m } from '../messages/index.ts'

const DAY_SECONDS = 86_400

/** A period in words: "Thu, Oct 29", "Oct 29 to Oct 31", "Nov 10, 14:00 to 15:00". */
export function periodText(start: Date, seconds: number): string {
  if (seconds === DAY_SECONDS) return formatWeekday(start)
  const end = new Date(start.getTime() + seconds * 1000)
  if (seconds > DAY_SECONDS) {
    const last = new Date(end.getTime() - DAY_SECONDS * 1000)
    return m.charts_span({ from: formatShortDay(start), to: formatShortDay(last) })
  }
  if (seconds < 60) return formatLogTime(start)
  return m.charts_span({ from: `${formatShortDay(start)}, ${formatHour(start)}`, to: formatHour(end) })
}

/** The name of a period below the axis: a day, or the time within its day. */
export function markText(start: Date, seconds: number): string {
  if (seconds >= DAY_SECONDS || start.getHours() + start.getMinutes() + start.getSeconds() === 0) {
    return formatShortDay(start)
  }
  return seconds < 60 ? formatClock(start) : formatHour(start)
}
