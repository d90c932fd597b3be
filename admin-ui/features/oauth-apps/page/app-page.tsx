import { AppWindow } from 'lucide-preact'
import { isNotFound } from '../../../api/call-api.ts'
import { formatNumber } from '../../../format/language.ts'
import { OAUTH_APPS } from '../../../format/links.ts'
import { useCan } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { AppMenu, useAppActions } from '../app/actions.tsx'
import { ClientId, EnvironmentBadge, StatusSwitch } from '../app/facts.tsx'
import { useOAuthApp } from '../app/queries.ts'
import { TABS, type Tab, type TabProps } from '../app/routes.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const CONTENT = {
  usage: lazy(() => import('./usage-tab.tsx').then((it) => it.UsageTab), waiting),
  users: lazy(() => import('./users-tab.tsx').then((it) => it.UsersTab), waiting),
  tokens: lazy(() => import('./tokens-tab.tsx').then((it) => it.TokensTab), waiting),
  settings: lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab), waiting),
  history: lazy(() => import('./history-tab.tsx').then((it) => it.HistoryTab), waiting),
}

/** The page of one app. */
export function OnePage({ id, url }: { id: string; url: UrlState }) {
  const query = useOAuthApp(id)
  const gone = isNotFound(query.error)
  useTitle(gone ? m.oauth_apps_gone_title() : (query.data?.name ?? m.oauth_apps_one()))
  if (gone) {
    return (
      <>
        <Breadcrumb above={above()} here={m.oauth_apps_gone_title()} />
        <EmptyState icon={AppWindow} title={m.oauth_apps_gone_title()} heading="h1" alert>
          {m.oauth_apps_gone()}
        </EmptyState>
      </>
    )
  }
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
      {(app) => <Known app={app} url={url} />}
    </Loaded>
  )
}

function Known({ app, url }: TabProps) {
  const mayAudit = useCan('audit:read')
  const offered = TABS.filter((one) => one !== 'history' || mayAudit)
  const tab: Tab = offered.find((one) => one === url.query.tab) ?? 'usage'
  const Content = CONTENT[tab]
  const users = app.activeGrants === null ? undefined : formatNumber(app.activeGrants)
  return (
    <>
      <Head app={app} url={url} />
      <Tabs
        label={m.oauth_apps_tabs_of({ name: app.name })}
        value={tab}
        tabs={offered.map((value) => ({
          value,
          label: m.oauth_apps_tab_name({ tab: value }),
          count: value === 'users' ? users : undefined,
        }))}
        // Filters and pagination belong to their tab.
        onValue={(next) => url.only({ app: app.id, tab: next === 'usage' ? null : next })}
      >
        <Content app={app} url={url} />
      </Tabs>
    </>
  )
}

function Head({ app, url }: TabProps) {
  const mayWrite = useCan('oauth-apps:write')
  const actions = useAppActions(url)
  return (
    <>
      <Breadcrumb above={above()} here={app.name} />
      <ObjectHead
        name={app.name}
        badge={
          <>
            <EnvironmentBadge app={app} />
            {app.verified && <Badge tone="good">{m.oauth_apps_verified()}</Badge>}
          </>
        }
        actions={
          <>
            <StatusSwitch app={app} />
            {mayWrite && <AppMenu app={app} actions={(one) => actions(one).slice(1)} />}
          </>
        }
        facts={[
          <span key="type" class="text-soft">
            {m.oauth_apps_type_name({ type: app.type })}
          </span>,
          app.source !== 'organization' && (
            <span key="source" class="text-soft">
              {m.oauth_apps_source_name({ source: app.source })}
            </span>
          ),
          <ClientId key="client" app={app} />,
        ]}
      />
      {app.status === 'disabled' && (
        <div class="mb-3">
          <Note tone="warn">{m.oauth_apps_disabled_note()}</Note>
        </div>
      )}
    </>
  )
}

const above = (): [{ href: string; label: string }, { href: string; label: string }] => [
  { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
  { href: OAUTH_APPS, label: m.oauth_apps_label() },
]
