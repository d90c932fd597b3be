import type { ComponentChildren } from 'preact'
import type { Stats } from '../../../client/src/generated.ts'
import { formatMilliseconds, formatNumber, formatShare } from '../../format/language.ts'
import { Loaded } from '../../ui/async-states.tsx'
import { HourlyChart } from './hourly-chart.tsx'
import { useStats } from './queries.ts'
import { words } from './words.ts'

/** The last 30 days in six figures and the last day in 24 bars. */
export function StatsStrip() {
  const t = words()
  const stats = useStats()
  return (
    <section class="card mb-4 min-w-0" aria-label={t.statsTitle}>
      <Loaded query={stats} waiting={<Figures />}>
        {(it) => <Figures stats={it} />}
      </Loaded>
    </section>
  )
}

/** Drawn without figures while they load, so that it is exactly as tall before as after. */
function Figures({ stats }: { stats?: Stats }) {
  const t = words()
  const show = (text: (it: Stats) => ComponentChildren) =>
    stats ? text(stats) : <span class="skeleton inline-block h-4 w-16 align-middle" aria-hidden="true" />
  const latency = (it: Stats) =>
    it.averageMs === null
      ? t.noData
      : `${formatMilliseconds(it.averageMs)} / ${formatMilliseconds(it.p95Ms ?? it.averageMs)}`
  return (
    <div class="grid gap-x-8 gap-y-4 p-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <dl class="grid min-w-0 grid-cols-2 content-center gap-x-6 gap-y-3 sm:grid-cols-3">
        <Figure name={t.today}>{show((it) => formatNumber(it.calls.today))}</Figure>
        <Figure name={t.week}>{show((it) => formatNumber(it.calls.week))}</Figure>
        <Figure name={t.month}>{show((it) => formatNumber(it.calls.month))}</Figure>
        <Figure name={t.errorRate}>
          {show((it) => (it.errorRate === null ? t.noData : formatShare(it.errorRate)))}
        </Figure>
        <Figure name={t.latency}>{show(latency)}</Figure>
        <Figure name={t.mostUsed}>{show((it) => it.mostUsedKey?.name ?? it.mostUsedKey?.id ?? t.noData)}</Figure>
      </dl>
      {stats ? <HourlyChart hourly={stats.hourly} /> : <div class="h-35" aria-hidden="true" />}
    </div>
  )
}

function Figure({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="min-w-0">
      <dt class="text-sm text-soft">{name}</dt>
      <dd class="truncate text-lg font-semibold tabular-nums">{children}</dd>
    </div>
  )
}
