import { ChartColumn, Download } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { KeyUsage } from '../../../../client/src/generated.ts'
import { isGone } from '../../../api/call-api.ts'
import { DayRange, daysOf, KeyFigures } from '../../../charts/statistics.tsx'
import { downloadText } from '../../../format/download.ts'
import { formatMilliseconds, formatNumber } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Table } from '../../../lists/table.tsx'
import { Blank, Loaded } from '../../../ui/async-states.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/note.tsx'
import { useApiKey } from '../key/queries.ts'
import { useKeyUsage } from '../key/rotation.ts'
import { ByCountry, ByEndpoint, Outcome, OverTime } from './usage-charts.tsx'
import { usageAsCsv } from './usage-report.ts'
import { words } from './usage-words.ts'

/** As bars; the table below names more. */
const BARS = 5
const TOP = 10

type UsageDialogProps = { id: string; url: UrlState; onClose: () => void }

/** How one key was used over some days, in figures and charts. */
export function UsageDialog({ id, url, onClose }: UsageDialogProps) {
  const t = words()
  const days = daysOf(url)
  const key = useApiKey(id)
  const query = useKeyUsage(id, days)
  const gone = isGone(key.error) || isGone(query.error)
  const name = key.data?.name
  const usage = gone ? undefined : query.data
  return (
    <Dialog
      title={name ? t.title(name) : t.titleWaiting}
      size="wide"
      onClose={onClose}
      footer={
        <>
          {!gone && (
            <div class="mr-auto">
              <Button
                icon={Download}
                aria-disabled={!usage || !name}
                onClick={() =>
                  usage && name && downloadText(t.fileName(name, days), usageAsCsv(name, usage), 'text/csv')
                }
              >
                {t.export}
              </Button>
            </div>
          )}
          <Button onClick={onClose}>{t.close}</Button>
        </>
      }
    >
      {gone ? (
        <Note tone="bad" alert>
          {t.gone}
        </Note>
      ) : (
        <>
          <DayRange url={url} />
          {/* As tall while it waits, fails or has nothing to show as with a few endpoints. */}
          <div class="min-h-192 sm:min-h-168">
            <Loaded query={query} waiting={<Waiting />}>
              {(it) =>
                it.total === 0 ? (
                  <Blank icon={ChartColumn} title={t.emptyTitle}>
                    {t.emptyText(days)}
                  </Blank>
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
  const t = words()
  const time = (ms: number | null) => (ms === null ? t.none : formatMilliseconds(ms))
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures spread name={t.total} of={{ ...usage, bad: usage.errors }} />
      <OverTime byDay={usage.byDay} />
      <div class="grid gap-6 sm:grid-cols-2">
        <section class="min-w-0">
          <h3 class="mb-2">{t.byEndpoint}</h3>
          <ByEndpoint endpoints={usage.byEndpoint.slice(0, BARS)} />
        </section>
        <section class="min-w-0">
          <h3 class="mb-2">{t.outcome}</h3>
          <Outcome usage={usage} />
        </section>
      </div>
      {usage.byCountry.length > 0 && (
        <section class="min-w-0">
          <h3 class="mb-2">{t.byCountry}</h3>
          <ByCountry countries={usage.byCountry.slice(0, TOP)} />
        </section>
      )}
      <section class="min-w-0">
        <h3 class="mb-1">{t.topEndpoints}</h3>
        <div class="card overflow-hidden">
          <Table
            dense
            caption={t.topEndpoints}
            rows={usage.byEndpoint.slice(0, TOP)}
            rowKey={(one) => one.endpoint}
            columns={[
              {
                key: 'endpoint',
                title: t.endpoint,
                class: 'w-full max-w-0',
                cell: (one) => (
                  <code class="block truncate" title={one.endpoint}>
                    {one.endpoint}
                  </code>
                ),
              },
              { key: 'calls', title: t.requests, class: NUMBER, cell: (one) => formatNumber(one.calls) },
              { key: 'errors', title: t.errors, class: NUMBER, cell: (one) => formatNumber(one.errors) },
              { key: 'average', title: t.averageShort, class: NUMBER, cell: (one) => time(one.averageMs) },
            ]}
          />
        </div>
      </section>
    </div>
  )
}

const NUMBER = 'text-right whitespace-nowrap tabular-nums'

function Waiting(): ComponentChildren {
  return (
    <div class="flex flex-col gap-6">
      <KeyFigures spread name={words().total} />
      <div class="skeleton h-46" />
      <div class="grid gap-6 sm:grid-cols-2">
        <div class="skeleton h-40" />
        <div class="skeleton h-40" />
      </div>
    </div>
  )
}
