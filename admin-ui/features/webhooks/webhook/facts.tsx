import { CircleCheck, CircleDashed, CirclePause, CircleSlash, CircleX, TriangleAlert } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import { HELD_COUNTED } from '../../../../contract/webhooks.data.ts'
import { formatInstant, formatNumber, formatShare } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { State } from '../../../ui/state.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { asksToResume, usePauseResumeWebhook } from './pause-resume.ts'
import { openWebhook } from './routes.ts'

const HEALTH: Record<Webhook['health'], { icon: typeof CircleCheck; tone: Tone }> = {
  healthy: { icon: CircleCheck, tone: 'good' },
  degraded: { icon: TriangleAlert, tone: 'warn' },
  failing: { icon: CircleX, tone: 'bad' },
  disabled: { icon: CircleSlash, tone: 'plain' },
}

const PAUSED = { icon: CirclePause, tone: 'plain' } as const
const NO_DATA = { icon: CircleDashed, tone: 'plain' } as const

/**
 * The health as an icon and a word, that the webhook is paused, or that nothing is known yet; the tooltip says why, and since when. On the
 * webhook's own page it is a badge.
 */
export function Health({ webhook, badge = false }: { webhook: Webhook; badge?: boolean }) {
  const paused = webhook.status === 'paused'
  // A green mark without one delivery would be a claim that nobody has checked.
  const untried = webhook.health === 'healthy' && webhook.healthReason.deliveries === 0
  const { icon, tone } = paused ? PAUSED : untried ? NO_DATA : HEALTH[webhook.health]
  const name = paused
    ? m.webhooks_status_name({ status: 'paused' })
    : untried
      ? m.webhooks_health_no_data()
      : m.webhooks_health_name({ health: webhook.health })
  if (badge) {
    return (
      <Badge tone={tone} icon={icon} title={longWhyOf(webhook)}>
        {name}
      </Badge>
    )
  }
  return (
    <State tone={tone} icon={icon} title={longWhyOf(webhook)}>
      {name}
    </State>
  )
}

/** The reason for a webhook's health, the failures in a row, and when it last succeeded and failed, as lines. */
function longWhyOf(webhook: Webhook): string {
  const { consecutiveFailures: count, failingSince, healthReason, lastSuccessAt, lastFailureAt } = webhook
  const time = (at: string) => formatInstant(new Date(at))
  const lines = [whyOf(webhook)]
  if (count > 0 && healthReason.code !== 'failures_in_a_row') lines.push(m.webhooks_failed_in_a_row({ count }))
  if (failingSince) lines.push(m.webhooks_failing_since({ time: time(failingSince) }))
  if (lastSuccessAt) lines.push(m.webhooks_last_success({ time: time(lastSuccessAt) }))
  if (lastFailureAt) lines.push(m.webhooks_last_failure({ time: time(lastFailureAt) }))
  return lines.join('\n')
}

/** Whether the deliveries of a webhook begin with a card that says what is wrong and how to repair it. */
export const hasHealthCard = ({ status, health }: Webhook): boolean => status !== 'paused' && health !== 'healthy'

/** The reason for a webhook's health. */
export function whyOf({ unreadable, disabledReason, healthReason, consecutiveFailures }: Webhook): string {
  if (unreadable.length > 0) return m.webhooks_unreadable()
  if (disabledReason) return m.webhooks_reason_name({ reason: disabledReason })
  const { code, window, deliveries, succeeded } = healthReason
  if (code === 'failures_in_a_row') return m.webhooks_health_reasons_failures_in_a_row({ count: consecutiveFailures })
  if (deliveries === 0) return m.webhooks_health_reasons_no_deliveries()
  const figures = { share: formatShare(succeeded / deliveries), count: deliveries }
  if (window === 'last_24_hours') return m.webhooks_health_reasons_last_24_hours(figures)
  return m.webhooks_health_reasons_last_20_deliveries(figures)
}

/** "12 held deliveries", or "1,000+ held deliveries" if counting stopped there. */
export const heldCountText = (count: number, isCapped: boolean): string =>
  isCapped ? m.webhooks_held_capped({ count }) : m.webhooks_held({ count })

/** The number of a webhook's held deliveries, and their time range; null if there are none. */
export function heldText({ held }: Webhook): { count: string; range: string } | null {
  if (held.from === null || held.to === null) return null
  const [from, to] = [held.from, held.to].map((at) => formatInstant(new Date(at)))
  return {
    count: heldCountText(held.count, held.count === HELD_COUNTED),
    range: m.webhooks_held_from({ from: from ?? '', to: to ?? '' }),
  }
}

