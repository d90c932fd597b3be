import { useQuery } from '@tanstack/preact-query'
import { ChartColumn } from 'lucide-preact'
import type { WebhookStats } from '../../contract/webhooks.ts'
import { get } from '../api.ts'
import { Bars } from '../parts/bars.tsx'
import { Button } from '../parts/button.tsx'
import { DayChart } from '../parts/day-chart.tsx'
import { formatMilliseconds, formatNumber, formatShare } from '../parts/language.ts'
import { Blank, Loaded } from '../parts/states.tsx'
import { words as exchangeWords } from './exchange-words.ts'
import { words } from './overview-words.ts'
import type { TabProps } from './places.ts'
import { webhookPath } from './queries.ts'

const RANGES = [7, 30, 90] as const
const STANDARD = 30

/** How a webhook fared over some days: success, latency, and what went wrong. */
export function OverviewTab({ webhook, url }: TabProps) {
  const t = words()
  const days = RANGES.find((one) => String(one) === url.query.days) ?? STANDARD
  const query = useQuery({
    queryKey: ['webhooks', 'stats', webhook.id, days],
    queryFn: ({ signal }) => get<WebhookStats>(webhookPath(webhook.id, 'stats'), { days }, signal),
    refetchInterval: 15_000,
  })
  return (
    <section class="card min-w-0 p-4">
      <h2 class="sr-only">{t.title}</h2>
      <fieldset class="mb-4 flex gap-1.5" aria-label={t.range}>
        {RANGES.map((one) => (
          <Button
            key={one}
            small
            kind={one === days ? 'primary' : 'plain'}
            aria-pressed={one === days}
            onClick={() => url.replace({ days: one === STANDARD ? null : String(one) })}
          >
            {t.days(one)}
          </Button>
        ))}
      </fieldset>
      {/* As tall while it waits, fails or has nothing to show as with figures. */}
      <div class="min-h-110">
        <Loaded query={query} waiting={<Waiting />}>
          {(stats) => (stats.attempts === 0 ? <Nothing days={days} /> : <Figures stats={stats} />)}
        </Loaded>
      </div>
    </section>
  )
}

function Nothing({ days }: { days: number }) {
  const t = words()
  return (
    <Blank icon={ChartColumn} title={t.emptyTitle}>
      {t.emptyText(days)}
    </Blank>
  )
}

function Figures({ stats }: { stats: WebhookStats }) {
  const t = words()
  const kinds = exchangeWords().errorKinds
  const time = (ms: number | null) => (ms === null ? t.none : formatMilliseconds(ms))
  return (
    <div class="flex flex-col gap-6">
      <Numbers
        values={[
          formatNumber(stats.attempts),
          formatShare(1 - stats.failures / stats.attempts),
          time(stats.averageMs),
          time(stats.p95Ms),
        ]}
      />
      <DayChart
        title={t.overTime}
        days={stats.byDay.map(({ day, attempts, failures }) => ({ day, total: attempts, bad: failures }))}
        names={{ total: t.attempts, bad: t.failures, day: t.day }}
        tip={t.tip}
      />
      <section class="max-w-xl min-w-0">
        <h3 class="mb-2">{t.byKind}</h3>
        {stats.errors.length === 0 ? (
          <p class="text-soft">{t.noFailures}</p>
        ) : (
          <Bars
            label={t.byKind}
            rows={stats.errors.map(({ kind, attempts }) => ({ name: kinds[kind], count: attempts }))}
          />
        )}
      </section>
    </div>
  )
}

/** The four figures; drawn without values while they load, so that they are exactly as tall before as after. */
function Numbers({ values }: { values?: readonly string[] }) {
  const t = words()
  return (
    <dl class="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:gap-x-12">
      {[t.attempts, t.successRate, t.average, t.p95].map((name, index) => (
        <div key={name} class="min-w-0">
          <dt class="truncate text-sm text-soft" title={name}>
            {name}
          </dt>
          <dd class="text-lg font-semibold tabular-nums">
            {values?.[index] ?? <span class="skeleton inline-block h-4 w-16 align-middle" aria-hidden="true" />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Waiting() {
  return (
    <div class="flex flex-col gap-6">
      <Numbers />
      <div class="skeleton h-46" />
      <div class="skeleton h-24 max-w-xl" />
    </div>
  )
}
