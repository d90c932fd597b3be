import { useQuery } from '@tanstack/preact-query'
import type { WebhookStats } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { StackedBars } from '../../../charts/stacked-bars.tsx'
import { eventLogHref } from '../../../format/links.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'

const HOURS = 24
const HOUR_MS = 3_600_000
const HEIGHT = 64
const EVERY_MS = 15_000

/** The attempts of a webhook in each of the last 24 hours by outcome. A bar opens its hour in the log. */
export function HealthChart({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['webhooks', 'stats', id, 'hours'],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks/{id}/stats', { params: { id }, query: { hours: HOURS }, signal }),
    refetchInterval: EVERY_MS,
  })
  return (
    <Loaded query={query} waiting={<div class="skeleton h-28" />}>
      {({ buckets }) => <Chart id={id} buckets={buckets} />}
    </Loaded>
  )
}

function Chart({ id, buckets }: { id: string } & Pick<WebhookStats, 'buckets'>) {
  const mayOpen = useCan('logs:read')
  return (
    <StackedBars
      title={m.webhooks_health_chart()}
      hideTitle
      height={HEIGHT}
      parts={[
        { name: m.webhooks_health_chart_delivered(), color: 'good' },
        { name: m.webhooks_health_chart_retried(), color: 'client' },
        { name: m.webhooks_health_chart_failed(), color: 'server' },
      ]}
      periods={buckets.map(({ start, delivered, retried, failed }, index) => {
        const from = Date.parse(start)
        return {
          start: new Date(from),
          counts: [delivered, retried, failed],
          partial: index === buckets.length - 1,
          ...(mayOpen
            ? {
                href: eventLogHref({
                  webhook: id,
                  range: 'custom',
                  from: localTimeOf(from),
                  to: localTimeOf(from + HOUR_MS),
                }),
              }
            : {}),
        }
      })}
      seconds={HOUR_MS / 1000}
      empty={m.webhooks_health_chart_empty()}
      hint={mayOpen ? m.webhooks_health_chart_hint() : undefined}
    />
  )
}
