import type { ComponentChildren } from 'preact'
import type { LogEntry, TrailEvent } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import { causeText } from '../../../format/delivery-outcome.ts'
import { formatMilliseconds } from '../../../format/language.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { eventHref } from '../../../format/object-links.ts'
import { m } from '../../../messages/index.ts'
import type { Tone } from '../../../ui/badge.tsx'
import { statusTone } from '../../../ui/call-outcome.tsx'
import { DeliveriesState } from '../../../ui/deliveries-state.tsx'
import { DeliveryState } from '../../../ui/delivery-state.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Point } from './trail-point.tsx'

/** Red if a delivery failed, amber if one waits after a failure or is held, else green. */
export function toneOfDeliveries({ failed, retrying, held }: TrailEvent['deliveryCounts']): Tone {
  if (failed > 0) return 'bad'
  return retrying > 0 || held > 0 ? 'warn' : 'good'
}

/** A published event, as a link to its page. */
export function OneEvent({ event: { id, type, timestamp } }: { event: TrailEvent }) {
  return (
    <Point
      tone="good"
      at={timestamp}
      title={
        <a class="link" href={eventHref(id)}>
          {m.event_logs_trail_event()} <code>{type}</code>
        </a>
      }
    >
      <span class="flex items-center gap-1">
        <code class="min-w-0 truncate">{id}</code>
        <CopyButton compact text={id} label={m.event_logs_copy_event_id()} />
      </span>
    </Point>
  )
}

/** Events of which each gets a line. */
const MAX_ROWS = 5
const MINUTE_MS = 60_000

/** The events of one call, each as a line with what has become of its deliveries. */
export function EventRows({ entry, events }: { entry: LogEntry; events: readonly TrailEvent[] }) {
  const more = events.length - MAX_ROWS
  const tones = events.map(({ deliveryCounts }) => toneOfDeliveries(deliveryCounts))
  return (
    <Point
      tone={(['bad', 'warn'] as const).find((tone) => tones.includes(tone)) ?? 'good'}
      title={m.event_logs_trail_events({ count: events.length })}
    >
      <ul class="mt-1 overflow-hidden rounded-lg border border-line">
        {events.slice(0, MAX_ROWS).map(({ id, type, deliveryCounts }) => (
          <Row key={id} href={eventHref(id)} columns="grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
            <code class="truncate" title={type}>
              {type}
            </code>
            <DeliveriesState counts={deliveryCounts} />
          </Row>
        ))}
      </ul>
      {more > 0 && (
        <a class="link mt-1.5 inline-block text-sm" href={eventsOfMinute(entry.time)}>
          {m.event_logs_trail_more_events({ count: more })}
        </a>
      )}
    </Point>
  )
}

/** The events that were published around a time. */
function eventsOfMinute(time: string): string {
  const from = Math.floor(Date.parse(time) / MINUTE_MS) * MINUTE_MS
  return address('/webhooks', {
    view: 'published',
    range: 'custom',
    from: localTimeOf(from),
    to: localTimeOf(from + MINUTE_MS),
  })
}

type DeliveryRowsProps = {
  deliveries: TrailEvent['deliveryList']
  /** The delivery that the entry is about. */
  ownId: string | undefined
}

/** Deliveries of one event, each as a link to its details. */
export function DeliveryRows({ deliveries, ownId }: DeliveryRowsProps) {
  return (
    <ul class="mt-1 overflow-hidden rounded-lg border border-line">
      {deliveries.map(({ id, webhookId, webhookName, state, attempts, responseStatus, durationMs, errorKind }) => (
        <Row
          key={id}
          href={address('/webhooks', { webhook: webhookId, delivery: id })}
          columns="grid-cols-[5.5rem_minmax(0,1fr)_2.75rem] sm:grid-cols-[5.5rem_minmax(0,1fr)_2.75rem_4.5rem]"
          title={
            errorKind
              ? m.event_logs_attempts_failed({
                  count: attempts,
                  cause: causeText({ kind: errorKind, status: responseStatus, durationMs }),
                })
              : m.event_logs_attempts({ count: attempts })
          }
          own={id === ownId}
        >
          <DeliveryState state={state} />
          <span class="truncate" title={webhookName}>
            {webhookName}
          </span>
          {attempts > 0 ? (
            <>
              <span
                class="code justify-self-start"
                data-tone={responseStatus === null ? 'bad' : toneOf(responseStatus)}
              >
                {responseStatus ?? '—'}
              </span>
              <span class="text-right text-faint tabular-nums max-sm:hidden">
                {durationMs !== null && formatMilliseconds(durationMs)}
              </span>
            </>
          ) : (
            <span class="sm:col-span-2" />
          )}
        </Row>
      ))}
    </ul>
  )
}

/** A redirect counts as a failure of a delivery. */
const toneOf = (status: number): Tone => (status >= 300 && status < 400 ? 'warn' : statusTone(status))

type RowProps = {
  href: string
  columns: string
  title?: string
  own?: boolean
  children: ComponentChildren
}

const Row = ({ href, columns, title, own = false, children }: RowProps) => (
  <li class={`border-t border-line first:border-t-0 ${own ? 'bg-selected' : ''}`}>
    <a
      href={href}
      title={title}
      class={`grid h-8 items-center gap-2 px-2.5 text-sm text-ink hover:bg-hover ${columns}`}
    >
      {children}
    </a>
  </li>
)
