import { formatCompact, formatDay, formatShortDay } from '../format/language.ts'
import { gridOf, markPlace, marksOf } from './scale.ts'

const WIDTH = 600
const HEIGHT = 120

type Day = {
  /** YYYY-MM-DD, in the organization's time zone. */
  day: string
  total: number
  bad: number
}

type DayChartProps = {
  title: string
  days: readonly Day[]
  /** Labels: of all items, of the failed ones, and of a day. */
  names: { total: string; bad: string; day: string }
  tip: (day: string, total: number, bad: number) => string
}

/** Noon, so that the date is the same in every time zone of the reader. */
const noonOf = (day: string) => new Date(`${day}T12:00:00`)
const dayText = (day: string) => formatDay(noonOf(day))

/** Days that are named below the chart, at most. */
const MOST_NAMES = 6

/** Counts by day as a line over a tinted area, failures as an area. Screen readers get the same data as a table. */
export function DayChart({ title, days, names, tip }: DayChartProps) {
  const grid = gridOf(Math.max(0, ...days.map((day) => day.total)), 4)
  const top = grid.at(-1) ?? 1
  const marks = marksOf(
    days.map(({ day }) => noonOf(day)),
    86_400,
    MOST_NAMES,
  )
  const step = WIDTH / Math.max(1, days.length - 1)
  const height = (count: number) => HEIGHT - (count / top) * (HEIGHT - 2) - 1
  const line = (count: (day: Day) => number) =>
    days.map((day, index) => `${(index * step).toFixed(1)},${height(count(day)).toFixed(1)}`).join(' ')
  const totals = line((day) => day.total)
  return (
    <figure class="min-w-0">
      <figcaption class="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3>{title}</h3>
        <span class="flex gap-4 text-sm text-soft" aria-hidden="true">
          <Mark color="bg-solid">{names.total}</Mark>
          <Mark color="bg-danger">{names.bad}</Mark>
        </span>
      </figcaption>
      <div class="flex gap-2" aria-hidden="true">
        <div class="relative w-8 flex-none text-xs leading-4 text-faint tabular-nums">
          {grid.map((value) => (
            <span key={value} class="absolute right-0 translate-y-1/2" style={{ bottom: `${(value / top) * 100}%` }}>
              {formatCompact(value)}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          class="block h-32 w-full min-w-0"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path
            d={grid.map((value) => `M0 ${height(value).toFixed(1)}H${WIDTH}`).join('')}
            class="fill-none stroke-grid"
            vector-effect="non-scaling-stroke"
          />
          <polygon points={`0,${HEIGHT - 1} ${totals} ${WIDTH},${HEIGHT - 1}`} class="fill-tint" />
          <polyline points={totals} class="fill-none stroke-solid stroke-2" vector-effect="non-scaling-stroke" />
          {/* An area without a line: days without failures must not look red, and days with only failures must. */}
          <polygon points={`0,${HEIGHT - 1} ${line((day) => day.bad)} ${WIDTH},${HEIGHT - 1}`} class="fill-danger/70" />
          {days.map((day, index) => (
            <rect
              key={day.day}
              x={(index - 0.5) * step}
              width={step}
              height={HEIGHT}
              fill="transparent"
              class="hover:fill-hover/60"
            >
              <title>{tip(dayText(day.day), day.total, day.bad)}</title>
            </rect>
          ))}
        </svg>
      </div>
      <div class="relative mt-1 ml-10 h-5 text-xs leading-4 text-faint tabular-nums" aria-hidden="true">
        {marks.map((index) => {
          const day = days[index]
          return (
            day && (
              <span
                key={day.day}
                class="absolute -translate-x-1/2 whitespace-nowrap"
                style={{ left: markPlace(index / Math.max(1, days.length - 1)) }}
              >
                {formatShortDay(noonOf(day.day))}
              </span>
            )
          )
        })}
      </div>
      <div class="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{names.day}</th>
              <th scope="col">{names.total}</th>
              <th scope="col">{names.bad}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{dayText(day.day)}</th>
                <td>{day.total}</td>
                <td>{day.bad}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

/** The meaning of a color in a chart (legend). */
export function Mark({ color, children }: { color: string; children: string }) {
  return (
    <span class="inline-flex items-center gap-1.5">
      <span class={`size-2.5 rounded-sm ${color}`} aria-hidden="true" />
      {children}
    </span>
  )
}
