import { ArrowRight, Play, Route as RouteIcon } from 'lucide-preact'
import { isNotFound } from '../../../api/call-api.ts'
import { formatMilliseconds, formatNumber } from '../../../format/language.ts'
import { GATEWAY } from '../../../format/links.ts'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead, ObjectHeadSkeleton } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { RouteMenu, useRouteActions } from '../route/actions.tsx'
import { CircuitBadge, Methods, PublicPath, RouteDot, StatusSwitch } from '../route/facts.tsx'
import { useRoute, useRouteUsage } from '../route/queries.ts'
import { openRoute, TABS, type Tab, type TabProps } from '../route/routes.ts'
import { publicPath } from '../route/words.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const CONTENT = {
  overview: lazy(() => import('./overview-tab.tsx').then((it) => it.OverviewTab), waiting),
  requests: lazy(() => import('./requests-tab.tsx').then((it) => it.RequestsTab), waiting),
  settings: lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab), waiting),
  history: lazy(() => import('./history-tab.tsx').then((it) => it.HistoryTab), waiting),
}

/** The page of one route. */
export function OnePage({ id, url }: { id: string; url: UrlState }) {
  const query = useRoute(id)
  const gone = isNotFound(query.error)
  const name = gone ? m.gateway_gone_title() : (query.data?.name ?? m.gateway_one())
  useTitle(name)
  return (
    <>
      <Breadcrumb
        above={[
          { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
          { href: GATEWAY, label: m.gateway_view_name({ view: 'gateway' }) },
        ]}
        here={name}
      />
      {gone ? (
        <EmptyState icon={RouteIcon} title={m.gateway_gone_title()} heading="h1" alert>
          {m.gateway_gone()}
        </EmptyState>
      ) : (
        <Loaded query={query} waiting={<ObjectHeadSkeleton />}>
          {(route) => <Known route={route} url={url} />}
        </Loaded>
      )}
    </>
  )
}

function Known({ route, url }: TabProps) {
  const lacksLogs = useLacks('logs:read')
  const lacksAudit = useLacks('audit:read')
  const usage = useRouteUsage(route.id).data
  const offered = TABS.filter((one) => !(lacksLogs && one === 'requests') && !(lacksAudit && one === 'history'))
  const tab: Tab = offered.find((one) => one === url.query.tab) ?? 'overview'
  const Content = CONTENT[tab]
  return (
    <>
      <Head route={route} url={url} />
      <Tabs
        label={m.gateway_tabs_of({ name: route.name })}
        value={tab}
        tabs={offered.map((value) => ({
          value,
          label: m.gateway_tab_name({ tab: value }),
          count: value === 'requests' && usage && usage.calls > 0 ? formatNumber(usage.calls) : undefined,
        }))}
        // Filters belong to their tab.
        onValue={(next) => url.only({ route: route.id, tab: next === 'overview' ? null : next })}
      >
        <Content route={route} url={url} />
      </Tabs>
    </>
  )
}

function Head({ route, url }: TabProps) {
  const mayWrite = useCan('gateway:write')
  const actions = useRouteActions(url)
  const usage = useRouteUsage(route.id).data
  return (
    <>
      <ObjectHead
        name={route.name}
        dot={<RouteDot route={route} />}
        badge={<CircuitBadge route={route} />}
        actions={
          <>
            <StatusSwitch route={route} />
            {mayWrite && (
              <Button icon={Play} onClick={() => openRoute(url, route.id, 'test')}>
                {m.gateway_try()}
              </Button>
            )}
            {mayWrite && <RouteMenu boxed route={route} actions={(one) => actions(one).slice(1)} />}
          </>
        }
        facts={[
          <Forwarding key="call" route={route} />,
          usage && usage.calls > 0 && <Calls key="calls" usage={usage} />,
        ]}
      />
      {route.status === 'disabled' && (
        <div class="mb-3">
          <Note tone="warn">{m.gateway_disabled_note()}</Note>
        </div>
      )}
      {route.unreadable && (
        <div class="mb-3">
          <Note tone="bad">{m.gateway_unreadable()}</Note>
        </div>
      )}
    </>
  )
}

/** Which calls the route takes, and where it sends them. */
const Forwarding = ({ route }: Pick<TabProps, 'route'>) => (
  <span class="flex min-w-0 flex-1 items-center gap-2 text-ink max-sm:flex-wrap">
    <Methods methods={route.methods} />
    <span class="flex min-w-0 items-center gap-1">
      <PublicPath route={route} />
      <CopyButton compact text={`${location.origin}${publicPath(route)}`} label={m.gateway_copy_path()} />
    </span>
    <span class="flex min-w-0 items-center gap-2">
      <ArrowRight size={14} class="flex-none text-faint" aria-hidden="true" />
      <code class="block min-w-0 text-soft">
        <Middle text={route.upstream} tail={16} />
      </code>
    </span>
  </span>
)

const Calls = ({ usage: { calls, p95Ms } }: { usage: { calls: number; p95Ms: number | null } }) => (
  <>
    {m.gateway_calls_in_days({ count: calls })}
    {p95Ms !== null && `, ${m.gateway_p95({ time: formatMilliseconds(p95Ms) })}`}
  </>
)
