import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import type { Webhook } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { useWebhookActions, WebhookMenu } from '../webhook/actions.tsx'
import {
  DeliveryCount,
  EnvironmentBadge,
  Events,
  HealthBadge,
  LastTriggered,
  StatusSwitch,
  SuccessRate,
} from '../webhook/facts.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'
import { words } from '../webhook/words.ts'

/** The list on a phone: a card for each webhook. */
export function WebhookCards({ webhooks, url }: { webhooks: readonly Webhook[]; url: UrlState }) {
  const actions = useWebhookActions(url)
  return (
    <ul aria-label={words().caption}>
      {webhooks.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} url={url} actions={actions} />
      ))}
    </ul>
  )
}

type WebhookCardProps = { webhook: Webhook; url: UrlState; actions: ReturnType<typeof useWebhookActions> }

function WebhookCard({ webhook, url, actions }: WebhookCardProps) {
  const t = words()
  const { route } = useLocation()
  return (
    <li class="flex flex-col gap-2 border-t border-line px-4 py-3 first:border-t-0">
      <div class="flex items-start gap-2">
        <div class="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
          <a class="name-link" href={pageOfWebhook(webhook.id)}>
            {webhook.name}
          </a>
          <EnvironmentBadge environment={webhook.environment} />
          <HealthBadge webhook={webhook} />
        </div>
        <WebhookMenu webhook={webhook} actions={actions} />
      </div>
      <code class="truncate text-soft" title={webhook.url}>
        {webhook.url}
      </code>
      <Events webhook={webhook} shown={3} onMore={() => route(pageOfWebhook(webhook.id, 'settings'))} />
      <dl class="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Fact name={t.lastTriggered}>
          <LastTriggered webhook={webhook} />
        </Fact>
        <Fact name={t.deliveries}>
          <DeliveryCount webhook={webhook} onOpen={() => route(pageOfWebhook(webhook.id))} />
        </Fact>
        <Fact name={t.successRate}>
          <SuccessRate webhook={webhook} />
        </Fact>
      </dl>
      <div>
        <StatusSwitch webhook={webhook} url={url} />
      </div>
    </li>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="flex gap-1.5">
      <dt class="text-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
