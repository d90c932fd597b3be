import { useQuery } from '@tanstack/preact-query'
import { ChartColumn } from 'lucide-preact'
import type { WebhookStats } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { Bars } from '../../../charts/bars.tsx'
import { Figure, Figures } from '../../../charts/figures.tsx'
import { StackedBars } from '../../../charts/stacked-bars.tsx'
import { DayRange, daysOf } from '../../../charts/statistics.tsx'
import { formatMilliseconds, formatNumber, formatShare } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { pageOfWebhook, type TabProps } from '../webhook/routes.ts'

/** Statistics of a webhook over some days: success, latency, and errors. */
export function OverviewTab({ webhook, url }: TabProps) {
  const days = daysOf(url)
  const query = useQuery({
    queryKey: ['webhooks', 'stats', webhook.id, days],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks/{id}/stats', { params: { id: webhook.id }, query: { days }, signal }),
    refetchInterval: 15_000,
  })
  return (
    <section class="min-w-0">
      <h2 class="sr-only">{m.webhooks_overview_title()}</h2>
      <DayRange url={url} />
      {/* The same height while loading, after an error, without data, and with figures. */}
      <div class="min-h-110">
        <Loaded query={query} waiting={<Waiting />}>
          {(stats) =>
            stats.attempts === 0 ? (
              <div class="card">
                <EmptyState icon={ChartColumn} title={m.webhooks_overview_empty_title()}>
                  {m.webhooks_overview_empty_text({ days })}
                </EmptyState>
              </div>
            ) : (
              <Content id={webhook.id} stats={stats} />
            )
          }
        </Loaded>
      </div>
    </section>
  )
}

const DAY_SECONDS = 86_400

function Content({ id, stats }: { id: string; stats: WebhookStats }) {
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,19.5rem)]">
      <div class="lg:col-span-2">
        <KeyFigures stats={stats} />
      </div>
      <div class="card min-w-0 p-4">
        <StackedBars
          title={m.webhooks_overview_over_time()}
          parts={[
            { name: m.webhooks_overview_delivered(), color: 'good' },
            { name: m.webhooks_overview_failures(), color: 'server' },
          ]}
          periods={stats.byDay.map(({ day, deliveries, deliveriesFailed }, index, all) => ({
            start: new Date(`${day}T12:00`),
            counts: [deliveries - deliveriesFailed, deliveriesFailed],
            partial: index === all.length - 1,
            href: `${pageOfWebhook(id)}&range=custom&from=${day}T00:00&to=${day}T23:59`,
          }))}
          seconds={DAY_SECONDS}
          empty={m.webhooks_overview_no_deliveries()}
          hint={m.webhooks_overview_open_day()}
        />
      </div>
      <section class="card min-w-0 p-4">
        <h3 class="mb-2">{m.webhooks_overview_by_cause()}</h3>
        {stats.errors.length === 0 ? (
          <p class="text-soft">{m.webhooks_overview_no_failures()}</p>
        ) : (
          <Bars
            label={m.webhooks_overview_by_cause()}
            rows={stats.errors.map(({ kind, attempts }) => ({
              name: m.webhooks_exchange_error_kind_name({ kind }),
              count: attempts,
            }))}
          />
        )}
      </section>
    </div>
  )
}

/** Deliveries, attempts and how long they took; undefined while they load. */
function KeyFigures({ stats }: { stats?: WebhookStats }) {
  const none = m.statistics_none()
  const time = (ms: number | null) => (ms === null ? none : formatMilliseconds(ms))
  const rate = ({ deliveries, deliveriesFailed }: WebhookStats) =>
    deliveries === 0 ? none : formatShare(1 - deliveriesFailed / deliveries)
  return (
    <Figures label={m.webhooks_overview_title()}>
      <Figure name={m.webhooks_overview_deliveries()} value={stats && formatNumber(stats.deliveries)} />
      <Figure name={m.statistics_success_rate()} value={stats && rate(stats)} />
      <Figure name={m.webhooks_overview_attempts()} value={stats && formatNumber(stats.attempts)} />
      <Figure name={m.statistics_average()} value={stats && time(stats.averageMs)} />
      <Figure name={m.statistics_p95()} value={stats && time(stats.p95Ms)} />
    </Figures>
  )
}

function Waiting() {
  return (
    <div class="flex flex-col gap-4">
      <KeyFigures />
      <div class="card p-4">
        <div class="skeleton h-46" />
      </div>
    </div>
  )
}
