import type { KeyUsage } from '../../../../client/src/generated.ts'
import { Bars } from '../../../charts/bars.tsx'
import { DayChart, Mark } from '../../../charts/day-chart.tsx'
import { countryName, words } from './usage-words.ts'

/** Requests by day, and the failed ones among them. */
export function OverTime({ byDay }: { byDay: KeyUsage['byDay'] }) {
  const t = words()
  return (
    <DayChart
      title={t.overTime}
      days={byDay.map(({ day, calls, errors }) => ({ day, total: calls, bad: errors }))}
      names={{ total: t.requests, bad: t.errors, day: t.day }}
      tip={t.overTimeTip}
    />
  )
}

/** The busiest endpoints as bars, each with its name and figure in words. */
export function ByEndpoint({ endpoints }: { endpoints: KeyUsage['byEndpoint'] }) {
  return (
    <Bars label={words().byEndpoint} rows={endpoints.map((one) => ({ name: one.endpoint, count: one.calls }))} code />
  )
}

/** Where the calls came from, the most frequent country first. */
export function ByCountry({ countries }: { countries: KeyUsage['byCountry'] }) {
  return (
    <Bars
      label={words().byCountry}
      rows={countries.map((one) => ({ name: countryName(one.country), count: one.calls }))}
    />
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
            <Mark color="bg-good">{t.success}</Mark>
          </dt>
          <dd class="font-semibold tabular-nums">{t.countAndShare(good, 1 - share)}</dd>
        </div>
        <div>
          <dt class="text-sm text-soft">
            <Mark color="bg-danger">{t.errors}</Mark>
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
