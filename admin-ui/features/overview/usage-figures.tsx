import type { UsageOver } from '../../../client/src/generated.ts'
import { type Change, Figure, Figures } from '../../charts/figures.tsx'
import { formatCompact, formatHour, formatMilliseconds, formatNumber, formatShare } from '../../format/language.ts'
import { eventLogHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'

/** Below this a number is shown in full. */
const COMPACT_FROM = 100_000

const numberText = (value: number) => (value < COMPACT_FROM ? formatNumber(value) : formatCompact(value))
const from = (text: string) => m.overview_from({ before: text })

/** The change of a count in percent; undefined if there was nothing before to compare with. */
function countChange(now: number, before: number): Change | undefined {
  if (before === 0) return undefined
  return { by: now - before, text: formatShare(Math.abs(now - before) / before), before: from(numberText(before)) }
}

const successOf = ({ calls, successful }: Pick<UsageOver, 'calls' | 'successful'>) =>
  calls === 0 ? null : successful / calls

/** The figures of a period with their change against the one before. Without `usage` they load. */
export function UsageFigures({ usage }: { usage?: UsageOver }) {
  const before = usage?.previous
  const success = usage && successOf(usage)
  const successBefore = before && successOf(before)
  return (
    <Figures label={m.overview_figures()}>
      <Figure
        name={m.overview_calls()}
        value={usage && numberText(usage.calls)}
        change={usage && before && countChange(usage.calls, before.calls)}
        note={m.overview_nothing_before()}
        href={eventLogHref({})}
      />
      <Figure
        name={m.overview_success_rate()}
        value={usage && (success === null || success === undefined ? m.overview_none() : formatShare(success))}
        change={
          typeof success === 'number' && typeof successBefore === 'number'
            ? {
                by: Math.round((success - successBefore) * 1000),
                text: m.overview_points({ points: Math.round(Math.abs(success - successBefore) * 1000) / 10 }),
                before: from(formatShare(successBefore)),
                good: 'up',
              }
            : undefined
        }
        href={eventLogHref({ status: 'failed' })}
      />
      <Figure
        name={m.overview_p95()}
        value={usage && (usage.p95Ms === null ? m.overview_none() : formatMilliseconds(usage.p95Ms))}
        change={
          usage?.p95Ms != null && before?.p95Ms != null
            ? {
                by: Math.round(usage.p95Ms - before.p95Ms),
                text: formatMilliseconds(Math.abs(usage.p95Ms - before.p95Ms)),
                before: from(formatMilliseconds(before.p95Ms)),
                good: 'down',
              }
            : undefined
        }
        note={usage?.averageMs == null ? undefined : m.overview_average({ time: formatMilliseconds(usage.averageMs) })}
      />
      <Figure
        name={m.overview_deliveries()}
        value={usage && numberText(usage.deliveries.delivered + usage.deliveries.failed)}
        note={usage && m.overview_deliveries_failed({ count: usage.deliveries.failed })}
        href="/webhooks"
      />
      <Figure
        name={m.overview_peak_hour()}
        value={usage && (usage.peakHour ? formatHour(new Date(usage.peakHour.start)) : m.overview_none())}
        note={usage?.peakHour ? m.overview_peak_calls({ count: usage.peakHour.calls }) : undefined}
      />
    </Figures>
  )
}
