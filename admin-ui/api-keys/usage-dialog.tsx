import { ChartColumn, Download } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { KeyUsage } from '../../contract/api-keys.ts'
import { ApiError } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { downloadText } from '../parts/download.ts'
import { formatMilliseconds, formatNumber, formatShare } from '../parts/language.ts'
import { Note } from '../parts/note.tsx'
import { Blank, Loaded } from '../parts/states.tsx'
import { Table } from '../parts/table.tsx'
import type { UrlState } from '../parts/url-state.ts'
import { useApiKey } from './queries.ts'
import { useKeyUsage } from './rotation.ts'
import { ByCountry, ByEndpoint, Outcome, OverTime } from './usage-charts.tsx'
import { usageAsCsv } from './usage-report.ts'
import { words } from './usage-words.ts'

const RANGES = [7, 30, 90] as const
const STANDARD = 30

/** As bars; the table below names more. */
const BARS = 5
const TOP = 10

type UsageDialogProps = { id: string; url: UrlState; onClose: () => void }

/** How one key was used over some days, in figures and charts. */
export function UsageDialog({ id, url, onClose }: UsageDialogProps) {
  const t = words()
  const days = RANGES.find((one) => String(one) === url.query.days) ?? STANDARD
  const key = useApiKey(id)
  const query = useKeyUsage(id, days)
  const gone = [key.error, query.error].some((error) => error instanceof ApiError && error.status === 404)
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
          {/* As tall while it waits, fails or has nothing to show as with a few endpoints. */}
          <div class="min-h-192 sm:min-h-168">
            <Loaded query={query} waiting={<Waiting />}>
              {(it) => (it.total === 0 ? <Nothing days={days} /> : <Figures usage={it} />)}
            </Loaded>
          </div>
        </>
      )}
    </Dialog>
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

function Figures({ usage }: { usage: KeyUsage }) {
  const t = words()
  const time = (ms: number | null) => (ms === null ? t.none : formatMilliseconds(ms))
  return (
    <div class="flex flex-col gap-6">
      <Numbers
        values={[
          formatNumber(usage.total),
          formatShare(1 - usage.errors / usage.total),
          time(usage.averageMs),
          time(usage.p95Ms),
        ]}
      />
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

/** The four figures; drawn without values while they load, so that they are exactly as tall before as after. */
function Numbers({ values }: { values?: readonly string[] }) {
  const t = words()
  return (
    <dl class="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:justify-between">
      {[t.total, t.successRate, t.average, t.p95].map((name, index) => (
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

function Waiting(): ComponentChildren {
  return (
    <div class="flex flex-col gap-6">
      <Numbers />
      <div class="skeleton h-46" />
      <div class="grid gap-6 sm:grid-cols-2">
        <div class="skeleton h-40" />
        <div class="skeleton h-40" />
      </div>
    </div>
  )
}
