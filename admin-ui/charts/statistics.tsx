import { formatMilliseconds, formatNumber, formatShare } from '../format/language.ts'
import type { UrlState } from '../hooks/url-state.ts'
import { m } from '../messages/index.ts'
import { Segmented } from '../ui/segmented.tsx'

const RANGES = ['7', '30', '90'] as const
const STANDARD = '30'

const rangeOf = (url: UrlState) => RANGES.find((one) => one === url.query.days) ?? STANDARD

/** The number of days for statistics, from the URL. */
export const daysOf = (url: UrlState): number => Number(rangeOf(url))

/** Selects the number of days. */
export function DayRange({ url }: { url: UrlState }) {
  return (
    <div class="mb-4">
      <Segmented
        label={m.statistics_range()}
        value={rangeOf(url)}
        choices={RANGES.map((value) => ({ value, label: m.statistics_days({ count: Number(value) }) }))}
        onValue={(days) => url.replace({ days: days === STANDARD ? null : days })}
      />
    </div>
  )
}

type KeyFiguresProps = {
  /** The label of what is counted. */
  name: string
  /** Times are in ms. Undefined while loading: the figures have the same height before and after. */
  of?: { total: number; bad: number; averageMs: number | null; p95Ms: number | null }
  /** Use the full width. */
  spread?: boolean
}

/** The total, the success rate and the latency. */
export function KeyFigures({ name, of, spread = false }: KeyFiguresProps) {
  const time = (ms: number | null) => (ms === null ? m.statistics_none() : formatMilliseconds(ms))
  const figures = [
    [name, of && formatNumber(of.total)],
    [m.statistics_success_rate(), of && (of.total === 0 ? m.statistics_none() : formatShare(1 - of.bad / of.total))],
    [m.statistics_average(), of && time(of.averageMs)],
    [m.statistics_p95(), of && time(of.p95Ms)],
  ]
  return (
    <dl class={`grid grid-cols-2 gap-x-6 gap-y-3 sm:flex ${spread ? 'sm:justify-between' : 'sm:gap-x-12'}`}>
      {figures.map(([title, text]) => (
        <div key={title} class="min-w-0">
          <dt class="truncate text-sm text-soft" title={title}>
            {title}
          </dt>
          <dd class="text-lg font-semibold tabular-nums">
            {text ?? <span class="skeleton inline-block h-4 w-16 align-middle" aria-hidden="true" />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
