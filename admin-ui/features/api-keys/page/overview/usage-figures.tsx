import type { ApiKey, KeyUsage } from '../../../../../client/src/generated.ts'
import { type Change, ChangeText } from '../../../../charts/figures.tsx'
import { formatMilliseconds, formatNumber, formatShare } from '../../../../format/language.ts'
import { m } from '../../../../messages/index.ts'
import { useKeyUsage } from '../../key/usage.ts'
import { countDifference, olderHalf, rateDifference } from './period-before.ts'
import { POLL_MS, type Range, WITH_BEFORE } from './range.ts'

const sumOf = (usage: KeyUsage, part: 'successful' | 'clientErrors' | 'serverErrors') =>
  usage.buckets.reduce((sum, one) => sum + one[part], 0)

/** How the calls of a range and their success rate differ from the range before; undefined where that is not known. */
function useChanges(id: string, range: Range, usage: KeyUsage): { calls?: Change; success?: Change } {
  const period = WITH_BEFORE[range]
  const { data } = useKeyUsage(id, period ?? { hours: 1 }, { every: () => POLL_MS['30d'] })
  if (!period || !data) return {}
  const before = olderHalf(data)
  const calls = countDifference(usage.total, before)
  const success = rateDifference({ calls: usage.total, successful: usage.total - usage.errors }, before)
  return {
    ...(calls && {
      calls: {
        by: calls.by,
        text: formatShare(calls.share),
        before: m.overview_from({ before: formatNumber(before.calls) }),
      },
    }),
    ...(success && {
      success: {
        by: success.by,
        text: m.overview_points({ points: Math.round(success.share * 1000) / 10 }),
        before: m.overview_from({ before: formatShare(before.successful / before.calls) }),
        good: 'up' as const,
      },
    }),
  }
}

/** The figures of a range, with their change against the range before. */
export function Figures({ usage, apiKey, range }: { usage: KeyUsage; apiKey: ApiKey; range: Range }) {
  const changes = useChanges(apiKey.id, range, usage)
  const { total, errors, averageMs, p95Ms } = usage
  const time = (ms: number | null) => (ms === null ? m.api_keys_usage_none() : formatMilliseconds(ms))
  return (
    <FigureRow
      figures={[
        [
          m.api_keys_usage_requests(),
          formatNumber(total),
          m.api_keys_page_all_time({ count: formatNumber(apiKey.usageCount) }),
          changes.calls,
        ],
        [
          m.statistics_success_rate(),
          total === 0 ? m.api_keys_usage_none() : formatShare(1 - errors / total),
          m.api_keys_page_successful({ count: formatNumber(total - errors) }),
          changes.success,
        ],
        [
          m.statistics_p95(),
          time(p95Ms),
          averageMs === null ? '' : m.api_keys_page_average({ time: formatMilliseconds(averageMs) }),
        ],
        [
          m.api_keys_usage_errors(),
          formatNumber(errors),
          m.api_keys_page_errors_split({
            client: formatNumber(sumOf(usage, 'clientErrors')),
            server: formatNumber(sumOf(usage, 'serverErrors')),
          }),
        ],
      ]}
    />
  )
}

/** A name, its value (null while it loads), a note, and a change that takes the place of the note. */
type FigureCell = readonly [name: string, value: string | null, note: string, change?: Change | undefined]

/** Figures in one card with dividers. */
export function FigureRow({ figures }: { figures: readonly FigureCell[] }) {
  return (
    <dl class="card grid grid-cols-2 overflow-hidden sm:grid-cols-4">
      {figures.map(([name, value, more, change]) => (
        <div
          key={name}
          class="min-w-0 border-line px-4 py-3 max-sm:nth-[n+3]:border-t max-sm:even:border-l sm:not-first:border-l"
        >
          <dt class="truncate text-sm text-soft">{name}</dt>
          <dd>
            <span class="block truncate text-2xl font-semibold tabular-nums">
              {value ?? <span class="skeleton inline-block w-16 align-middle" aria-hidden="true" />}
            </span>
            <span class="block min-h-4.5 truncate text-sm text-faint" title={more}>
              {change ? <ChangeText {...change} /> : more}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
