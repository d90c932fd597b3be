import type { Overview } from '../../../client/src/generated.ts'
import { StackedBars } from '../../charts/stacked-bars.tsx'
import { eventLogHref } from '../../format/links.ts'
import { localTimeOf } from '../../format/local-time.ts'
import { type EnvironmentChoice, environmentOf } from '../../hooks/environment.ts'
import { useTitle } from '../../hooks/title.ts'
import { useUrlState } from '../../hooks/url-state.ts'
import { m } from '../../messages/index.ts'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import type { PageProps } from '../../ui/page/feature.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Card } from './card.tsx'
import { ExpiringCard } from './expiring-card.tsx'
import { FailingCard } from './failing-card.tsx'
import { AlertsCard, ChangesCard, EndpointsCard } from './lists.tsx'
import { RANGES, type Range, useOverview } from './queries.ts'
import { TotalsLine } from './totals-line.tsx'
import { UsageFigures } from './usage-figures.tsx'

const STANDARD: Range = '7'

/** How the organization's keys and webhooks do: figures, calls over time, what fails, what ends soon, what changed. */
export function OverviewPage({ title }: PageProps) {
  useTitle(title)
  const url = useUrlState()
  const range = RANGES.find((one) => one === url.query.range) ?? STANDARD
  const environment = environmentOf(url.query)
  const query = useOverview(range, environment)
  return (
    <>
      <header class="mb-4 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1>{title}</h1>
        {query.dataUpdatedAt > 0 && (
          <p class="mr-auto text-sm text-faint">
            {m.overview_updated()} <RelativeTime at={new Date(query.dataUpdatedAt).toISOString()} />
          </p>
        )}
        <div class="ml-auto">
          <Segmented
            label={m.overview_range()}
            value={range}
            choices={RANGES.map((value) => ({ value, label: m.overview_range_name({ range: value }) }))}
            onValue={(next) => url.push({ range: next === STANDARD ? null : next })}
          />
        </div>
      </header>
      <div class={query.isPlaceholderData ? 'stale' : ''} aria-busy={query.isPlaceholderData}>
        {query.isPlaceholderData && <div class="progress-line" role="presentation" />}
        <Loaded query={query} waiting={<Waiting />}>
          {(it) => <Content overview={it} environment={environment} />}
        </Loaded>
      </div>
    </>
  )
}

function Content({ overview, environment }: { overview: Overview; environment: EnvironmentChoice }) {
  const { usage, failingWebhooks, refusedKeys, alerts, keys, changes } = overview
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      {usage && (
        <div class="flex flex-col gap-4 lg:col-span-2">
          <UsageFigures usage={usage} />
          <TotalsLine environment={environment} />
        </div>
      )}
      {usage && (
        <div class="card min-w-0 p-4">
          <CallsChart usage={usage} />
        </div>
      )}
      {alerts && <AlertsCard alerts={alerts} />}
      {(failingWebhooks || refusedKeys) && <FailingCard webhooks={failingWebhooks} keys={refusedKeys} />}
      {keys && <ExpiringCard keys={keys} />}
      {changes && <ChangesCard changes={changes} />}
      {usage && <EndpointsCard usage={usage} />}
    </div>
  )
}

function CallsChart({ usage }: { usage: NonNullable<Overview['usage']> }) {
  const seconds = usage.bucket === 'hour' ? 3600 : 86_400
  return (
    <StackedBars
      title={m.overview_calls_by_outcome()}
      seconds={seconds}
      height={168}
      parts={[
        { name: m.overview_successful(), color: 'good' },
        { name: m.overview_client_errors(), color: 'client' },
        { name: m.overview_server_errors(), color: 'server' },
      ]}
      periods={usage.buckets.map((one) => ({
        start: new Date(one.start),
        counts: [one.successful, one.clientErrors, one.serverErrors],
        partial: !one.complete,
        href: eventLogHref({
          range: 'custom',
          from: localTimeOf(Date.parse(one.start)),
          to: localTimeOf(Date.parse(one.end)),
        }),
      }))}
      hint={m.overview_open_log()}
      empty={m.overview_no_calls()}
    />
  )
}

/** As tall as what comes. */
function Waiting() {
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <div class="lg:col-span-2">
        <UsageFigures />
        <div class="card mt-4 min-h-10" />
      </div>
      {[m.overview_calls_by_outcome(), m.overview_alerts(), m.overview_failing(), m.overview_expiring()].map(
        (title) => (
          <Card key={title} title={title}>
            <div class="h-52" />
          </Card>
        ),
      )}
    </div>
  )
}
