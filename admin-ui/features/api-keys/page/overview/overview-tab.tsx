import { Download } from 'lucide-preact'
import type { KeyUsage } from '../../../../../client/src/generated.ts'
import { layout } from '../../../../hooks/media.ts'
import { m } from '../../../../messages/index.ts'
import { Button } from '../../../../ui/button.tsx'
import { Loaded } from '../../../../ui/feedback/async-states.tsx'
import { toastError } from '../../../../ui/feedback/toast.ts'
import { lazy } from '../../../../ui/page/lazy.tsx'
import { Segmented } from '../../../../ui/segmented.tsx'
import type { TabProps } from '../../key/routes.ts'
import { useKeyUsage } from '../../key/usage.ts'
import { KeyFacts } from '../facts/key-facts.tsx'
import { Calls } from './calls.tsx'
import { Card } from './card.tsx'
import { Countries } from './countries.tsx'
import { Endpoints } from './endpoints.tsx'
import { Failures } from './failures.tsx'
import { LimitsUsed } from './limits-used.tsx'
import { DAYS, POLL_MS, RANGES, STANDARD } from './range.ts'
import { FigureRow, Figures } from './usage-figures.tsx'

// Few keys are in a grace period.
const GraceCard = lazy(() => import('./grace-card.tsx').then((it) => it.GraceCard))

/** How often limits and a rotation are read, ms. */
const NOW_POLL_MS = 10_000

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
          {/* On a phone the range and the export need the whole row. */}
          <h2 class="mr-auto max-sm:sr-only">{m.api_keys_usage()}</h2>
          <Segmented
            label={m.statistics_range()}
            value={range}
            choices={RANGES.map((value) => ({ value, label: m.api_keys_page_range_name({ range: value }) }))}
            onValue={(value) => url.replace({ range: value === STANDARD ? null : value })}
          />
          <Button
            small
            square={phone}
            class="max-sm:ml-auto max-sm:min-w-11"
            icon={Download}
            aria-disabled={!usage || query.isPlaceholderData}
            aria-label={m.api_keys_usage_export()}
            onClick={() => usage && exportUsage(apiKey.name, usage, DAYS[range])}
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
        {apiKey.graceEndsAt && <GraceCard apiKey={apiKey} url={url} usage={live} />}
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

/** Saves the shown figures as a file. */
async function exportUsage(name: string, usage: KeyUsage, days: number) {
  try {
    const { saveUsage } = await import('../../usage/usage-report.ts')
    saveUsage(name, usage, days)
  } catch (error) {
    toastError(error)
  }
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
