import { Inbox } from 'lucide-preact'
import { isNotFound } from '../../../api/call-api.ts'
import { eventLogHref, INCOMING } from '../../../format/links.ts'
import { useCan } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { IncomingMenu, useIncomingActions } from '../webhook/actions.tsx'
import { EnvironmentBadge, Sender, StatusSwitch, Target } from '../webhook/facts.tsx'
import { useIncoming } from '../webhook/queries.ts'
import { TABS, type Tab, type TabProps } from '../webhook/routes.ts'
import { useModuleNames } from '../webhook/words.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const CONTENT = {
  requests: lazy(() => import('../requests/requests-tab.tsx').then((it) => it.RequestsTab), waiting),
  mapping: lazy(() => import('../mapping/mapping-tab.tsx').then((it) => it.MappingTab), waiting),
  settings: lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab), waiting),
  history: lazy(() => import('./history-tab.tsx').then((it) => it.HistoryTab), waiting),
}

/** The page of one incoming webhook. */
export function OnePage({ id, url }: { id: string; url: UrlState }) {
  const query = useIncoming(id)
  const gone = isNotFound(query.error)
  useTitle(gone ? m.incoming_gone_title() : (query.data?.name ?? m.incoming_one()))
  if (gone) {
    return (
      <>
        <Breadcrumb above={above()} here={m.incoming_gone_title()} />
        <EmptyState icon={Inbox} title={m.incoming_gone_title()} heading="h1" alert>
          {m.incoming_gone()}
        </EmptyState>
      </>
    )
  }
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
      {(webhook) => <Known webhook={webhook} url={url} />}
    </Loaded>
  )
}

function Known({ webhook, url }: TabProps) {
  const mayAudit = useCan('audit:read')
  const offered = TABS.filter((one) => one !== 'history' || mayAudit)
  const tab: Tab = offered.find((one) => one === url.query.tab) ?? 'requests'
  const Content = CONTENT[tab]
  return (
    <>
      <Head webhook={webhook} url={url} />
      <Tabs
        label={m.incoming_tabs_of({ name: webhook.name })}
        value={tab}
        tabs={offered.map((value) => ({ value, label: m.incoming_tab_name({ tab: value }) }))}
        // Filters and pagination belong to their tab.
        onValue={(next) => url.only({ incoming: webhook.id, tab: next === 'requests' ? null : next })}
      >
        <Content webhook={webhook} url={url} />
      </Tabs>
    </>
  )
}

function Head({ webhook, url }: TabProps) {
  const mayWrite = useCan('incoming:write')
  const actions = useIncomingActions(url)
  const nameOf = useModuleNames()
  return (
    <>
      <Breadcrumb above={above()} here={webhook.name} />
      <ObjectHead
        name={webhook.name}
        badge={<EnvironmentBadge webhook={webhook} />}
        actions={
          <>
            <StatusSwitch webhook={webhook} />
            {mayWrite && <IncomingMenu webhook={webhook} actions={(one) => actions(one).slice(1)} />}
          </>
        }
        facts={[
          <span key="target" class="min-w-0 text-soft">
            <Target webhook={webhook} nameOf={nameOf} />
          </span>,
          <Sender key="sender" webhook={webhook} />,
          <code key="url" class="min-w-0 text-soft max-sm:hidden" data-tip={m.incoming_url_masked()}>
            <Middle text={webhook.url} tail={10} />
          </code>,
        ]}
      />
      {webhook.status === 'paused' && (
        <div class="mb-3">
          <Note>
            {m.incoming_paused_note()}{' '}
            <a class="link" href={eventLogHref({ path: '/webhooks/incoming/', status: '409' })}>
              {m.incoming_paused_calls()}
            </a>
          </Note>
        </div>
      )}
    </>
  )
}

const above = (): [{ href: string; label: string }, { href: string; label: string }] => [
  { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
  { href: INCOMING, label: m.incoming_webhooks_label() },
]
