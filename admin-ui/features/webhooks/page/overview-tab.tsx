import { useQuery } from '@tanstack/preact-query'
import { ChartColumn } from 'lucide-preact'
import type { WebhookStats } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { Bars } from '../../../charts/bars.tsx'
import { DayChart } from '../../../charts/day-chart.tsx'
import { DayRange, daysOf, KeyFigures } from '../../../charts/statistics.tsx'
import { Blank, Loaded } from '../../../ui/async-states.tsx'
import { words as exchangeWords } from '../deliveries/exchange-words.ts'
import { overviewWords as words } from '../webhook/page-words.ts'
import type { TabProps } from '../webhook/routes.ts'

/** How a webhook fared over some days: success, latency, and what went wrong. */
export function OverviewTab({ webhook, url }: TabProps) {
  const t = words()
  const days = daysOf(url)
  const query = useQuery({
    queryKey: ['webhooks', 'stats', webhook.id, days],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks/{id}/stats', { params: { id: webhook.id }, query: { days }, signal }),
    refetchInterval: 15_000,
  })
  return (
    <section class="card min-w-0 p-4">
      <h2 class="sr-only">{t.title}</h2>
      <DayRange url={url} />
      {/* As tall while it waits, fails or has nothing to show as with figures. */}
      <div class="min-h-110">
        <Loaded query={query} waiting={<Waiting />}>
          {(stats) =>
            stats.attempts === 0 ? (
              <Blank icon={ChartColumn} title={t.emptyTitle}>
                {t.emptyText(days)}
              </Blank>
            ) : (
              <Figures stats={stats} />
            )
          }
        </Loaded>
      </div>
    </section>
  )
}

function Figures({ stats }: { stats: WebhookStats }) {
  const t = words()
  const kinds = exchangeWords().errorKinds
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures
        name={t.deliveries}
        of={{ ...stats, total: stats.deliveries, bad: stats.deliveriesFailed }}
        more={{ name: t.attempts, count: stats.attempts }}
      />
      <DayChart
        title={t.overTime}
        days={stats.byDay.map((one) => ({ day: one.day, total: one.deliveries, bad: one.deliveriesFailed }))}
        names={{ total: t.deliveries, bad: t.failures, day: t.day }}
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

function Waiting() {
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures name={words().deliveries} more={{ name: words().attempts, count: undefined }} />
      <div class="skeleton h-46" />
      <div class="skeleton h-24 max-w-xl" />
    </div>
  )
}
