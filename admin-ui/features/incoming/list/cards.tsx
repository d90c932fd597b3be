import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { IncomingMenu, useIncomingActions } from '../webhook/actions.tsx'
import { EnvironmentBadge, LastReceived, Sender, StatusSwitch, Target } from '../webhook/facts.tsx'
import { pageOfIncoming } from '../webhook/routes.ts'
import type { ModuleNames } from '../webhook/words.ts'

type IncomingCardsProps = {
  webhooks: readonly IncomingWebhook[]
  nameOf: ModuleNames
  url: UrlState
}

/** The list on a phone: one card per incoming webhook. */
export function IncomingCards({ webhooks, nameOf, url }: IncomingCardsProps) {
  const actions = useIncomingActions(url)
  return (
    <ul aria-label={m.incoming_webhooks_label()}>
      {webhooks.map((webhook) => (
        <li key={webhook.id} class="relative border-t border-line py-2.5 pr-2 pl-4 first:border-t-0">
          <div class="flex items-center gap-2.5">
            {/* The link covers the card, so that a press anywhere opens the webhook. */}
            <a
              class="name-link min-w-0 truncate text-form after:absolute after:inset-0"
              title={webhook.name}
              href={pageOfIncoming(webhook.id)}
            >
              {webhook.name}
            </a>
            <EnvironmentBadge webhook={webhook} />
            <span class="relative ml-auto flex flex-none items-center gap-2">
              <StatusSwitch compact webhook={webhook} />
              <IncomingMenu webhook={webhook} actions={actions} />
            </span>
          </div>
          <p class="pr-2">
            <Target webhook={webhook} nameOf={nameOf} />
          </p>
          <div class="mt-1 flex items-center gap-3 pr-2 text-sm text-soft">
            <Sender webhook={webhook} />
            <span class="ml-auto flex-none">
              <span class="sr-only">{m.incoming_last_received()}: </span>
              <LastReceived webhook={webhook} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
