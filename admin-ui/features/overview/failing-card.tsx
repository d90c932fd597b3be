import { CircleX, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { FailingWebhook, Overview, RefusedKey } from '../../../client/src/generated.ts'
import { formatNumber, formatShare } from '../../format/language.ts'
import { eventLogHref, webhookHref } from '../../format/links.ts'
import { localTimeOf } from '../../format/local-time.ts'
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
          {webhooks && webhooks.count > webhooks.data.length && (
            <Line href="/webhooks">
              <span class="text-soft">
                {m.overview_more_webhooks({ count: webhooks.count - webhooks.data.length })}
              </span>
            </Line>
          )}
          {keys?.data.map((one) => (
            <KeyLine key={one.id} refused={one} since={keys.since} />
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
    <Line href={webhookHref(webhook.id)} end={<End>{howMany(webhook)}</End>}>
      <Icon size={16} class={`flex-none ${bad ? 'text-bad-mark' : 'text-warn-mark'}`} aria-hidden="true" />
      <span class="w-16 flex-none text-soft max-sm:sr-only">{m.overview_webhook()}</span>
      <NameAndReason name={webhook.name}>
        <Why webhook={webhook} />
      </NameAndReason>
    </Line>
  )
}

/** Side by side; on a phone the reason stands below the name. */
function NameAndReason({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <span class="flex min-w-0 flex-1 gap-2.5 max-sm:flex-col max-sm:gap-0 max-sm:py-2 sm:*:flex-1">
      <span class="min-w-0 truncate font-medium" title={name}>
        {name}
      </span>
      <span class="min-w-0 truncate text-soft">{children}</span>
    </span>
  )
}

/** As wide in each line, so that the reasons stand in a column. */
const End = ({ children }: { children: ComponentChildren }) => <span class="inline-block sm:min-w-28">{children}</span>

/** How many deliveries or attempts failed, as the card on the webhook's page says it. */
function howMany({ healthReason: { code, deliveries }, failed, consecutiveFailures }: FailingWebhook) {
  if (code === 'failures_in_a_row') return m.overview_failed_in_row({ count: consecutiveFailures })
  if (code !== 'success_rate') return undefined
  return m.overview_failed_of({ failed: formatNumber(failed), all: formatNumber(deliveries) })
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

function KeyLine({ refused: { id, name, refused, outcome }, since }: { refused: RefusedKey; since: string }) {
  // The calls that are counted.
  const calls = { key: id, status: 'refused', range: 'custom', from: localTimeOf(Date.parse(since)) }
  return (
    <Line href={eventLogHref(calls)} end={<End>{m.overview_refused({ count: refused })}</End>}>
      <TriangleAlert size={16} class="flex-none text-warn-mark" aria-hidden="true" />
      <span class="w-16 flex-none text-soft max-sm:sr-only">{m.overview_key()}</span>
      <NameAndReason name={name ?? id}>{outcome && m.outcomes_outcome_name({ outcome })}</NameAndReason>
    </Line>
  )
}
