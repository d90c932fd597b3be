import { CirclePlay, Pencil, Send, Webhook as WebhookIcon } from 'lucide-preact'
import { isGone } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { now } from '../../../hooks/clock.ts'
import { useCan } from '../../../hooks/me.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Blank, Loaded } from '../../../ui/async-states.tsx'
import { BackLink } from '../../../ui/back-link.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import { Note } from '../../../ui/note.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useWebhookActions, WebhookMenu } from '../webhook/actions.tsx'
import { EnvironmentBadge, HealthBadge, heldText, StatusSwitch, whyOf } from '../webhook/facts.tsx'
import { words } from '../webhook/page-words.ts'
import { useWebhook } from '../webhook/queries.ts'
import { openWebhook, pageOfWebhook, TABS, type Tab, type TabProps } from '../webhook/routes.ts'

const DeliveriesTab = lazy(() => import('../deliveries/deliveries-tab.tsx').then((it) => it.DeliveriesTab))
const OverviewTab = lazy(() => import('./overview-tab.tsx').then((it) => it.OverviewTab))
const TestingTab = lazy(() => import('./testing-tab.tsx').then((it) => it.TestingTab))
const SettingsTab = lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab))

const CONTENT = { deliveries: DeliveriesTab, overview: OverviewTab, testing: TestingTab, settings: SettingsTab }

/** All about one webhook. */
export function WebhookPage({ id, url }: { id: string; url: UrlState }) {
  const t = words()
  const query = useWebhook(id)
  const gone = isGone(query.error)
  useTitle(gone ? t.goneTitle : (query.data?.name ?? t.loadingTitle))
  return (
    <>
      <BackLink href="/webhooks" label={t.back} />
      {gone ? (
        <Blank icon={WebhookIcon} title={t.goneTitle} alert>
          {t.gone}
        </Blank>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
          {(webhook) => <Known webhook={webhook} url={url} />}
        </Loaded>
      )}
    </>
  )
}

function Known({ webhook, url }: TabProps) {
  const t = words()
  const tab: Tab = TABS.find((one) => one === url.query.tab) ?? 'deliveries'
  const mayWrite = useCan('webhooks:write')
  const offered = TABS.filter((one) => one !== 'testing' || mayWrite)
  const shown = offered.includes(tab) ? tab : 'deliveries'
  const Content = CONTENT[shown]
  return (
    <>
      <Head webhook={webhook} url={url} />
      <Tabs
        label={t.tabsOf(webhook.name)}
        value={shown}
        tabs={offered.map((value) => ({ value, label: t.tabs[value] }))}
        // Filters, pages and ranges belong to their tab.
        onValue={(next) => url.only({ webhook: webhook.id, tab: next === 'deliveries' ? null : next })}
      >
        <Content webhook={webhook} url={url} />
      </Tabs>
    </>
  )
}

function Head({ webhook, url }: TabProps) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const actions = useWebhookActions(url)
  return (
    <>
      <header class="flex flex-wrap items-start gap-3">
        <div class="mr-auto min-w-0">
          <h1 class="flex flex-wrap items-center gap-x-2.5 gap-y-1 wrap-anywhere">{webhook.name}</h1>
          <p class="mt-2 flex flex-wrap items-center gap-2">
            <EnvironmentBadge environment={webhook.environment} />
            <HealthBadge webhook={webhook} />
            <StatusSwitch webhook={webhook} url={url} />
          </p>
          {webhook.health !== 'disabled' && <p class="mt-1.5 text-sm text-soft">{whyOf(webhook)}</p>}
        </div>
        {mayWrite && (
          <div class="flex flex-wrap items-center gap-2">
            <Button icon={Send} onClick={() => openWebhook(url, webhook.id, 'test')}>
              {t.test}
            </Button>
            <Button icon={Pencil} onClick={() => openWebhook(url, webhook.id, 'edit')}>
              {t.edit}
            </Button>
            <WebhookMenu webhook={webhook} actions={(one) => actions(one).slice(1)} />
          </div>
        )}
      </header>
      <p class="mt-2 flex items-center gap-1">
        <code class="min-w-0 truncate" title={webhook.url}>
          {webhook.url}
        </code>
        <CopyButton compact text={webhook.url} label={t.copyUrl} />
      </p>
      <div class="mt-3 mb-4 flex flex-col gap-2">
        <Notes webhook={webhook} url={url} />
      </div>
    </>
  )
}

function Notes({ webhook, url }: TabProps) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const held = heldText(webhook)
  const until = webhook.oldSecretUntil ? new Date(webhook.oldSecretUntil) : null
  return (
    <>
      {webhook.unreadable.length > 0 && <Note tone="bad">{t.unreadable}</Note>}
      {webhook.disabledReason && (
        <Note tone="bad">
          <p>
            {t.reasons[webhook.disabledReason]} {t.disabledNote}{' '}
            {webhook.failingSince && (
              <>
                {t.failingSince} <RelativeTime at={webhook.failingSince} />.
              </>
            )}
          </p>
          {mayWrite && (
            <div class="mt-1.5">
              <Button small icon={CirclePlay} onClick={() => openWebhook(url, webhook.id, 'resume')}>
                {t.resume}
              </Button>
            </div>
          )}
        </Note>
      )}
      {webhook.status === 'paused' && <Note>{t.pausedNote}</Note>}
      {held && (
        <Note>
          {t.heldNote(held.count, held.range)}{' '}
          <a class="text-primary hover:underline" href={`${pageOfWebhook(webhook.id)}&status=held`}>
            {t.seeHeld}
          </a>
        </Note>
      )}
      {until && until.getTime() > now.value && <Note>{t.bothSign(formatInstant(until))}</Note>}
    </>
  )
}
