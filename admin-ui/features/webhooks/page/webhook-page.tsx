import { CirclePlay, Send, Webhook as WebhookIcon } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import { isNotFound } from '../../../api/call-api.ts'
import { formatInstant, formatNumber } from '../../../format/language.ts'
import { now } from '../../../hooks/clock.ts'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useWebhookActions, WebhookMenu } from '../webhook/actions.tsx'
import { EnvironmentBadge, Events, Health, hasHealthCard, heldText, StatusSwitch, UrlText } from '../webhook/facts.tsx'
import { useWebhook } from '../webhook/queries.ts'
import { openWebhook, pageOfWebhook, TABS, type Tab, type TabProps } from '../webhook/routes.ts'

const DeliveriesTab = lazy(() => import('../deliveries/deliveries-tab.tsx').then((it) => it.DeliveriesTab))
const OverviewTab = lazy(() => import('./overview-tab.tsx').then((it) => it.OverviewTab))
const TestingTab = lazy(() => import('./testing-tab.tsx').then((it) => it.TestingTab))
const SettingsTab = lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab))

const HistoryTab = lazy(() => import('./history-tab.tsx').then((it) => it.HistoryTab))

const CONTENT = {
  deliveries: DeliveriesTab,
  overview: OverviewTab,
  testing: TestingTab,
  settings: SettingsTab,
  history: HistoryTab,
}

/** The page of one webhook. */
export function WebhookPage({ id, url }: { id: string; url: UrlState }) {
  const query = useWebhook(id)
  const gone = isNotFound(query.error)
  useTitle(gone ? m.webhooks_page_gone_title() : (query.data?.name ?? m.webhooks_page_loading_title()))
  return (
    <>
      {gone ? (
        <>
          <Breadcrumb above={above()} here={m.webhooks_page_gone_title()} />
          <EmptyState icon={WebhookIcon} title={m.webhooks_page_gone_title()} alert>
            {m.webhooks_page_gone()}
          </EmptyState>
        </>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
          {(webhook) => <Known webhook={webhook} url={url} />}
        </Loaded>
      )}
    </>
  )
}

function Known({ webhook, url }: TabProps) {
  const tab: Tab = TABS.find((one) => one === url.query.tab) ?? 'deliveries'
  const hidden: Partial<Record<Tab, boolean>> = {
    testing: useLacks('webhooks:write'),
    history: useLacks('audit:read'),
  }
  const offered = TABS.filter((one) => !hidden[one])
  const shown = offered.includes(tab) ? tab : 'deliveries'
  const Content = CONTENT[shown]
  return (
    <>
      <Head webhook={webhook} url={url} tab={shown} />
      <Tabs
        label={m.webhooks_page_tabs_of({ name: webhook.name })}
        value={shown}
        tabs={offered.map((value) => ({
          value,
          label: m.webhooks_page_tab_name({ tab: value }),
          count: value === 'deliveries' && webhook.deliveries > 0 ? formatNumber(webhook.deliveries) : undefined,
        }))}
        // Filters, pagination and ranges belong to their tab.
        onValue={(next) => url.only({ webhook: webhook.id, tab: next === 'deliveries' ? null : next })}
      >
        <Content webhook={webhook} url={url} />
      </Tabs>
    </>
  )
}

function Head({ webhook, url, tab }: TabProps & { tab: Tab }) {
  const mayWrite = useCan('webhooks:write')
  const actions = useWebhookActions(url)
  const { route } = useLocation()
  return (
    <>
      <Breadcrumb above={above()} here={webhook.name} />
      <ObjectHead
        name={webhook.name}
        badge={
          <>
            <Health badge webhook={webhook} />
            <EnvironmentBadge environment={webhook.environment} />
          </>
        }
        actions={
          <>
            <StatusSwitch webhook={webhook} url={url} />
            {mayWrite && (
              <>
                <Button class="max-sm:flex-1" icon={Send} onClick={() => openWebhook(url, webhook.id, 'test')}>
                  {m.webhooks_page_send_test()}
                </Button>
                <WebhookMenu webhook={webhook} actions={(one) => actions(one).slice(1)} />
              </>
            )}
          </>
        }
        facts={[
          <>
            <code class="min-w-0 text-soft sm:max-w-100 xl:max-w-160">
              <UrlText scheme url={webhook.url} />
            </code>
            <CopyButton compact text={webhook.url} label={m.webhooks_page_copy_url()} />
          </>,
          <Events
            key="events"
            webhook={webhook}
            shown={2}
            onMore={() => route(pageOfWebhook(webhook.id, 'settings'))}
          />,
        ]}
      />
      <div class="mb-3 flex flex-col gap-2 empty:hidden">
        <Notes webhook={webhook} url={url} tab={tab} />
      </div>
    </>
  )
}

const above = (): [{ href: string; label: string }, { href: string; label: string }] => [
  { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
  { href: '/webhooks', label: m.webhooks_label() },
]

function Notes({ webhook, url, tab }: TabProps & { tab: Tab }) {
  const mayWrite = useCan('webhooks:write')
  const held = heldText(webhook)
  const until = webhook.oldSecretUntil ? new Date(webhook.oldSecretUntil) : null
  return (
    <>
      {webhook.unreadable.length > 0 && <Note tone="bad">{m.webhooks_unreadable()}</Note>}
      {/* The card above its deliveries says more. */}
      {webhook.disabledReason && !(tab === 'deliveries' && hasHealthCard(webhook)) && (
        <Note tone="bad">
          <p>
            {m.webhooks_reason_name({ reason: webhook.disabledReason })} {m.webhooks_page_disabled_note()}{' '}
            {webhook.failingSince && (
              <>
                {m.webhooks_page_failing_since()} <RelativeTime at={webhook.failingSince} />.
              </>
            )}
          </p>
          {mayWrite && (
            <div class="mt-1.5">
              <Button small icon={CirclePlay} onClick={() => openWebhook(url, webhook.id, 'resume')}>
                {m.webhooks_resume()}
              </Button>
            </div>
          )}
        </Note>
      )}
      {(webhook.status === 'paused' || held) && (
        <Note>
          {webhook.status === 'paused' && <p>{m.webhooks_page_paused_note()}</p>}
          {held && (
            <p>
              {m.webhooks_page_held_note({ count: held.count, range: held.range })}{' '}
              <a class="link" href={`${pageOfWebhook(webhook.id)}&status=held`}>
                {m.webhooks_page_see_held()}
              </a>
            </p>
          )}
        </Note>
      )}
      {until && until.getTime() > now.value && (
        <Note>{m.webhooks_page_both_sign({ until: formatInstant(until) })}</Note>
      )}
    </>
  )
}
