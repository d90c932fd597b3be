import { useQuery } from '@tanstack/preact-query'
import { Download } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import type { KeyUsage } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { StackedBars } from '../../../charts/stacked-bars.tsx'
import { downloadText } from '../../../format/download.ts'
import { formatMilliseconds, formatNumber, formatShare } from '../../../format/language.ts'
import { eventLogHref } from '../../../format/links.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { callOutcomeText } from '../../../format/outcome.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Bar } from '../../../ui/bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { openKey, type TabProps } from '../key/routes.ts'
import { useKeyUsage } from '../key/usage.ts'
import { countryName } from '../usage/country-name.ts'
import { usageAsCsv } from '../usage/usage-report.ts'
import { GraceCard } from './grace-card.tsx'
import { KeyFacts } from './key-facts.tsx'
import { DAYS, POLL_MS, RANGES, type Range, STANDARD } from './range.ts'
import { FigureRow, Figures } from './usage-figures.tsx'

const HOUR_MS = 3_600_000
/** How often limits and a rotation are read, ms. */
const NOW_POLL_MS = 10_000
const TOP = 6

/** How a key is used: figures, calls by outcome, where they go, why they fail; beside it what goes on now. */
export function OverviewTab({ apiKey, url }: TabProps) {
  const range = RANGES.find((one) => one === url.query.range) ?? STANDARD
  const period = range === '24h' ? { hours: 24 } : { days: DAYS[range] }
  const query = useKeyUsage(apiKey.id, period, { every: () => POLL_MS[range], keep: true })
  // The shortest period: only its limits and its rotation are shown.
  const live = useKeyUsage(apiKey.id, { hours: 1 }, { every: () => NOW_POLL_MS }).data
  const usage = query.data
  const phone = layout.value === 'phone'
  return (
    <div class="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19.5rem]">
      <div class="grid min-w-0 gap-4" aria-busy={query.isPlaceholderData}>
        <div class="flex min-h-8 flex-wrap items-center gap-2">
          <h2 class="mr-auto">{m.api_keys_usage()}</h2>
          <Segmented
            label={m.statistics_range()}
            value={range}
            choices={RANGES.map((value) => ({ value, label: m.api_keys_page_range_name({ range: value }) }))}
            onValue={(value) => url.replace({ range: value === STANDARD ? null : value })}
          />
          <Button
            small
            square={phone}
            icon={Download}
            aria-disabled={!usage || query.isPlaceholderData}
            aria-label={m.api_keys_usage_export()}
            onClick={() =>
              usage &&
              downloadText(
                m.api_keys_usage_file_name({ name: apiKey.name, days: DAYS[range] }),
                usageAsCsv(apiKey.name, usage),
                'text/csv',
              )
            }
          >
            {phone ? null : m.api_keys_bulk_export()}
          </Button>
        </div>
        {query.isPlaceholderData && <div class="progress-line" role="presentation" />}
        <Loaded query={query} waiting={<Waiting />}>
          {(it) => (
            <>
              <Figures usage={it} apiKey={apiKey} range={range} />
              <div class="card p-4">
                <Calls usage={it} id={apiKey.id} range={range} />
              </div>
              <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
                <Endpoints usage={it} id={apiKey.id} />
                <div class="grid min-w-0 gap-4">
                  <Failures id={apiKey.id} usage={it} />
                  <Countries usage={it} />
                </div>
              </div>
            </>
          )}
        </Loaded>
      </div>
      <aside class="grid min-w-0 items-start gap-4 md:max-xl:grid-cols-2" aria-label={m.api_keys_page_now()}>
        <GraceCard apiKey={apiKey} url={url} usage={live} />
        {apiKey.status !== 'revoked' && <LimitsUsed apiKey={apiKey} url={url} usage={live} />}
        <Card title={m.api_keys_page_details()}>
          <div class="px-4 py-3">
            <KeyFacts compact apiKey={apiKey} url={url} />
          </div>
        </Card>
      </aside>
    </div>
  )
}

