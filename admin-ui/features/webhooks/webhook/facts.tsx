import { CircleCheck, CircleSlash, CircleX, TriangleAlert } from 'lucide-preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { HELD_COUNTED } from '../../../../contract/webhooks.data.ts'
import { formatNumber, formatShare } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { asksToResume, useSwitchWebhook } from './pause-resume.ts'
import { openWebhook } from './routes.ts'
import { words } from './words.ts'

const HEALTH: Record<Webhook['health'], { icon: typeof CircleCheck; tone: Tone }> = {
  healthy: { icon: CircleCheck, tone: 'good' },
  degraded: { icon: TriangleAlert, tone: 'warn' },
  failing: { icon: CircleX, tone: 'bad' },
  disabled: { icon: CircleSlash, tone: 'plain' },
}

export function HealthBadge({ webhook }: { webhook: Webhook }) {
  const t = words()
  const { icon, tone } = HEALTH[webhook.health]
  return (
    <Badge tone={tone} icon={icon} title={whyOf(webhook)}>
      {t.healths[webhook.health]}
    </Badge>
  )
}

/** Why the health of a webhook is as it is. */
export function whyOf({ unreadable, disabledReason, healthReason, consecutiveFailures }: Webhook): string {
  const t = words()
  if (unreadable.length > 0) return t.unreadable
  if (disabledReason) return t.reasons[disabledReason]
  const { code, window, deliveries, succeeded } = healthReason
  if (code === 'failures_in_a_row') return t.healthReasons.failures_in_a_row(consecutiveFailures)
  if (deliveries === 0) return t.healthReasons.no_deliveries
  return t.healthReasons[window](succeeded / deliveries, deliveries)
}

/** How many deliveries a webhook holds, and the time they are of; null where it holds none. */
export function heldText({ held }: Webhook): { count: string; range: string } | null {
  if (held.from === null || held.to === null) return null
  const t = words()
  return { count: t.held(held.count, held.count === HELD_COUNTED), range: t.heldFrom(held.from, held.to) }
}

export function EnvironmentBadge({ environment }: { environment: Webhook['environment'] }) {
  return <Badge tone={environment === 'live' ? 'info' : 'warn'}>{words().environments[environment]}</Badge>
}

/** Active or paused, as a switch for people who may change it. */
export function StatusSwitch({ webhook, url }: { webhook: Webhook; url: UrlState }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const flip = useSwitchWebhook()
  const said = t.statuses[webhook.status]
  if (!mayWrite) return <Badge tone={webhook.status === 'active' ? 'good' : 'plain'}>{said}</Badge>
  const press = () => {
    if (asksToResume(webhook)) openWebhook(url, webhook.id, 'resume')
    else void flip(webhook, webhook.status === 'active' ? 'pause' : 'resume')
  }
  return (
    <Switch label={t.switchOf(webhook.name)} on={webhook.status === 'active'} onSwitch={press}>
      {said}
    </Switch>
  )
}

/** The first events as badges, and how many more there are. */
export function Events({ webhook, shown, onMore }: { webhook: Webhook; shown: number; onMore: () => void }) {
  const t = words()
  const rest = webhook.events.length - shown
  return (
    <span class="flex flex-wrap items-center gap-1">
      {webhook.events.slice(0, shown).map((event) => (
        <Badge key={event} title={event}>
          {event === '*' ? t.allEvents : event}
        </Badge>
      ))}
      {rest > 0 && (
        <button
          type="button"
          class="badge text-primary hover:underline"
          title={webhook.events.slice(shown).join(', ')}
          aria-label={`${t.more(rest)}. ${t.showAllEvents(webhook.name)}`}
          onClick={onMore}
        >
          {t.more(rest)}
        </button>
      )}
    </span>
  )
}

export function LastTriggered({ webhook }: { webhook: Webhook }) {
  if (!webhook.lastTriggeredAt) return <span class="text-soft">{words().never}</span>
  return <RelativeTime at={webhook.lastTriggeredAt} />
}

/** How many deliveries there were, which opens them; the attempts that they took stand beside. */
export function DeliveryCount({ webhook, onOpen }: { webhook: Webhook; onOpen: () => void }) {
  const t = words()
  return (
    <button
      type="button"
      class="text-primary tabular-nums hover:underline"
      title={t.attemptCount(webhook.attempts)}
      aria-label={`${t.deliveryCount(webhook.deliveries)}. ${t.deliveriesOf(webhook.name)}`}
      onClick={onOpen}
    >
      {formatNumber(webhook.deliveries)}
    </button>
  )
}

export function SuccessRate({ webhook }: { webhook: Webhook }) {
  if (webhook.successRate === null) return <span class="text-soft">{words().none}</span>
  return (
    <span class="tabular-nums" title={whyOf(webhook)}>
      {formatShare(webhook.successRate)}
    </span>
  )
}
