import { CirclePlay, Plug, Send } from 'lucide-preact'
import { isNotFound } from '../../../api/call-api.ts'
import { CONNECTORS } from '../../../format/links.ts'
import { useCan } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { ConnectorMenu, useConnectorActions } from '../connector/actions.tsx'
import { EnvironmentBadge, Events, Health, Provider, StatusSwitch } from '../connector/facts.tsx'
import { useConnector } from '../connector/queries.ts'
import { openConnector, TABS, type Tab, type TabProps } from '../connector/routes.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const CONTENT = {
  deliveries: lazy(() => import('./deliveries-tab.tsx').then((it) => it.DeliveriesTab), waiting),
  settings: lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab), waiting),
  history: lazy(() => import('./history-tab.tsx').then((it) => it.HistoryTab), waiting),
}
const NAMES: Record<Tab, () => string> = {
  deliveries: () => m.connectors_tab_deliveries(),
  settings: () => m.connectors_tab_settings(),
  history: () => m.connectors_tab_history(),
}

/** The page of one connector. */
export function OnePage({ id, url }: { id: string; url: UrlState }) {
  const query = useConnector(id)
  const gone = isNotFound(query.error)
  useTitle(gone ? m.connectors_gone_title() : (query.data?.name ?? m.connectors_one()))
  if (gone) {
    return (
      <>
        <Breadcrumb above={above()} here={m.connectors_gone_title()} />
        <EmptyState icon={Plug} title={m.connectors_gone_title()} heading="h1" alert>
          {m.connectors_gone()}
        </EmptyState>
      </>
    )
  }
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
      {(connector) => <Known connector={connector} url={url} />}
    </Loaded>
  )
}

function Known({ connector, url }: TabProps) {
  const mayAudit = useCan('audit:read')
  const offered = TABS.filter((one) => one !== 'history' || mayAudit)
  const tab: Tab = offered.find((one) => one === url.query.tab) ?? 'deliveries'
  const Content = CONTENT[tab]
  return (
    <>
      <Head connector={connector} url={url} />
      <Tabs
        label={m.connectors_tabs_of({ name: connector.name })}
        value={tab}
        tabs={offered.map((value) => ({ value, label: NAMES[value]() }))}
        onValue={(next) => url.only({ connector: connector.id, tab: next === 'deliveries' ? null : next })}
      >
        <Content connector={connector} url={url} />
      </Tabs>
    </>
  )
}

function Head({ connector, url }: TabProps) {
  const mayWrite = useCan('connectors:write')
  const actions = useConnectorActions(url)
  return (
    <>
      <Breadcrumb above={above()} here={connector.name} />
      <ObjectHead
        name={connector.name}
        badge={
          <>
            <Health badge connector={connector} />
            <EnvironmentBadge connector={connector} />
          </>
        }
        actions={
          <>
            <StatusSwitch connector={connector} url={url} />
            {mayWrite && (
              <>
                <Button class="max-sm:flex-1" icon={Send} onClick={() => openConnector(url, connector.id, 'test')}>
                  {m.connectors_test()}
                </Button>
                <ConnectorMenu connector={connector} actions={(one) => actions(one).slice(1)} />
              </>
            )}
          </>
        }
        facts={[
          <Provider key="provider" connector={connector} />,
          <code key="url" class="min-w-0 truncate text-soft" data-tip={m.connectors_url_masked()}>
            {connector.url}
          </code>,
          <Events key="events" events={connector.events} shown={2} />,
        ]}
      />
      <Notes connector={connector} url={url} />
    </>
  )
}

/** Why nothing is sent, what is held, and what to do. */
function Notes({ connector, url }: TabProps) {
  const mayWrite = useCan('connectors:write')
  const { status, reason, held, readable, id } = connector
  if (readable && status === 'active' && held.count === 0) return null
  return (
    <div class="mb-3 flex flex-col gap-2 empty:hidden">
      {!readable && <Note tone="bad">{m.connectors_unreadable()}</Note>}
      {(status !== 'active' || held.count > 0) && (
        <Note tone={reason ? 'bad' : 'info'}>
          <p>
            {reason ? reason.message : status !== 'active' && m.connectors_paused_note()}{' '}
            {held.count > 0 && m.connectors_held({ count: held.count })}
          </p>
          {mayWrite && status !== 'active' && (
            <div class="mt-1.5">
              <Button small icon={CirclePlay} onClick={() => openConnector(url, id, 'resume')}>
                {m.connectors_resume()}
              </Button>
            </div>
          )}
        </Note>
      )}
    </div>
  )
}

const above = (): [{ href: string; label: string }, { href: string; label: string }] => [
  { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
  { href: CONNECTORS, label: m.connectors_label() },
]
