import { useQuery } from '@tanstack/preact-query'
import { ChartColumn } from 'lucide-preact'
import type { WebhookStats } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { Bars } from '../../../charts/bars.tsx'
import { StackedBars } from '../../../charts/stacked-bars.tsx'
import { DayRange, daysOf, KeyFigures } from '../../../charts/statistics.tsx'
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
    <section class="card min-w-0 p-4">
      <h2 class="sr-only">{m.webhooks_overview_title()}</h2>
      <DayRange url={url} />
      {/* The same height while loading, after an error, without data, and with figures. */}
      <div class="min-h-110">
        <Loaded query={query} waiting={<Waiting />}>
          {(stats) =>
            stats.attempts === 0 ? (
              <EmptyState icon={ChartColumn} title={m.webhooks_overview_empty_title()}>
                {m.webhooks_overview_empty_text({ days })}
              </EmptyState>
            ) : (
              <Figures id={webhook.id} stats={stats} />
            )
          }
        </Loaded>
      </div>
    </section>
  )
}

const DAY_SECONDS = 86_400

function Figures({ id, stats }: { id: string; stats: WebhookStats }) {
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures
        name={m.webhooks_overview_deliveries()}
        of={{ ...stats, total: stats.deliveries, bad: stats.deliveriesFailed }}
        more={{ name: m.webhooks_overview_attempts(), count: stats.attempts }}
      />
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
        empty={m.webhooks_overview_empty_title()}
        hint={m.webhooks_overview_open_day()}
      />
      <section class="max-w-xl min-w-0">
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

function Waiting() {
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures
        name={m.webhooks_overview_deliveries()}
        more={{ name: m.webhooks_overview_attempts(), count: undefined }}
      />
      <div class="skeleton h-46" />
      <div class="skeleton h-24 max-w-xl" />
    </div>
  )
}
