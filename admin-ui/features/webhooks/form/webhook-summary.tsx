import type { ComponentChildren } from 'preact'
import { DISABLED_AFTER_DAYS, MIN_FAILING_STREAK, RETRY_DELAYS_SECONDS } from '../../../../contract/webhooks.data.ts'
import { formatDuration, formatList, formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import type { Draft } from './draft.ts'

/** In words: what a webhook gets, and what happens if it fails; for a new one also what happens first. */
export function WebhookSummary({ draft, existing = false }: { draft: Draft; existing?: boolean }) {
  return (
    <div class="flex flex-col gap-5 text-base">
      <Part title={m.webhooks_form_summary_gets()}>
        <p>{eventsText(draft)}</p>
        {draft.filter.trim() && <p>{m.webhooks_form_summary_filter()}</p>}
        {draft.transform.trim() && <p>{m.webhooks_form_summary_transform()}</p>}
      </Part>
      <Part title={m.webhooks_form_summary_fails()}>
        <p>{retriesText(draft)}</p>
        <p>{disabledText(draft)}</p>
      </Part>
      {!existing && (
        <Part title={m.webhooks_form_summary_then()}>
          <p>{draft.paused ? m.webhooks_form_summary_paused() : m.webhooks_form_summary_active()}</p>
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3 class="text-sm font-normal! text-faint">{title}</h3>
      <div class="mt-0.5 flex flex-col gap-1 wrap-anywhere">{children}</div>
    </section>
  )
}

/** Names of events in the summary; the rest is only counted. */
const NAMED = 3

function eventsText({ events, environment }: Draft): string {
  if (events.length === 0) return m.webhooks_form_summary_nothing()
  if (events.includes('*')) return m.webhooks_form_summary_everything({ environment })
  const named = events.slice(0, NAMED)
  const rest = events.length - named.length
  const list = formatList(rest > 0 ? [...named, m.webhooks_form_summary_more({ count: rest })] : named)
  return m.webhooks_form_summary_events({ environment, events: list })
}

const DELAYS: readonly number[] = RETRY_DELAYS_SECONDS

function retriesText({ retries, maxRetries }: Draft): string {
  if (!retries) return m.webhooks_form_summary_once()
  const seconds = Array.from({ length: maxRetries }, (_, index): number => DELAYS[index] ?? DELAYS.at(-1) ?? 0).reduce(
    (sum, wait) => sum + wait,
    0,
  )
  const span =
    seconds < 3600
      ? formatDuration(Math.max(1, Math.round(seconds / 60)), 'minute')
      : formatDuration(Math.round(seconds / 3600), 'hour')
  return m.webhooks_form_summary_attempts({ count: maxRetries + 1, span })
}

function disabledText({ disableAfterFailures }: Draft): string {
  const text = m.webhooks_form_summary_disabled({
    failures: formatNumber(MIN_FAILING_STREAK),
    days: formatNumber(DISABLED_AFTER_DAYS),
  })
  if (!disableAfterFailures.on) return text
  return `${text} ${m.webhooks_form_summary_disabled_after({ number: disableAfterFailures.value })}`
}
