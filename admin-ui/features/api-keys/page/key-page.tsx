import { Ban, CirclePlay, KeyRound, RefreshCw } from 'lucide-preact'
import { address } from '../../../../client/src/request.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { formatNumber } from '../../../format/language.ts'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead, ObjectHeadSkeleton } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { KeyMenu, useCanSeeSecret, useKeyActions, useReveal } from '../key/actions.tsx'
import { KeyBadge, KeyReference, LastUsed, StatusDot } from '../key/facts.tsx'
import { switchingOf, useApiKey, useChildCount, useEnableDisableKey } from '../key/queries.ts'
import { openKey, pageOfKey, TABS, type Tab, type TabProps } from '../key/routes.ts'

const LeakNote = lazy(() => import('./leak-note.tsx').then((it) => it.LeakNote))

const CONTENT = {
  overview: lazy(() => import('./overview/overview-tab.tsx').then((it) => it.OverviewTab)),
  requests: lazy(() => import('./requests-tab.tsx').then((it) => it.RequestsTab)),
  permissions: lazy(() => import('./permissions-tab.tsx').then((it) => it.PermissionsTab)),
  children: lazy(() => import('./children-tab.tsx').then((it) => it.ChildrenTab)),
  settings: lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab)),
  history: lazy(() => import('./history-tab.tsx').then((it) => it.HistoryTab)),
}

/** Its last use and its count change without user actions. */
const POLL_MS = 15_000

/** The page of one key. */
export function KeyPage({ id, url }: { id: string; url: UrlState }) {
  const query = useApiKey(id, POLL_MS)
  const gone = isNotFound(query.error)
  const name = gone ? m.api_keys_page_gone_title() : (query.data?.name ?? m.api_keys_dialog_details_title())
  useTitle(name)
  return (
    <>
      <Breadcrumb
        above={[
          { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
          { href: '/api-keys', label: m.api_keys_label() },
        ]}
        here={name}
      />
      {gone ? (
        <EmptyState
          icon={KeyRound}
          title={m.api_keys_page_gone_title()}
          alert
          action={
            <a class="btn" href="/api-keys">
              {m.api_keys_page_all()}
            </a>
          }
        >
          {m.api_keys_dialog_gone()}
        </EmptyState>
      ) : (
        <Loaded query={query} waiting={<ObjectHeadSkeleton />}>
          {(apiKey) => <Known apiKey={apiKey} url={url} />}
        </Loaded>
      )}
    </>
  )
}

function Known({ apiKey, url }: TabProps) {
  const lacksLogs = useLacks('logs:read')
  const lacksAudit = useLacks('audit:read')
  const offered = TABS.filter((one) => !(lacksLogs && one === 'requests') && !(lacksAudit && one === 'history'))
  const shown: Tab = offered.find((one) => one === url.query.tab) ?? 'overview'
  const Content = CONTENT[shown]
  const counts: Partial<Record<Tab, number | undefined>> = {
    requests: apiKey.usageCount,
    permissions: apiKey.scopes.length,
    children: useChildCount(apiKey.id),
  }
  return (
    <>
      <Head apiKey={apiKey} url={url} />
      {apiKey.leakedAt && <LeakNote apiKey={apiKey} url={url} />}
      <Tabs
        label={m.api_keys_page_tabs_of({ name: apiKey.name })}
        value={shown}
        tabs={offered.map((value) => {
          const count = counts[value]
          return {
            value,
            label: m.api_keys_page_tab_name({ tab: value }),
            count: count ? formatNumber(count) : undefined,
          }
        })}
        // Ranges and pages belong to their tab.
        onValue={(next) => url.only({ key: apiKey.id, tab: next === 'overview' ? null : next })}
      >
        <Content apiKey={apiKey} url={url} />
      </Tabs>
    </>
  )
}

function Head({ apiKey, url }: TabProps) {
  const mayWrite = useCan('api-keys:write')
  const canSeeSecret = useCanSeeSecret()
  const actions = useKeyActions(url)
  const reveal = useReveal(url)
  const flip = useEnableDisableKey()
  const { id, status } = apiKey
  const limited = mayWrite && status !== 'revoked'
  return (
    <ObjectHead
      name={apiKey.name}
      dot={<StatusDot status={status} />}
      badge={
        <span class="flex-none">
          <KeyBadge apiKey={apiKey} />
        </span>
      }
      actions={
        <>
          {limited && status === 'disabled' && (
            <Button icon={CirclePlay} busy={switchingOf(id) !== undefined} onClick={() => flip(apiKey, 'enable')}>
              {m.api_keys_enable()}
            </Button>
          )}
          {limited && canSeeSecret(apiKey) && (
            <Button icon={RefreshCw} onClick={() => openKey(url, id, 'regenerate')}>
              {m.api_keys_regenerate()}
            </Button>
          )}
          {limited && (
            <Button kind="risk" icon={Ban} onClick={() => openKey(url, id, 'revoke')}>
              {m.api_keys_revoke()}
            </Button>
          )}
          <KeyMenu boxed apiKey={apiKey} actions={actions} />
        </>
      }
      facts={[
        <KeyReference apiKey={apiKey} onReveal={reveal(apiKey)} />,
        <span class="whitespace-nowrap">
          {apiKey.lastUsedAt && `${m.api_keys_dialog_last_used()} `}
          <LastUsed apiKey={apiKey} />
        </span>,
        apiKey.parentId && <Parent id={apiKey.parentId} />,
        apiKey.ownerId && (
          <a
            class="max-w-60 truncate hover:text-ink hover:underline"
            title={m.api_keys_page_all_of_owner({ owner: apiKey.ownerId })}
            href={address('/api-keys', { owner: apiKey.ownerId })}
          >
            {m.api_keys_page_owner({ owner: apiKey.ownerId })}
          </a>
        ),
        apiKey.description && (
          <a class="truncate hover:text-ink" href={pageOfKey(id, 'settings')} title={apiKey.description}>
            {apiKey.description}
          </a>
        ),
      ]}
    />
  )
}

/** The key above this one. */
function Parent({ id }: { id: string }) {
  const { data } = useApiKey(id)
  return (
    <a class="max-w-60 truncate hover:text-ink hover:underline" title={data?.name} href={pageOfKey(id)}>
      {data ? m.api_keys_child_of({ name: data.name }) : m.api_keys_child()}
    </a>
  )
}
