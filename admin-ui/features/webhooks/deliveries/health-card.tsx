import { CirclePlay, CircleSlash, CircleX, RotateCw, TriangleAlert } from 'lucide-preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { DISABLED_AFTER_DAYS } from '../../../../contract/webhooks.data.ts'
import { formatList, formatLogTime, formatNumber } from '../../../format/language.ts'
import { eventLogHref } from '../../../format/links.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { whyOf } from '../webhook/facts.tsx'
import { openWebhook, type TabProps } from '../webhook/routes.ts'
import { useLatestDeliveries } from './deliveries.ts'
import { causesOf } from './outcome.ts'

type HealthCardProps = TabProps & {
  /** Sends again what did not get through; null for users who may only read. */
  onRetry: (() => void) | null
  /** Sends again what did not get through since a time that the user chooses. */
  onRecover: () => void
}

/** Deliveries that are read to find out why they failed. */
const LATEST = 50
const DAY_MS = 86_400_000

const HealthChart = lazy(
  () => import('./health-chart.tsx').then((it) => it.HealthChart),
  () => <div class="skeleton h-28" />,
)

const ICONS = {
  healthy: { icon: TriangleAlert, color: 'text-faint' },
  degraded: { icon: TriangleAlert, color: 'text-warn-mark' },
  failing: { icon: CircleX, color: 'text-bad-mark' },
  disabled: { icon: CircleSlash, color: 'text-bad-mark' },
} as const satisfies Record<Webhook['health'], object>

/**
 * What is wrong with a webhook: how many deliveries failed, why, since when, what happens next, the repair, and the
 * attempts of the last 24 hours.
 */
export function HealthCard({ webhook, url, onRetry, onRecover }: HealthCardProps) {
  const latest = useLatestDeliveries(webhook.id, LATEST)
  const causes = causesOf(latest.data?.data ?? [])
  const mayOpenLogs = useCan('logs:read')
  const { icon: Icon, color } = ICONS[webhook.health]
  return (
    <section class="card @container mb-3" aria-label={m.webhooks_health()}>
      <div class="@3xl:grid @3xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div class="flex gap-3 px-4 py-3.5">
          <Icon size={18} class={`mt-0.5 flex-none ${color}`} aria-hidden="true" />
          <div class="min-w-0">
            <h2 class="text-base!">{titleOf(webhook)}</h2>
            <p class="mt-0.5 max-w-3xl text-soft wrap-anywhere">
              {causes.length > 0 &&
                m.webhooks_health_causes({
                  causes: formatList(causes.map(({ cause, count }) => `${cause} (${formatNumber(count)})`)),
                })}{' '}
              {lastSuccessOf(webhook)} {nextOf(webhook)}
            </p>
            <div class="mt-2.5 flex flex-wrap gap-2 empty:hidden">
              {onRetry &&
                (webhook.status === 'disabled' ? (
                  <Button kind="primary" icon={CirclePlay} onClick={() => openWebhook(url, webhook.id, 'resume')}>
                    {m.webhooks_resume()}
                  </Button>
                ) : (
                  <>
                    <Button kind="primary" icon={RotateCw} onClick={onRetry}>
                      {m.webhooks_health_retry()}
                    </Button>
                    <Button onClick={onRecover}>{m.webhooks_health_recover()}</Button>
                  </>
                ))}
              {mayOpenLogs && (
                <a class="btn" href={eventLogHref({ webhook: webhook.id, status: 'failed' })}>
                  {m.webhooks_health_logs()}
                </a>
              )}
            </div>
          </div>
        </div>
        <div class="min-w-0 border-line px-4 py-3.5 @max-3xl:border-t @3xl:border-l">
          <HealthChart id={webhook.id} />
        </div>
      </div>
    </section>
  )
}

function titleOf(webhook: Webhook): string {
  const { code, window, deliveries, succeeded } = webhook.healthReason
  if (code !== 'success_rate') return whyOf(webhook)
  return m.webhooks_health_title({
    window,
    count: formatNumber(deliveries),
    failed: formatNumber(deliveries - succeeded),
  })
}

/** Since when it fails, and what happens if it goes on. */
function nextOf({ status, failingSince, consecutiveFailures, disableAfterFailures }: Webhook): string {
  if (status === 'disabled') {
    const note = m.webhooks_health_held()
    if (failingSince === null) return note
    return `${m.webhooks_failing_since({ time: formatLogTime(new Date(failingSince)) })}. ${note}`
  }
  if (failingSince === null) return m.webhooks_health_recovered()
  const since = new Date(failingSince)
  const until = new Date(since.getTime() + DISABLED_AFTER_DAYS * DAY_MS)
  const text = m.webhooks_health_since({ since: formatLogTime(since), until: formatLogTime(until) })
  if (disableAfterFailures === null) return text
  const left = Math.max(1, disableAfterFailures - consecutiveFailures)
  return `${text} ${m.webhooks_health_left({ count: left })}`
}

const lastSuccessOf = ({ lastSuccessAt }: Webhook): string =>
  lastSuccessAt === null
    ? m.webhooks_health_no_success()
    : `${m.webhooks_last_success({ time: formatLogTime(new Date(lastSuccessAt)) })}.`
