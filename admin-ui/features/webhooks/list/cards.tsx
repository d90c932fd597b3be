import type { Webhook } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { useWebhookActions, WebhookMenu } from '../webhook/actions.tsx'
import { EnvironmentBadge, Health, LastTriggered, StatusSwitch, SuccessRate, UrlText } from '../webhook/facts.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'

/** The list on a phone: one card per webhook. */
export function WebhookCards({ webhooks, url }: { webhooks: readonly Webhook[]; url: UrlState }) {
  const actions = useWebhookActions(url)
  return (
    <ul aria-label={m.webhooks_caption()}>
      {webhooks.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} url={url} actions={actions} />
      ))}
    </ul>
  )
}

type WebhookCardProps = { webhook: Webhook; url: UrlState; actions: ReturnType<typeof useWebhookActions> }

function WebhookCard({ webhook, url, actions }: WebhookCardProps) {
  return (
    <li class="relative border-t border-line py-2.5 pr-2 pl-4 first:border-t-0">
      <div class="flex items-center gap-2.5">
        {/* The link covers the card, so that a press anywhere opens the webhook. */}
        <a
          class="name-link min-w-0 truncate text-form after:absolute after:inset-0"
          title={webhook.name}
          href={pageOfWebhook(webhook.id)}
        >
          {webhook.name}
        </a>
        <EnvironmentBadge environment={webhook.environment} />
        <span class="relative ml-auto flex flex-none items-center gap-2">
          <StatusSwitch compact webhook={webhook} url={url} />
          <WebhookMenu webhook={webhook} actions={actions} />
        </span>
      </div>
      <code class="block pr-2 text-soft">
        <UrlText url={webhook.url} />
      </code>
      <div class="mt-1.5 flex items-center gap-3 pr-2 text-sm">
        <Health webhook={webhook} />
        <span class="text-soft">
          <span class="sr-only">{m.webhooks_success_rate()}: </span>
          <SuccessRate webhook={webhook} />
        </span>
        <span class="ml-auto text-soft">
          <span class="sr-only">{m.webhooks_last_triggered()}: </span>
          <LastTriggered webhook={webhook} />
        </span>
      </div>
    </li>
  )
}
