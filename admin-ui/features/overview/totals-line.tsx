import type { ComponentChildren } from 'preact'
import type { Stats } from '../../../client/src/generated.ts'
import { formatNumber } from '../../format/language.ts'
import { apiKeyHref, eventLogHref } from '../../format/links.ts'
import type { EnvironmentChoice } from '../../hooks/environment.ts'
import { m } from '../../messages/index.ts'
import { useTotals } from './queries.ts'

/** The calls of today, the last 7 and the last 30 days, and the key that made most of them, whatever range is chosen. */
export function TotalsLine({ environment }: { environment: EnvironmentChoice }) {
  const { data, isError } = useTotals(environment)
  // The figures above say enough; without an answer nothing is claimed.
  if (isError && !data) return null
  const { calls, mostUsedKey: key } = data ?? {}
  return (
    <dl class="card flex min-h-10 flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 text-sm">
      {(['today', 'week', 'month'] as const).map((span) => (
        <Total key={span} name={m.overview_total({ span })}>
          {calls && (
            <a class="font-semibold hover:underline" href={eventLogHref({ range: RANGES[span] })}>
              {formatNumber(calls[span])}
            </a>
          )}
        </Total>
      ))}
      <Total name={m.overview_most_used_key()} last>
        {data &&
          (key ? (
            <>
              <a class="truncate font-semibold hover:underline" href={apiKeyHref(key.id)} title={key.name ?? key.id}>
                {key.name ?? key.id}
              </a>
              <span class="flex-none text-faint">{m.overview_key_calls({ count: key.calls })}</span>
            </>
          ) : (
            <span class="text-faint">{m.overview_none()}</span>
          ))}
      </Total>
    </dl>
  )
}

const RANGES: Record<keyof Stats['calls'], string> = { today: 'today', week: '7d', month: '30d' }

type TotalProps = { name: string; last?: boolean; children: ComponentChildren }

const Total = ({ name, last = false, children }: TotalProps) => (
  <div class={`flex min-w-0 items-baseline gap-1.5 ${last ? 'lg:ml-auto' : ''}`}>
    <dt class="flex-none text-soft">{name}</dt>
    <dd class="flex min-w-0 items-baseline gap-1.5 tabular-nums">
      {children || <span class="skeleton inline-block h-2.5 w-10" aria-hidden="true" />}
    </dd>
  </div>
)