/** A card with a head of 44 px. */
function Card({ title, action, children }: { title: string; action?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="card min-w-0" aria-label={title}>
      <div class="flex min-h-11 items-center gap-3 border-b border-line px-4">
        <h2 class="mr-auto text-base!">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

function Calls({ usage, id, range }: { usage: KeyUsage; id: string; range: Range }) {
  const hours = range === '24h'
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
        const from = new Date(start)
        const next = usage.buckets[index + 1]
        const to = next ? new Date(next.start) : new Date(from.getTime() + length)
        return {
          start: from,
          counts: [successful, clientErrors, serverErrors],
          partial: index === usage.buckets.length - 1,
          href: eventLogHref({
            key: id,
            range: 'custom',
            from: localTimeOf(from.getTime()),
            to: localTimeOf(to.getTime()),
          }),
        }
      })}
      seconds={length / 1000}
      empty={m.api_keys_page_no_calls()}
      hint={m.api_keys_page_chart_hint()}
    />
  )
}

function Endpoints({ usage, id }: { usage: KeyUsage; id: string }) {
  const { route } = useLocation()
  const most = Math.max(1, ...usage.byEndpoint.map((one) => one.calls))
  // The log searches for a part of the path: what precedes the first parameter of the route.
  const hrefOf = (route: string) => eventLogHref({ key: id, path: route.split('{')[0] ?? route })
  return (
    <Card
      title={m.api_keys_page_top_endpoints()}
      action={
        <a class="text-sm text-primary hover:underline" href={eventLogHref({ key: id })}>
          {m.api_keys_page_open_logs()}
        </a>
      }
    >
      {usage.byEndpoint.length === 0 ? (
        <p class="px-4 py-6 text-center text-soft">{m.api_keys_page_no_calls()}</p>
      ) : (
        <Table
          dense
          caption={m.api_keys_page_top_endpoints()}
          rows={usage.byEndpoint.slice(0, TOP)}
          rowKey={(one) => one.endpoint}
          onOpen={(one) => route(hrefOf(one.endpoint))}
          columns={[
            {
              key: 'endpoint',
              title: m.api_keys_usage_endpoint(),
              cell: (one) => (
                <a class="block hover:underline" href={hrefOf(one.endpoint)}>
                  <code>
                    <Middle text={one.endpoint} />
                  </code>
                </a>
              ),
            },
            {
              key: 'share',
              title: m.api_keys_page_share(),
              hideTitle: true,
              width: 64,
              from: 480,
              cell: (one) => <Bar share={one.calls / most} />,
            },
            {
              key: 'calls',
              title: m.api_keys_usage_requests(),
              width: 80,
              class: 'number',
              cell: (one) => formatNumber(one.calls),
            },
            {
              key: 'errors',
              title: m.api_keys_usage_errors(),
              width: 68,
              class: 'number',
              cell: (one) => (
                <span class={one.errors > 0 ? 'text-warn' : 'text-soft'}>{formatShare(one.errors / one.calls)}</span>
              ),
            },
            {
              key: 'average',
              title: m.api_keys_usage_average_short(),
              width: 80,
              from: 420,
              class: 'number',
              cell: (one) => <span class="text-soft">{formatMilliseconds(one.averageMs)}</span>,
            },
          ]}
        />
      )}
    </Card>
  )
}

/** Failed calls that are read to tell why calls fail. */
const SAMPLE = 100

/** Why the newest failed calls of the period failed, the most frequent reason first. */
function Failures({ id, usage }: { id: string; usage: KeyUsage }) {
  const mayReadLogs = useCan('logs:read')
  const from = usage.buckets[0]?.start
  const query = useQuery({
    queryKey: ['event-logs', 'failures-of-key', id, from],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/event-logs', {
        query: { keyId: id, status: 'failed', from: from ?? null, limit: SAMPLE },
        signal,
      }),
    enabled: mayReadLogs && usage.errors > 0,
    refetchInterval: 60_000,
  })
  if (!mayReadLogs) return null
  const reasons = new Map<string, { count: number; server: boolean }>()
  for (const entry of query.data?.data ?? []) {
    const text = callOutcomeText(entry)
    const before = reasons.get(text)
    reasons.set(text, { count: (before?.count ?? 0) + 1, server: entry.status >= 500 })
  }
  const top = [...reasons].sort(([, one], [, other]) => other.count - one.count).slice(0, TOP)
  const most = Math.max(1, ...top.map(([, { count }]) => count))
  return (
    <Card
      title={m.api_keys_page_why_failed()}
      action={
        usage.errors > 0 && (
          <a class="text-sm text-primary hover:underline" href={eventLogHref({ key: id, status: 'failed' })}>
            {m.api_keys_page_open_logs()}
          </a>
        )
      }
    >
      {usage.errors === 0 ? (
        <p class="px-4 py-6 text-center text-soft">{m.api_keys_page_none_failed()}</p>
      ) : (
        <div class="px-4 py-3">
          <Loaded query={query} waiting={<div class="skeleton my-2 w-2/3" />}>
            {({ nextCursor }) => (
              <>
                <BarList
                  rows={top.map(([name, { count, server }]) => ({ name, count, tone: server ? 'bad' : 'warn' }))}
                  most={most}
                />
                {nextCursor && <p class="mt-2 text-sm text-faint">{m.api_keys_page_of_newest({ count: SAMPLE })}</p>}
              </>
            )}
          </Loaded>
        </div>
      )}
    </Card>
  )
}

