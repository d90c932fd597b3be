import type { DeliveryDetail, Webhook } from '../../../../client/src/generated.ts'
import { formatLogTime, formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'
import { hostOf } from '../webhook/target.ts'

type WhyProps = { webhook: Webhook; delivery: DeliveryDetail }

/** Why a delivery did not get through, how to fix it, and what happens next. */
export function WhyItFailed({ webhook, delivery }: WhyProps) {
  const { status, error, responseStatus, durationMs, attempts } = delivery
  const body = delivery.attemptList.at(-1)?.response?.body.trim() ?? ''
  const steps = [...(error ? [fixOf(webhook, error.kind, responseStatus)] : []), nextStep(delivery, webhook)]
  const inSettings = error !== null && (IN_SETTINGS.has(error.kind) || isOurs(responseStatus))
  return (
    <section class="p-4">
      <Note tone={status === 'failed' ? 'bad' : status === 'held' ? 'info' : 'warn'}>
        <p>
          <strong class="font-semibold">
            {error
              ? m.deliveries_why({
                  kind: error.kind,
                  status: String(responseStatus ?? ''),
                  seconds: formatNumber(Math.round((durationMs ?? 0) / 1000)),
                })
              : m.deliveries_why_held()}
          </strong>
        </p>
        {error && (
          <p class="text-soft">
            {attempts > 1 && `${m.deliveries_why_attempts({ count: attempts })} `}
            {error.kind === 'status' && body ? (
              <>
                {m.deliveries_why_body()} <code class="wrap-anywhere">{body.slice(0, MOST_OF_BODY)}</code>
              </>
            ) : (
              error.message
            )}
          </p>
        )}
      </Note>
      <h3 class="mt-3.5 mb-1.5">{m.deliveries_fix()}</h3>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {inSettings && (
        <p class="mt-2">
          <a class="link" href={pageOfWebhook(webhook.id, 'settings')}>
            {m.deliveries_fix_settings()}
          </a>
        </p>
      )}
    </section>
  )
}

const MOST_OF_BODY = 160

/** Failures whose cause is probably a setting of the webhook. */
const IN_SETTINGS = new Set(['redirect', 'blocked', 'transform', 'filter', 'secrets', 'timeout'])
const isOurs = (status: number | null) => status !== null && [401, 403, 404, 405, 410, 429].includes(status)

function fixOf(webhook: Webhook, kind: string, status: number | null): string {
  const host = hostOf(webhook.url)
  const seconds = String(webhook.timeoutSeconds)
  if (kind !== 'status' || status === null) return m.deliveries_fix_kind({ kind, host, seconds })
  const group = isOurs(status) ? String(status) : status >= 500 ? '5xx' : '4xx'
  return m.deliveries_fix_status({ group, host })
}

function nextStep({ status, nextAttemptAt, attempts }: DeliveryDetail, { status: state }: Webhook): string {
  if (state !== 'active') return m.deliveries_next_resume()
  if (status === 'held') return m.deliveries_next_held()
  if (status === 'pending' && nextAttemptAt)
    return m.deliveries_next_pending({ number: String(attempts + 1), time: formatLogTime(new Date(nextAttemptAt)) })
  if (status === 'pending' || status === 'delivering') return m.deliveries_next_under_way()
  if (status === 'succeeded') return m.deliveries_next_none()
  return m.deliveries_next_failed()
}
