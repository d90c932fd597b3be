import { formatDay, formatNumber } from '../format/language.ts'

const WIDTH = 600
const HEIGHT = 120

type Day = {
  /** YYYY-MM-DD, of the organization's time zone. */
  day: string
  total: number
  bad: number
}

type DayChartProps = {
  title: string
  days: readonly Day[]
  /** What is counted, what of it went wrong, and what a day is called. */
  names: { total: string; bad: string; day: string }
  tip: (day: string, total: number, bad: number) => string
}

/** A day is shown as that day wherever the reader is. */
const dayText = (day: string) => formatDay(new Date(`${day}T12:00:00`))

/** Counts by day as a line over a tinted ground, failures as an area. Screen readers get the same as a table. */
export function DayChart({ title, days, names, tip }: DayChartProps) {
  const most = Math.max(1, ...days.map((day) => day.total))
  const step = WIDTH / Math.max(1, days.length - 1)
  const height = (count: number) => HEIGHT - (count / most) * (HEIGHT - 4) - 1
  const line = (count: (day: Day) => number) =>
    days.map((day, index) => `${(index * step).toFixed(1)},${height(count(day)).toFixed(1)}`).join(' ')
  const totals = line((day) => day.total)
  const [first, last] = [days[0], days.at(-1)]
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
        <div class="flex flex-col justify-between text-right text-sm leading-none text-soft tabular-nums">
          <span>{formatNumber(most)}</span>
          <span>0</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          class="block h-32 w-full min-w-0"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path
            d={`M0 1H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 1}H${WIDTH}`}
            class="fill-none stroke-line"
            vector-effect="non-scaling-stroke"
          />
          <polygon points={`0,${HEIGHT - 1} ${totals} ${WIDTH},${HEIGHT - 1}`} class="fill-tint" />
          <polyline points={totals} class="fill-none stroke-solid stroke-2" vector-effect="non-scaling-stroke" />
          {/* An area and no line: days without failures must not look red, and days of nothing else must. */}
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
      <div class="mt-1 flex justify-between text-sm text-soft" aria-hidden="true">
        <span>{first && dayText(first.day)}</span>
        <span>{last && dayText(last.day)}</span>
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

/** The meaning of a color in a chart. */
export function Mark({ color, children }: { color: string; children: string }) {
  return (
    <span class="inline-flex items-center gap-1.5">
      <span class={`size-2.5 rounded-sm ${color}`} aria-hidden="true" />
      {children}
    </span>
  )
}
