import type { KeyUsage } from '../../contract/api-keys.ts'
import { formatDay, formatNumber } from '../parts/language.ts'
import { countryName } from './country-name.ts'
import { words } from './usage-words.ts'

const WIDTH = 600
const HEIGHT = 120

type Day = KeyUsage['byDay'][number]

/** A day of UTC is told as that day wherever the reader is. */
const dayText = (day: string) => formatDay(new Date(`${day}T12:00:00`))

/** Requests by day as a line over a tinted ground, errors as a second line. Screen readers get the same as a table. */
export function OverTime({ byDay }: { byDay: readonly Day[] }) {
  const t = words()
  const most = Math.max(1, ...byDay.map((day) => day.calls))
  const step = WIDTH / Math.max(1, byDay.length - 1)
  const height = (count: number) => HEIGHT - (count / most) * (HEIGHT - 4) - 1
  const line = (count: (day: Day) => number) =>
    byDay.map((day, index) => `${(index * step).toFixed(1)},${height(count(day)).toFixed(1)}`).join(' ')
  const calls = line((day) => day.calls)
  const [first, last] = [byDay[0], byDay.at(-1)]
  return (
    <figure class="min-w-0">
      <figcaption class="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3>{t.overTime}</h3>
        <span class="flex gap-4 text-sm text-soft" aria-hidden="true">
          <Mark colour="bg-solid">{t.requests}</Mark>
          <Mark colour="bg-danger">{t.errors}</Mark>
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
          <polygon points={`0,${HEIGHT - 1} ${calls} ${WIDTH},${HEIGHT - 1}`} class="fill-tint" />
          <polyline
            points={line((day) => day.errors)}
            class="fill-none stroke-danger stroke-2"
            vector-effect="non-scaling-stroke"
          />
          {/* On top, so that days without errors do not look red. */}
          <polyline points={calls} class="fill-none stroke-solid stroke-2" vector-effect="non-scaling-stroke" />
          {byDay.map((day, index) => (
            <rect
              key={day.day}
              x={(index - 0.5) * step}
              width={step}
              height={HEIGHT}
              fill="transparent"
              class="hover:fill-hover/60"
            >
              <title>{t.overTimeTip(dayText(day.day), day.calls, day.errors)}</title>
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
          <caption>{t.overTime}</caption>
          <thead>
            <tr>
              <th scope="col">{t.day}</th>
              <th scope="col">{t.requests}</th>
              <th scope="col">{t.errors}</th>
            </tr>
          </thead>
          <tbody>
            {byDay.map((day) => (
              <tr key={day.day}>
                <th scope="row">{dayText(day.day)}</th>
                <td>{day.calls}</td>
                <td>{day.errors}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

/** The busiest endpoints as bars, each with its name and figure in words. */
export function ByEndpoint({ endpoints }: { endpoints: KeyUsage['byEndpoint'] }) {
  return <Bars label={words().byEndpoint} rows={endpoints.map((one) => ({ ...one, name: one.endpoint }))} code />
}

/** Where the calls came from, the most frequent country first. */
export function ByCountry({ countries }: { countries: KeyUsage['byCountry'] }) {
  return <Bars label={words().byCountry} rows={countries.map((one) => ({ ...one, name: countryName(one.country) }))} />
}

type BarsProps = { label: string; rows: readonly { name: string; calls: number }[]; code?: boolean }

function Bars({ label, rows, code = false }: BarsProps) {
  const most = Math.max(1, ...rows.map((row) => row.calls))
  const Name = code ? 'code' : 'span'
  return (
    <ul class="flex flex-col gap-2.5" aria-label={label}>
      {rows.map(({ name, calls }) => (
        <li key={name} class="min-w-0">
          <span class="flex justify-between gap-3">
            <Name class="truncate" title={name}>
              {name}
            </Name>
            <span class="tabular-nums">{formatNumber(calls)}</span>
          </span>
          <span class="mt-1 block h-2 rounded-full bg-hover" aria-hidden="true">
            <span class="block h-full rounded-full bg-solid" style={{ width: `${(calls / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const RADIUS = 15.915
/** The circumference of that radius is 100, so that a dash is as long as its per cent. */
const AROUND = 100

/** Success against errors as a ring; the words beside it carry the figures. */
export function Outcome({ usage }: { usage: KeyUsage }) {
  const t = words()
  const good = usage.total - usage.errors
  const share = usage.errors / usage.total
  // A hair of errors must still be seen.
  const bad = usage.errors === 0 ? 0 : Math.max(1, share * AROUND)
  return (
    <div class="flex flex-wrap items-center gap-5">
      <svg viewBox="0 0 40 40" class="size-28 flex-none -rotate-90" aria-hidden="true">
        <circle cx="20" cy="20" r={RADIUS} class="fill-none stroke-good" stroke-width="6" />
        <circle
          cx="20"
          cy="20"
          r={RADIUS}
          class="fill-none stroke-danger"
          stroke-width="6"
          stroke-dasharray={`${bad} ${AROUND - bad}`}
        />
      </svg>
      <dl class="grid gap-1">
        <div>
          <dt class="text-sm text-soft">
            <Mark colour="bg-good">{t.success}</Mark>
          </dt>
          <dd class="font-semibold tabular-nums">{t.countAndShare(good, 1 - share)}</dd>
        </div>
        <div>
          <dt class="text-sm text-soft">
            <Mark colour="bg-danger">{t.errors}</Mark>
          </dt>
          <dd class="font-semibold tabular-nums">{t.countAndShare(usage.errors, share)}</dd>
        </div>
        <div>
          <dt class="text-sm text-soft">{t.byStatus}</dt>
          <dd class="text-sm tabular-nums">
            {usage.byStatus.map((one) => t.statusCount(one.status, one.calls)).join(', ')}
          </dd>
        </div>
      </dl>
    </div>
  )
}

function Mark({ colour, children }: { colour: string; children: string }) {
  return (
    <span class="inline-flex items-center gap-1.5">
      <span class={`size-2.5 rounded-sm ${colour}`} aria-hidden="true" />
      {children}
    </span>
  )
}
