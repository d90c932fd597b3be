import type { KeyUsage } from '../../../../client/src/generated.ts'
import { Bars } from '../../../charts/bars.tsx'
import { DayChart, Mark } from '../../../charts/day-chart.tsx'
import { countryName } from '../../../format/country-name.ts'
import { formatNumber, formatShare } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

/** Requests by day, with the failed ones. */
export function OverTime({ byDay }: { byDay: KeyUsage['byDay'] }) {
  return (
    <DayChart
      title={m.api_keys_usage_over_time()}
      days={byDay.map(({ day, calls, errors }) => ({ day, total: calls, bad: errors }))}
      names={{ total: m.api_keys_usage_requests(), bad: m.api_keys_usage_errors(), day: m.api_keys_usage_day() }}
      tip={(day, calls, errors) => m.api_keys_usage_over_time_tip({ day, calls, errors })}
    />
  )
}

/** The most called endpoints as bars, with names and numbers. */
export function ByEndpoint({ endpoints }: { endpoints: KeyUsage['byEndpoint'] }) {
  return (
    <Bars
      label={m.api_keys_usage_by_endpoint()}
      rows={endpoints.map((one) => ({ name: one.endpoint, count: one.calls }))}
      code
    />
  )
}

/** The countries of the calls, most calls first. */
export function ByCountry({ countries }: { countries: KeyUsage['byCountry'] }) {
  return (
    <Bars
      label={m.api_keys_usage_by_country()}
      rows={countries.map((one) => ({ name: countryName(one.country), count: one.calls }))}
    />
  )
}

const countAndShare = (count: number, share: number) =>
  m.api_keys_usage_count_and_share({ count: formatNumber(count), share: formatShare(share) })

const RADIUS = 15.915
/** The radius gives a circumference of 100, so that the length of a dash is a percentage. */
const CIRCUMFERENCE = 100

/** Success and errors as a ring; the numbers are in the text beside it. */
export function Outcome({ usage }: { usage: KeyUsage }) {
  const good = usage.total - usage.errors
  const share = usage.errors / usage.total
  // A small share of errors must still be visible.
  const bad = usage.errors === 0 ? 0 : Math.max(1, share * CIRCUMFERENCE)
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
          stroke-dasharray={`${bad} ${CIRCUMFERENCE - bad}`}
        />
      </svg>
      <dl class="grid gap-1">
        <div>
          <dt class="text-sm text-soft">
            <Mark color="bg-good">{m.api_keys_usage_success()}</Mark>
          </dt>
          <dd class="font-semibold tabular-nums">{countAndShare(good, 1 - share)}</dd>
        </div>
        <div>
          <dt class="text-sm text-soft">
            <Mark color="bg-danger">{m.api_keys_usage_errors()}</Mark>
          </dt>
          <dd class="font-semibold tabular-nums">{countAndShare(usage.errors, share)}</dd>
        </div>
        <div>
          <dt class="text-sm text-soft">{m.api_keys_usage_by_status()}</dt>
          <dd class="text-sm tabular-nums">
            {usage.byStatus
              .map((one) => m.api_keys_usage_status_count({ status: one.status, count: one.calls }))
              .join(', ')}
          </dd>
        </div>
      </dl>
    </div>
  )
}
