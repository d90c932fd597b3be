import { TZDate } from '@date-fns/tz'
import { addDays, startOfDay } from 'date-fns'

/** The start of the day that `time` (ms since 1970) lies in, where it is `zone`; `days` later or, negative, earlier. */
export const startOfDayIn = (zone: string, time: number, days = 0): number =>
  addDays(startOfDay(new TZDate(time, zone)), days).getTime()

/** The day there, as 2026-11-21, and the hour of the day, 0 to 23. */
export function dayAndHourIn(zone: string, time: number): { day: string; hour: number } {
  const date = new TZDate(time, zone)
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    hour: date.getHours(),
  }
}
