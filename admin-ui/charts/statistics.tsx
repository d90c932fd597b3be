import { defineWords, formatMilliseconds, formatNumber, formatShare, plural } from '../format/language.ts'
import { ButtonGroup } from '../forms/button-group.tsx'
import type { UrlState } from '../hooks/url-state.ts'

const statisticsWords = defineWords({
  range: 'Days shown',
  days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  successRate: 'Success rate',
  average: 'Average response time',
  p95: '95% answered within',
  none: '–',
})

const RANGES = ['7', '30', '90'] as const
const STANDARD = '30'

const rangeOf = (url: UrlState) => RANGES.find((one) => one === url.query.days) ?? STANDARD

/** Over how many days statistics are shown, by the address. */
export const daysOf = (url: UrlState): number => Number(rangeOf(url))

/** Chooses over how many days. */
export function DayRange({ url }: { url: UrlState }) {
  const t = statisticsWords()
  return (
    <div class="mb-4">
      <ButtonGroup
        label={t.range}
        value={rangeOf(url)}
        choices={RANGES.map((value) => ({ value, label: t.days(Number(value)) }))}
        onValue={(days) => url.replace({ days: days === STANDARD ? null : days })}
      />
    </div>
  )
}

type KeyFiguresProps = {
  /** What is counted. */
  name: string
  /** Times are in ms. Left out while they load: the figures are exactly as tall before as after. */
  of?: { total: number; bad: number; averageMs: number | null; p95Ms: number | null }
  /** A figure besides: what it is called, and how many. */
  more?: { name: string; count: number | undefined }
  /** From one edge to the other. */
  spread?: boolean
}

/** How many there were, how many of them went well, and how fast. */
export function KeyFigures({ name, of, more, spread = false }: KeyFiguresProps) {
  const t = statisticsWords()
  const time = (ms: number | null) => (ms === null ? t.none : formatMilliseconds(ms))
  const figures = [
    [name, of && formatNumber(of.total)],
    [t.successRate, of && (of.total === 0 ? t.none : formatShare(1 - of.bad / of.total))],
    ...(more ? [[more.name, of && formatNumber(more.count ?? 0)] as const] : []),
    [t.average, of && time(of.averageMs)],
    [t.p95, of && time(of.p95Ms)],
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
