import { CircleAlert, Info, TriangleAlert } from 'lucide-preact'
import type { Alert, AuditEntry, Overview, UsageOver } from '../../../client/src/generated.ts'
import { formatCompact, formatNumber } from '../../format/language.ts'
import { eventLogHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import { Bar } from '../../ui/bar.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Card, Line, Nothing } from './card.tsx'

const SEVERITY: Record<Alert['severity'], { icon: typeof Info; color: string }> = {
  critical: { icon: CircleAlert, color: 'text-bad-mark' },
  warning: { icon: TriangleAlert, color: 'text-warn-mark' },
  info: { icon: Info, color: 'text-primary' },
}

/** The latest open alerts. */
export function AlertsCard({ alerts }: { alerts: NonNullable<Overview['alerts']> }) {
  return (
    <Card
      title={m.overview_alerts()}
      count={alerts.open > 0 ? formatNumber(alerts.open) : undefined}
      bad={alerts.openCritical > 0}
      more={{ href: '/alerts', text: m.overview_all_alerts() }}
    >
      {alerts.data.length === 0 ? (
        <Nothing>{m.overview_no_alerts()}</Nothing>
      ) : (
        <ul>
          {alerts.data.map((alert) => {
            const { icon: Icon, color } = SEVERITY[alert.severity]
            return (
              <Line key={alert.id} href={`/alerts?kind=${alert.kind}`} end={<RelativeTime at={alert.lastAt} />}>
                <Icon size={16} class={`flex-none ${color}`} aria-hidden="true" />
                <span class="min-w-0 py-1.5">
                  <span class="block truncate font-medium">{m.alerts_kind_name({ kind: alert.kind })}</span>
                  <span class="block truncate text-sm text-faint">{alert.target.name}</span>
                </span>
              </Line>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

/** Who changed what lately. */
export function ChangesCard({ changes }: { changes: readonly AuditEntry[] }) {
  return (
    <Card title={m.overview_changes()} more={{ href: '/audit-log', text: m.overview_audit_log() }}>
      {changes.length === 0 ? (
        <Nothing>{m.overview_no_changes()}</Nothing>
      ) : (
        <ul>
          {changes.map(({ id, action, actor, target, time }) => (
            <Line
              key={id}
              href={target.id ? `/audit-log?target=${encodeURIComponent(target.id)}` : '/audit-log'}
              end={<RelativeTime at={time} />}
            >
              <span class="min-w-0 truncate">
                <span class="text-soft">{m.audit_action_name({ action })}</span>
                {target.name && <span class="font-medium"> {target.name}</span>}
                <span class="text-faint"> · {actor.type === 'system' ? m.audit_by_system() : actor.name}</span>
              </span>
            </Line>
          ))}
        </ul>
      )}
    </Card>
  )
}

const ENDPOINTS = 6

/** The most called endpoints. */
export function EndpointsCard({ usage }: { usage: UsageOver }) {
  const top = usage.byEndpoint.slice(0, ENDPOINTS)
  const most = Math.max(1, ...top.map(({ calls }) => calls))
  return (
    <Card title={m.overview_endpoints()} more={{ href: '/event-logs', text: m.overview_event_logs() }}>
      {top.length === 0 ? (
        <Nothing>{m.overview_no_calls()}</Nothing>
      ) : (
        <ul class="py-1.5">
          {top.map(({ endpoint, calls }) => (
            <li key={endpoint}>
              <a
                class="block px-4 py-1.5 hover:bg-hover"
                href={eventLogHref({ path: endpoint.replace(/^[A-Z]+ /, '') })}
              >
                <span class="mb-1 flex justify-between gap-3">
                  <code class="truncate" title={endpoint}>
                    {endpoint}
                  </code>
                  <span class="text-soft tabular-nums">{formatCompact(calls)}</span>
                </span>
                <Bar share={calls / most} tone="plain" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
