import type { ComponentChildren } from 'preact'
import type { DeliveryDetail, FullLogEntry, LogTrail } from '../../../../client/src/generated.ts'
import { outcomeText } from '../../../format/entry-outcome.ts'
import { formatInstant, formatLogTime, formatMilliseconds } from '../../../format/language.ts'
import { apiKeyHref, webhookHref } from '../../../format/links.ts'
import { incomingHref, oauthAppHref } from '../../../format/object-links.ts'
import { m } from '../../../messages/index.ts'
import { StatusCode } from '../../../ui/call-outcome.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { attemptOf } from './attempt.ts'
import { callerOf, endpointTail, shownEndpoint } from './facts.tsx'
import type { Why } from './why.ts'

type SummaryProps = { entry: FullLogEntry; delivery: DeliveryDetail | undefined }
type Called = LogTrail['incoming'] | undefined

/** What it was: code, outcome, endpoint, and four facts. */
export function Summary({ entry, delivery, incoming }: SummaryProps & { incoming: Called }) {
  const number = entry.reason?.attempt ?? (delivery && attemptOf(delivery, entry)?.number)
  return (
    <section class="border-b border-line px-4 py-3.5">
      <p class="flex items-center gap-2">
        <StatusCode entry={entry} />
        <strong class="min-w-0 truncate text-form font-semibold">{headline(entry, delivery)}</strong>
      </p>
      <p class="mt-1 flex items-center gap-2 text-soft">
        <code class="flex-none text-xs">{entry.method}</code>
        <code class="min-w-0 flex-1">
          <Middle text={shownEndpoint(entry)} tail={endpointTail(entry.endpoint)} />
        </code>
      </p>
      <dl class="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1.4fr)_auto_auto_auto]">
        <Fact name={callerTitle(entry)}>
          <CallerLink entry={entry} incoming={incoming} />
        </Fact>
        <Fact name={m.event_logs_time()}>
          <time dateTime={entry.time} title={formatInstant(new Date(entry.time))} class="tabular-nums">
            {formatLogTime(new Date(entry.time))}
          </time>
        </Fact>
        <Fact name={m.event_logs_duration()}>
          <span class="tabular-nums">{formatMilliseconds(entry.durationMs)}</span>
        </Fact>
        {entry.type === 'webhook' ? (
          <Fact name={m.event_logs_attempt()}>
            <span class="tabular-nums">
              {number === undefined
                ? m.event_logs_unknown()
                : m.event_logs_attempt_of({ number, count: Math.max(number, delivery?.attempts ?? 0) })}
            </span>
          </Fact>
        ) : (
          <Fact name={m.event_logs_ip()}>
            {entry.ip ?? m.event_logs_unknown()} <span class="text-faint">{entry.country}</span>
          </Fact>
        )}
      </dl>
    </section>
  )
}

/** The outcome. A retry that was announced and is over is no news any more: then only the cause is left. */
function headline(entry: FullLogEntry, delivery: DeliveryDetail | undefined): string {
  const over = delivery !== undefined && delivery.status !== 'pending' && delivery.status !== 'delivering'
  if (!over || !entry.reason?.retryAt) return outcomeText(entry)
  return outcomeText({ ...entry, reason: null })
}

/** What the caller of an entry is called. */
export function callerTitle({ type, appId }: FullLogEntry): string {
  if (type === 'webhook') return m.event_logs_webhook()
  if (type === 'incoming') return m.event_logs_incoming()
  return appId ? m.event_logs_app() : m.event_logs_key_name()
}

/** The key, app, webhook or incoming webhook, as a link to its page. `incoming`: undefined until it is known. */
export function CallerLink({ entry, incoming }: { entry: FullLogEntry; incoming?: Called }) {
  if (incoming) {
    return (
      <a class="link" href={incomingHref(incoming.webhookId)} title={incoming.webhookName}>
        {incoming.webhookName}
      </a>
    )
  }
  if (entry.type === 'incoming') return <span class="text-faint">{m.event_logs_unknown()}</span>
  const name = callerOf(entry)
  const { keyId, appId, webhookId } = entry
  const href = keyId ? apiKeyHref(keyId) : appId ? oauthAppHref(appId) : webhookId ? webhookHref(webhookId) : null
  if (!name) return <span class="text-faint">{m.event_logs_no_caller()}</span>
  return href ? (
    <a class="link" href={href} title={name}>
      {name}
    </a>
  ) : (
    <span>{name}</span>
  )
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="min-w-0">
    <dt class="text-sm text-faint">{name}</dt>
    <dd class="truncate">{children}</dd>
  </div>
)

type WhySectionProps = SummaryProps & { why: Why }

/** Why it failed, and what to do about it. */
export function WhySection({ entry, delivery, why }: WhySectionProps) {
  const error = delivery && attemptOf(delivery, entry)?.error
  // Of an answer or a timeout the title says all.
  const message = error && error.kind !== 'status' && error.kind !== 'timeout' ? error.message : null
  return (
    <section class="border-b border-line px-4 py-3.5">
      <Note tone={entry.status >= 500 ? 'bad' : 'warn'}>
        <p class="font-semibold">{why.title}</p>
        {message && <p class="text-soft">{message}</p>}
        {delivery?.status === 'pending' && delivery.nextAttemptAt && (
          <p class="text-soft">
            {m.event_logs_next_attempt()}: <RelativeTime at={delivery.nextAttemptAt} />
          </p>
        )}
      </Note>
      {why.steps.length > 0 && (
        <>
          <h3 class="mt-3 mb-1">{m.event_logs_how_to_fix()}</h3>
          <ol class="steps text-soft">
            {why.steps.map(({ text, href }) => (
              <li key={text}>
                {href ? (
                  <a class="link" href={href}>
                    {text}
                  </a>
                ) : (
                  text
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
