import { CircleX, TriangleAlert } from 'lucide-preact'
import type { FailingWebhook, Overview, RefusedKey } from '../../../client/src/generated.ts'
import { formatNumber, formatShare } from '../../format/language.ts'
import { eventLogHref, webhookHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Card, Line, Nothing } from './card.tsx'

type FailingCardProps = { webhooks: Overview['failingWebhooks']; keys: Overview['refusedKeys'] }

/** Webhooks that do not work as they should, and keys whose calls are refused often, each with its reason. */
export function FailingCard({ webhooks, keys }: FailingCardProps) {
  const count = (webhooks?.count ?? 0) + (keys?.data.length ?? 0)
  return (
    <Card
      title={m.overview_failing()}
      count={count > 0 ? formatNumber(count) : undefined}
      bad={(webhooks?.count ?? 0) > 0}
      more={{ href: eventLogHref({ status: 'failed' }), text: m.overview_failed_entries() }}
    >
      {count === 0 ? (
        <Nothing>{m.overview_nothing_fails()}</Nothing>
      ) : (
        <ul>
          {webhooks?.data.map((one) => (
            <WebhookLine key={one.id} webhook={one} />
          ))}
          {keys?.data.map((one) => (
            <KeyLine key={one.id} refused={one} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function WebhookLine({ webhook }: { webhook: FailingWebhook }) {
  const bad = webhook.health !== 'degraded'
  const Icon = bad ? CircleX : TriangleAlert
  return (
    <Line
      href={webhookHref(webhook.id)}
      end={webhook.failed > 0 ? m.overview_failed({ count: webhook.failed }) : undefined}
    >
      <Icon size={16} class={`flex-none ${bad ? 'text-bad-mark' : 'text-warn-mark'}`} aria-hidden="true" />
      <span class="w-16 flex-none text-soft max-sm:sr-only">{m.overview_webhook()}</span>
      <span class="min-w-0 flex-1 truncate font-medium">{webhook.name}</span>
      <span class="min-w-0 flex-1 truncate text-soft">
        <Why webhook={webhook} />
      </span>
    </Line>
  )
}

function Why({ webhook }: { webhook: FailingWebhook }) {
  const { disabledReason, lastError, healthReason, since } = webhook
  if (disabledReason) return <>{m.webhooks_reason_name({ reason: disabledReason })}</>
  const error = lastError
    ? lastError.status === null
      ? m.webhooks_exchange_error_kind_name({ kind: lastError.kind })
      : m.overview_answers({ status: lastError.status })
    : m.overview_succeed({
        share: formatShare(healthReason.deliveries === 0 ? 0 : healthReason.succeeded / healthReason.deliveries),
      })
  return (
    <>
      {error}
      {since && (
        <>
          {' '}
          {m.overview_since()} <RelativeTime at={since} />
        </>
      )}
    </>
  )
}

function KeyLine({ refused: { id, name, refused, outcome } }: { refused: RefusedKey }) {
  return (
    <Line href={eventLogHref({ key: id, status: '4xx' })} end={m.overview_refused({ count: refused })}>
      <TriangleAlert size={16} class="flex-none text-warn-mark" aria-hidden="true" />
      <span class="w-16 flex-none text-soft max-sm:sr-only">{m.overview_key()}</span>
      <span class="min-w-0 flex-1 truncate font-medium">{name ?? id}</span>
      <span class="min-w-0 flex-1 truncate text-soft">{outcome && m.outcomes_outcome_name({ outcome })}</span>
    </Line>
  )
}