/** Marks a test webhook. Live is the normal case and has no badge. */
export function EnvironmentBadge({ environment }: { environment: Webhook['environment'] }) {
  return environment === 'test' ? <Badge tone="test">{m.webhooks_environment_name({ environment })}</Badge> : null
}

type StatusSwitchProps = { webhook: Webhook; url: UrlState /** Only the switch: for a table row. */; compact?: boolean }

/** Active or paused, as a switch for users who may change it. */
export function StatusSwitch({ webhook, url, compact = false }: StatusSwitchProps) {
  const mayWrite = useCan('webhooks:write')
  const flip = usePauseResumeWebhook()
  const said = m.webhooks_status_name({ status: webhook.status })
  if (!mayWrite) return <Badge tone={webhook.status === 'active' ? 'good' : 'plain'}>{said}</Badge>
  const [busy, setBusy] = useState(false)
  const press = async () => {
    if (asksToResume(webhook)) return openWebhook(url, webhook.id, 'resume')
    setBusy(true)
    await flip(webhook, webhook.status === 'active' ? 'pause' : 'resume')
    setBusy(false)
  }
  return (
    <Switch
      label={m.webhooks_switch_of({ name: webhook.name })}
      on={webhook.status === 'active'}
      busy={busy}
      onSwitch={press}
    >
      {!compact && said}
    </Switch>
  )
}

/** A URL on one line without its scheme, cut in the middle: host and last part tell similar URLs apart. */
export function UrlText({ url, scheme = false }: { url: string; scheme?: boolean }) {
  const text = scheme ? url : url.replace(/^https?:\/\//, '')
  const last = text.length - text.lastIndexOf('/')
  return <Middle text={text} tail={Math.min(14, Math.max(8, last))} />
}

type EventsProps = { webhook: Webhook; shown: number; wrap?: boolean; onMore: () => void }

/** The first event patterns as badges, and the number of the others. */
export function Events({ webhook, shown, wrap = false, onMore }: EventsProps) {
  const rest = webhook.events.length - shown
  return (
    <span class={`flex min-w-0 items-center gap-1 ${wrap ? 'flex-wrap' : ''}`}>
      {webhook.events.slice(0, shown).map((event) => (
        <Badge key={event} title={event} mono={event !== '*'}>
          {event === '*' ? m.webhooks_all_events() : event}
        </Badge>
      ))}
      {rest > 0 && (
        <button
          type="button"
          class="badge flex-none hover:bg-tint! hover:text-primary!"
          title={webhook.events.slice(shown).join(', ')}
          aria-label={`${m.webhooks_more({ count: rest })}. ${m.webhooks_show_all_events({ name: webhook.name })}`}
          onClick={onMore}
        >
          +{formatNumber(rest)}
        </button>
      )}
    </span>
  )
}

export function LastTriggered({ webhook }: { webhook: Webhook }) {
  if (!webhook.lastTriggeredAt) return <span class="text-soft">{m.webhooks_never()}</span>
  return <RelativeTime at={webhook.lastTriggeredAt} />
}

/** The number of deliveries, which opens the list; with the number of their attempts. */
export function DeliveryCount({ webhook, onOpen }: { webhook: Webhook; onOpen: () => void }) {
  return (
    <button
      type="button"
      class="tabular-nums hover:underline"
      title={m.webhooks_attempt_count({ count: webhook.attempts })}
      aria-label={`${m.webhooks_delivery_count({ count: webhook.deliveries })}. ${m.webhooks_deliveries_of({ name: webhook.name })}`}
      onClick={onOpen}
    >
      {formatNumber(webhook.deliveries)}
    </button>
  )
}

const RATE_COLORS: Partial<Record<Webhook['health'], string>> = { degraded: 'text-warn', failing: 'text-bad' }

/** In the color of the health where the health goes by it: failures in a row may come with a rate of 100 %. */
export function SuccessRate({ webhook }: { webhook: Webhook }) {
  if (webhook.successRate === null) return <span class="text-soft">{m.webhooks_none()}</span>
  return (
    <span
      class={`tabular-nums ${(webhook.healthReason.code !== 'failures_in_a_row' && RATE_COLORS[webhook.health]) || ''}`}
      title={whyOf(webhook)}
    >
      {formatShare(webhook.successRate)}
    </span>
  )
}
