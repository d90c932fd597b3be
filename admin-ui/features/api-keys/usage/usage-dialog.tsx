import { ChartColumn, Download } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { KeyUsage } from '../../../../client/src/generated.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { DayRange, daysOf, KeyFigures } from '../../../charts/statistics.tsx'
import { formatMilliseconds, formatNumber } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useApiKey } from '../key/queries.ts'
import { useKeyUsage } from '../key/usage.ts'
import { ByCountry, ByEndpoint, Outcome, OverTime } from './usage-charts.tsx'
import { saveUsage } from './usage-report.ts'

/** Number of bars; the table below lists more. */
const BARS = 5
const TOP = 10

type UsageDialogProps = { id: string; url: UrlState; onClose: () => void }

/** Usage of one key over some days, in figures and charts. */
export function UsageDialog({ id, url, onClose }: UsageDialogProps) {
  const days = daysOf(url)
  const key = useApiKey(id)
  const query = useKeyUsage(id, { days })
  const gone = isNotFound(key.error) || isNotFound(query.error)
  const name = key.data?.name
  const usage = gone ? undefined : query.data
  return (
    <Dialog
      title={name ? m.api_keys_usage_title({ name }) : m.api_keys_usage_title_loading()}
      size="wide"
      onClose={onClose}
      footer={
        <>
          {!gone && (
            <div class="mr-auto">
              <Button
                icon={Download}
                aria-disabled={!usage || !name}
                onClick={() => usage && name && saveUsage(name, usage, days)}
              >
                {m.api_keys_usage_export()}
              </Button>
            </div>
          )}
          <Button onClick={onClose}>{m.ui_close()}</Button>
        </>
      }
    >
      {gone ? (
        <Note tone="bad" alert>
          {m.api_keys_usage_gone()}
        </Note>
      ) : (
        <>
          <DayRange url={url} />
          {/* The same height while loading, after an error, without data, and with a few endpoints. */}
          <div class="min-h-192 sm:min-h-168">
            <Loaded query={query} waiting={<Waiting />}>
              {(it) =>
                it.total === 0 ? (
                  <EmptyState icon={ChartColumn} title={m.api_keys_usage_empty_title()}>
                    {m.api_keys_usage_empty_text({ days })}
                  </EmptyState>
                ) : (
                  <Figures usage={it} />
                )
              }
            </Loaded>
          </div>
        </>
      )}
    </Dialog>
  )
}

function Figures({ usage }: { usage: KeyUsage }) {
  const time = (ms: number | null) => (ms === null ? m.api_keys_usage_none() : formatMilliseconds(ms))
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures spread name={m.api_keys_usage_total()} of={{ ...usage, bad: usage.errors }} />
      <OverTime byDay={usage.byDay} />
      <div class="grid gap-6 sm:grid-cols-2">
        <section class="min-w-0">
          <h3 class="mb-2">{m.api_keys_usage_by_endpoint()}</h3>
          <ByEndpoint endpoints={usage.byEndpoint.slice(0, BARS)} />
        </section>
        <section class="min-w-0">
          <h3 class="mb-2">{m.api_keys_usage_outcome()}</h3>
          <Outcome usage={usage} />
        </section>
      </div>
      {usage.byCountry.length > 0 && (
        <section class="min-w-0">
          <h3 class="mb-2">{m.api_keys_usage_by_country()}</h3>
          <ByCountry countries={usage.byCountry.slice(0, TOP)} />
        </section>
      )}
      <section class="min-w-0">
        <h3 class="mb-1">{m.api_keys_usage_top_endpoints()}</h3>
        <div class="card overflow-hidden">
          <Table
            dense
            caption={m.api_keys_usage_top_endpoints()}
            rows={usage.byEndpoint.slice(0, TOP)}
            rowKey={(one) => one.endpoint}
            columns={[
              {
                key: 'endpoint',
                title: m.api_keys_usage_endpoint(),
                cell: (one) => (
                  <code class="block truncate" title={one.endpoint}>
                    {one.endpoint}
                  </code>
                ),
              },
              {
                key: 'calls',
                title: m.api_keys_usage_requests(),
                width: 104,
                class: 'number',
                cell: (one) => formatNumber(one.calls),
              },
              {
                key: 'errors',
                title: m.api_keys_usage_errors(),
                width: 104,
                class: 'number',
                cell: (one) => formatNumber(one.errors),
              },
              {
                key: 'average',
                title: m.api_keys_usage_average_short(),
                width: 104,
                class: 'number',
                cell: (one) => time(one.averageMs),
              },
            ]}
          />
        </div>
      </section>
    </div>
  )
}

function Waiting(): ComponentChildren {
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures spread name={m.api_keys_usage_total()} />
      <div class="skeleton h-46" />
      <div class="grid gap-6 sm:grid-cols-2">
        <div class="skeleton h-40" />
        <div class="skeleton h-40" />
      </div>
    </div>
  )
}