function Countries({ usage }: { usage: KeyUsage }) {
  const rows = usage.byCountry.slice(0, TOP).map(({ country, calls }) => ({ name: countryName(country), count: calls }))
  if (rows.length === 0) return null
  return (
    <Card title={m.api_keys_page_countries()}>
      <div class="px-4 py-3">
        <BarList rows={rows} most={Math.max(1, ...rows.map(({ count }) => count))} />
      </div>
    </Card>
  )
}

type BarRow = { name: string; count: number; tone?: 'warn' | 'bad' }

/** Names and counts over thin bars. */
function BarList({ rows, most }: { rows: readonly BarRow[]; most: number }) {
  return (
    <ul class="grid gap-2.5">
      {rows.map(({ name, count, tone = 'plain' as const }) => (
        <li key={name} class="grid gap-1.5">
          <span class="flex justify-between gap-3">
            <span class="truncate" title={name}>
              {name}
            </span>
            <span class="text-soft tabular-nums">{formatNumber(count)}</span>
          </span>
          <Bar share={count / most} tone={tone} />
        </li>
      ))}
    </ul>
  )
}

/** The share of a limit from which it is shown in amber. */
const NEAR = 0.8

/** What is used of each limit of a key at this moment. */
function LimitsUsed({ apiKey, url, usage }: TabProps & { usage: KeyUsage | undefined }) {
  const mayWrite = useCan('api-keys:write')
  const limits = usage?.limits ?? []
  return (
    <Card
      title={m.api_keys_dialog_limits()}
      action={
        mayWrite && (
          <button
            type="button"
            class="text-sm text-primary hover:underline"
            aria-label={m.api_keys_page_edit_limits()}
            onClick={() => openKey(url, apiKey.id, 'edit')}
          >
            {m.api_keys_page_edit()}
          </button>
        )
      }
    >
      <div class="grid gap-2.5 px-4 py-3">
        {usage && limits.length === 0 && <p class="text-soft">{m.api_keys_page_no_limits()}</p>}
        {!usage && <span class="skeleton my-2 w-2/3" aria-hidden="true" />}
        {limits.map(({ window, limit, remaining }) => {
          const used = limit - remaining
          const tone = remaining === 0 ? 'bad' : used / limit >= NEAR ? 'warn' : 'gray'
          const color = { bad: 'text-bad', warn: 'text-warn', gray: '' }[tone]
          return (
            <div key={window} class="grid gap-1.5">
              <p class="flex justify-between gap-3">
                <span class="text-soft">{m.api_keys_page_window_name({ window })}</span>
                <span class={`tabular-nums ${color}`}>
                  {m.api_keys_page_used_of({ used: formatNumber(used), limit: formatNumber(limit) })}
                </span>
              </p>
              <Bar share={used / limit} tone={tone} />
            </div>
          )
        })}
      </div>
    </Card>
  )
}

const Waiting = () => (
  <>
    <FigureRow
      figures={[
        [m.api_keys_usage_requests(), null, ''],
        [m.statistics_success_rate(), null, ''],
        [m.statistics_p95(), null, ''],
        [m.api_keys_usage_errors(), null, ''],
      ]}
    />
    <div class="card h-60 p-4">
      <span class="skeleton block w-40" />
    </div>
  </>
)
