import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { X } from 'lucide-preact'
import type { LogHistogram } from '../../../client/src/generated.ts'
import { callApi } from '../../api/call-api.ts'
import { type Selected, StackedBars } from '../../charts/stacked-bars.tsx'
import { formatInstant } from '../../format/language.ts'
import { localTimeOf } from '../../format/local-time.ts'
import { now } from '../../hooks/clock.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { histogramParams, type LogAt } from './filter-state.ts'
import { selectedOf, spanOf, spanText } from './selected-time.ts'

/** Polling interval while the range ends now, ms. */
const LIVE_MS = 15_000

/** Entries over time by outcome, above the list. A selected part of it is a filter of the list. */
export function LogHistogramCard({ state, moves, paused }: Pick<LogAt, 'state' | 'moves'> & { paused: boolean }) {
  const params = histogramParams(state)
  const query = useQuery({
    queryKey: ['event-logs', 'histogram', params],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/event-logs/histogram', { query: params, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: params.to || paused ? false : LIVE_MS,
    staleTime: 0,
  })
  const { data } = query
  return (
    <section
      class={`card mb-3 min-w-0 px-3 pt-2.5 pb-1 sm:pl-4 ${query.isPlaceholderData ? 'stale' : ''}`}
      aria-label={m.event_logs_histogram()}
      aria-busy={query.isPlaceholderData}
    >
      {query.isPlaceholderData && <div class="progress-line" role="presentation" />}
      {data ? (
        <Bars {...{ data, state, moves }} />
      ) : (
        <div class="grid h-30 place-items-center text-sm text-faint">
          {query.isError ? (
            <p>
              {m.event_logs_histogram_failed()}{' '}
              <Button kind="link" onClick={() => query.refetch()}>
                {m.ui_retry()}
              </Button>
            </p>
          ) : (
            <span class="skeleton w-1/2" aria-hidden="true" />
          )}
        </div>
      )}
    </section>
  )
}

type BarsProps = Pick<LogAt, 'state' | 'moves'> & { data: LogHistogram }

function Bars({ data, state, moves }: BarsProps) {
  const { buckets, bucketSeconds } = data
  const endOf = (index: number) => Date.parse(buckets[index + 1]?.start ?? data.end)
  // With a custom range the chart shows just that range, so that nothing in it is selected.
  const zoomed = state.range === 'custom'
  const span = zoomed ? null : spanOf(state)
  const select = ({ from, to }: Selected) => {
    const start = buckets[from]
    if (!start) return
    // Minutes are the finest that the filter knows: the end is rounded up.
    const end = Math.ceil(endOf(to) / 60_000) * 60_000
    moves.filter({ from: localTimeOf(Date.parse(start.start)), to: localTimeOf(end) })
  }
  return (
    <StackedBars
      title={m.event_logs_histogram()}
      hideTitle
      height={64}
      seconds={bucketSeconds}
      parts={[
        { name: m.event_logs_successful(), color: 'good' },
        { name: m.event_logs_client_errors(), color: 'client' },
        { name: m.event_logs_server_errors(), color: 'server' },
      ]}
      periods={buckets.map(({ start, successful, clientErrors, serverErrors }, index) => ({
        start: new Date(start),
        counts: [successful, clientErrors, serverErrors],
        partial: endOf(index) > now.value,
      }))}
      empty={m.event_logs_histogram_empty()}
      hint={m.event_logs_histogram_hint()}
      selected={span && selectedOf(buckets, span, endOf)}
      onSelect={select}
    >
      {data.partial && data.countedFrom && (
        <span class="text-sm text-faint">
          {m.event_logs_histogram_partial({ time: formatInstant(new Date(data.countedFrom)) })}
        </span>
      )}
      {span && (
        <span class="ml-2 inline-flex h-6 items-center gap-0.5 rounded bg-tint pl-2 text-sm font-medium text-primary tabular-nums">
          {spanText(span, bucketSeconds)}
          <button
            type="button"
            class="grid size-6 place-items-center"
            aria-label={m.event_logs_clear_time()}
            onClick={() => moves.filter({ from: '', to: '' })}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </span>
      )}
    </StackedBars>
  )
}
