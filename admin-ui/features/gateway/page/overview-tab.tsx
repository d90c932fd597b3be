import type { GatewayRoute, GatewayRouteUsage } from '../../../../client/src/generated.ts'
import { BarList } from '../../../charts/bar-list.tsx'
import { Figure, Figures } from '../../../charts/figures.tsx'
import { StackedBars } from '../../../charts/stacked-bars.tsx'
import { formatMilliseconds, formatNumber, formatShare } from '../../../format/language.ts'
import { eventLogHref } from '../../../format/links.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { outcomeName } from '../../../format/outcome.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Section } from '../../../ui/page/section.tsx'
import { useRouteUsage } from '../route/queries.ts'
import type { TabProps } from '../route/routes.ts'
import { logPath } from '../route/words.ts'
import { CircuitCard } from './circuit-card.tsx'
import { DetailsCard } from './details-card.tsx'

const DAY_MS = 86_400_000

/** How calls to a route went over 30 days; beside it the circuit, limits and details. */
export function OverviewTab({ route }: TabProps) {
  const query = useRouteUsage(route.id)
  return (
    <div class="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19.5rem]">
      <div class="grid min-w-0 gap-4">
        <h2 class="sr-only">{m.gateway_tab_name({ tab: 'overview' })}</h2>
        <Loaded query={query} waiting={<SkeletonRows rows={8} height="row" />}>
          {(usage) => (
            <>
              <RouteFigures usage={usage} />
              <div class="card p-4">
                <Calls usage={usage} route={route} />
              </div>
              <Failures usage={usage} route={route} />
            </>
          )}
        </Loaded>
      </div>
      <aside class="grid min-w-0 items-start gap-4 md:max-xl:grid-cols-2" aria-label={m.gateway_now()}>
        <CircuitCard route={route} />
        <DetailsCard route={route} />
      </aside>
    </div>
  )
}

function RouteFigures({ usage: { calls, failed, averageMs, p95Ms } }: { usage: GatewayRouteUsage }) {
  const none = m.statistics_none()
  return (
    <Figures label={m.gateway_usage()}>
      <Figure name={m.gateway_calls()} value={formatNumber(calls)} note={m.gateway_in_days()} />
      <Figure
        name={m.statistics_success_rate()}
        value={calls === 0 ? none : formatShare(1 - failed / calls)}
        note={calls === 0 ? '' : m.gateway_successful({ count: formatNumber(calls - failed) })}
      />
      <Figure
        name={m.statistics_p95()}
        value={p95Ms === null ? none : formatMilliseconds(p95Ms)}
        note={averageMs === null ? '' : m.gateway_average({ time: formatMilliseconds(averageMs) })}
      />
      <Figure name={m.gateway_errors()} value={formatNumber(failed)} />
    </Figures>
  )
}

type UsageProps = { usage: GatewayRouteUsage; route: GatewayRoute }

/** The calls of each day; a bar leads to the log of its day. */
function Calls({ usage, route }: UsageProps) {
  return (
    <StackedBars
      title={m.gateway_calls_by_day()}
      parts={[
        { name: m.gateway_part_name({ part: 'answered' }), color: 'good' },
        { name: m.gateway_part_name({ part: 'failed' }), color: 'server' },
      ]}
      periods={usage.days.map(({ time, calls, failed }, index, all) => {
        const from = new Date(time).getTime()
        const [start, end] = [localTimeOf(from), localTimeOf(from + DAY_MS)]
        return {
          start: new Date(from),
          counts: [calls - failed, failed],
          partial: index === all.length - 1,
          href: eventLogHref({ type: 'gateway', path: logPath(route), range: 'custom', from: start, to: end }),
        }
      })}
      seconds={DAY_MS / 1000}
      empty={m.gateway_no_calls()}
      hint={m.gateway_chart_hint()}
    />
  )
}

/** Why calls failed, the most frequent reason first. */
function Failures({ usage: { outcomes }, route }: UsageProps) {
  const failures = outcomes.filter(({ outcome }) => outcome !== 'ok')
  return (
    <Section
      title={m.gateway_failures()}
      action={
        failures.length > 0 && (
          <a class="link" href={eventLogHref({ type: 'gateway', path: logPath(route), status: 'failed' })}>
            {m.gateway_failures_see()}
          </a>
        )
      }
    >
      <div class="px-4 py-3">
        {failures.length === 0 ? (
          <p class="text-soft">{m.gateway_no_failures()}</p>
        ) : (
          <BarList
            rows={failures.map(({ outcome, calls }) => ({
              name: outcomeName(outcome),
              count: calls,
              tone: /^(upstream|circuit|internal)/.test(outcome) ? 'bad' : 'warn',
            }))}
            most={Math.max(1, ...failures.map(({ calls }) => calls))}
          />
        )}
      </div>
    </Section>
  )
}
