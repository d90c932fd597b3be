import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import type { OAuthAppUsage } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { Bars } from '../../../charts/bars.tsx'
import { Figure, Figures } from '../../../charts/figures.tsx'
import { StackedBars } from '../../../charts/stacked-bars.tsx'
import { countryName } from '../../../format/country-name.ts'
import { formatMilliseconds, formatNumber, formatShare } from '../../../format/language.ts'
import { eventLogHref } from '../../../format/links.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Section } from '../../../ui/page/section.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import type { TabProps } from '../app/routes.ts'

const RANGES = ['24h', '7d', '30d', '90d'] as const
type Range = (typeof RANGES)[number]
const STANDARD: Range = '30d'
const PERIODS: Record<Range, { hours: number } | { days: number }> = {
  '24h': { hours: 24 },
  '7d': { days: 7 },
  '30d': { days: 30 },
  '90d': { days: 90 },
}
const HOUR_MS = 3_600_000
const POLL_MS = 60_000

/** How the tokens of an app are used: figures, calls by outcome, endpoints and countries. */
export function UsageTab({ app, url }: TabProps) {
  const range = RANGES.find((one) => one === url.query.range) ?? STANDARD
  const mayReadLogs = useCan('logs:read')
  const query = useQuery({
    queryKey: ['oauth-apps', 'usage', app.id, range],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/oauth-apps/{id}/usage', { params: { id: app.id }, query: PERIODS[range], signal }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })
  return (
    <div class="grid min-w-0 gap-4" aria-busy={query.isPlaceholderData}>
      <div class="flex min-h-8 flex-wrap items-center gap-2">
        <h2 class="mr-auto">{m.api_keys_usage()}</h2>
        {mayReadLogs && (
          <a class="link" href={eventLogHref({ app: app.id })}>
            {m.oauth_apps_see_log()}
          </a>
        )}
        <Segmented
          label={m.statistics_range()}
          value={range}
          choices={RANGES.map((value) => ({ value, label: m.api_keys_page_range_name({ range: value }) }))}
          onValue={(value) => url.replace({ range: value === STANDARD ? null : value })}
        />
      </div>
      {query.isPlaceholderData && <div class="progress-line" role="presentation" />}
      <Loaded query={query} waiting={<SkeletonRows rows={8} height="row" />}>
        {(usage) => (
          <>
            <UsageFigures usage={usage} />
            <div class="card p-4">
              <Calls usage={usage} id={app.id} hours={range === '24h'} />
            </div>
            {usage.total > 0 && (
              <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
                <Section title={m.api_keys_usage_by_endpoint()}>
                  <div class="px-4 py-3">
                    <Bars
                      code
                      label={m.api_keys_usage_by_endpoint()}
                      rows={usage.byEndpoint.map(({ endpoint, calls }) => ({ name: endpoint, count: calls }))}
                    />
                  </div>
                </Section>
                <Section title={m.api_keys_usage_by_country()}>
                  <div class="px-4 py-3">
                    <Bars
                      label={m.api_keys_usage_by_country()}
                      rows={usage.byCountry.map(({ country, calls }) => ({ name: countryName(country), count: calls }))}
                    />
                  </div>
                </Section>
              </div>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function UsageFigures({ usage: { total, errors, averageMs, p95Ms } }: { usage: OAuthAppUsage }) {
  const none = m.api_keys_usage_none()
  return (
    <Figures label={m.api_keys_usage()}>
      <Figure name={m.api_keys_usage_requests()} value={formatNumber(total)} />
      <Figure
        name={m.statistics_success_rate()}
        value={total === 0 ? none : formatShare(1 - errors / total)}
        note={m.api_keys_page_successful({ count: formatNumber(total - errors) })}
      />
      <Figure
        name={m.statistics_p95()}
        value={p95Ms === null ? none : formatMilliseconds(p95Ms)}
        note={averageMs === null ? '' : m.api_keys_page_average({ time: formatMilliseconds(averageMs) })}
      />
      <Figure name={m.api_keys_usage_errors()} value={formatNumber(errors)} />
    </Figures>
  )
}

/** The calls by outcome; a bar leads to the log of its time. */
function Calls({ usage, id, hours }: { usage: OAuthAppUsage; id: string; hours: boolean }) {
  const length = hours ? HOUR_MS : 24 * HOUR_MS
  return (
    <StackedBars
      title={m.api_keys_page_by_outcome()}
      parts={[
        { name: m.api_keys_page_part_name({ part: 'good' }), color: 'good' },
        { name: m.api_keys_page_part_name({ part: 'client' }), color: 'client' },
        { name: m.api_keys_page_part_name({ part: 'server' }), color: 'server' },
      ]}
      periods={usage.buckets.map(({ start, successful, clientErrors, serverErrors }, index) => {
        const from = new Date(start).getTime()
        const next = usage.buckets[index + 1]
        const to = next ? new Date(next.start).getTime() : from + length
        return {
          start: new Date(from),
          counts: [successful, clientErrors, serverErrors],
          partial: index === usage.buckets.length - 1,
          href: eventLogHref({ app: id, range: 'custom', from: localTimeOf(from), to: localTimeOf(to) }),
        }
      })}
      seconds={length / 1000}
      empty={m.oauth_apps_no_calls()}
      hint={m.api_keys_page_chart_hint()}
    />
  )
}
