import type { ApiKey, KeyUsage } from '../../../../client/src/generated.ts'
import { formatMilliseconds, formatNumber, formatShare } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { openUsage } from '../key/actions.tsx'
import { useKeyUsage } from '../key/rotation.ts'
import { words } from './details-words.ts'

/** The last seven days of a key at a glance; nothing for a key that was never used. */
export function WeekStrip({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  return apiKey.lastUsedAt ? <Week id={apiKey.id} url={url} /> : null
}

function Week({ id, url }: { id: string; url: UrlState }) {
  const t = words()
  const { data, isError } = useKeyUsage(id, 7)
  if (isError) return null
  const share = data && data.total > 0 ? 1 - data.errors / data.total : null
  const figures = [
    [t.weekCalls, data && formatNumber(data.total)],
    [t.weekSuccess, data && (share === null ? t.none : formatShare(share))],
    [t.weekAverage, data && (data.averageMs === null ? t.none : formatMilliseconds(data.averageMs))],
  ] as const
  return (
    <section class="card mb-4 flex flex-wrap items-end gap-x-6 gap-y-3 p-3" aria-label={t.weekTitle}>
      <dl class="grid flex-1 grid-cols-3 gap-4">
        {figures.map(([name, value]) => (
          <div key={name} class="min-w-0">
            <dt class="text-sm text-soft">{name}</dt>
            <dd class="font-semibold tabular-nums">
              {value ?? <span class="skeleton inline-block h-4 w-10 align-middle" aria-hidden="true" />}
            </dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        class="flex h-11 w-full items-end gap-1 rounded sm:w-36"
        aria-label={t.weekChart(data?.total ?? 0)}
        data-tip={t.viewUsage}
        onClick={() => openUsage(url, id)}
      >
        <Bars byDay={data?.byDay ?? []} />
      </button>
    </section>
  )
}

function Bars({ byDay }: { byDay: KeyUsage['byDay'] }) {
  const most = Math.max(1, ...byDay.map((day) => day.calls))
  return (
    <>
      {byDay.map((day) => (
        <span
          key={day.day}
          class={`block min-h-0.5 flex-1 rounded-sm ${day.calls > 0 ? 'bg-solid' : 'bg-line'}`}
          style={{ height: `${(day.calls / most) * 100}%` }}
          aria-hidden="true"
        />
      ))}
    </>
  )
}
