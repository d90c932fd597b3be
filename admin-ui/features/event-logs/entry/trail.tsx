import type { LogEntry, LogTrail, TrailEvent } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import { formatMilliseconds } from '../../../format/language.ts'
import { apiKeyHref } from '../../../format/links.ts'
import { m } from '../../../messages/index.ts'
import type { Tone } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { StatusCode, statusTone } from '../../../ui/call-outcome.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { callerOf, endpointTail, shownEndpoint } from './facts.tsx'
import { IncomingPoint } from './trail-incoming.tsx'
import { Point } from './trail-point.tsx'
import { DeliveryRows, EventRows, OneEvent, toneOfDeliveries } from './trail-rows.tsx'

type TrailProps = {
  entry: LogEntry
  trail: {
    data: LogTrail | undefined
    error: unknown
    refetch: () => unknown
  }
  /** The URL of another entry of the log. */
  hrefOf: (id: string) => string
}

/** What happened, in order: the call, the request that it was to an incoming webhook, the events that it published, their deliveries, and open alerts about them. */
export function Trail({ entry, trail: { data, error, refetch }, hrefOf }: TrailProps) {
  return (
    <section class="border-b border-line px-4 py-3.5">
      <h3 class="mb-1">{m.event_logs_what_happened()}</h3>
      <ol class="trail">
        {entry.type !== 'webhook' ? (
          <ThisCall entry={entry} events={data?.events} />
        ) : (
          data && <CallBefore trail={data} hrefOf={hrefOf} />
        )}
        {data && <Following entry={entry} trail={data} />}
      </ol>
      {!data &&
        (error ? (
          <p role="alert" class="mt-1 flex flex-wrap items-center gap-2 text-soft">
            {m.event_logs_trail_not_loaded()}
            <Button small onClick={() => void refetch()}>
              {m.ui_retry()}
            </Button>
          </p>
        ) : (
          <div class="my-2 ml-5 flex flex-col gap-3" aria-busy="true">
            <span class="sr-only" role="status">
              {m.ui_loading()}
            </span>
            <div class="skeleton w-1/2" aria-hidden="true" />
            <div class="skeleton w-2/3" aria-hidden="true" />
          </div>
        ))}
    </section>
  )
}

/** The call that the entry is about. `events`: null if they may not be read, undefined until they are known. */
function ThisCall({ entry, events }: { entry: LogEntry; events: TrailEvent[] | null | undefined }) {
  const { type, time, status, durationMs } = entry
  const ended = m.event_logs_trail_answered({ duration: formatMilliseconds(durationMs) })
  const none = events?.length === 0 && type === 'api_call'
  return (
    <Point tone={statusTone(status)} title={m.event_logs_trail_kind({ type })} at={time}>
      {status < 400
        ? none
          ? m.event_logs_trail_without_event({ ended })
          : ended
        : status < 500
          ? m.event_logs_trail_refused()
          : none || type === 'auth'
            ? m.event_logs_trail_failed()
            : m.event_logs_trail_ended({ status })}
    </Point>
  )
}

/** The call that published the event of a delivery. */
function CallBefore({ trail: { call, events }, hrefOf }: { trail: LogTrail; hrefOf: TrailProps['hrefOf'] }) {
  const [event] = events ?? []
  // Without the event it is not known either which call published it.
  if (!call) {
    return event ? (
      <Point tone="plain" title={m.event_logs_trail_call()}>
        {event.requestId === null ? m.event_logs_trail_no_call() : m.event_logs_trail_call_gone()}
      </Point>
    ) : null
  }
  return (
    <Point
      tone={statusTone(call.status)}
      at={call.time}
      title={
        <a class="link" href={hrefOf(call.id)}>
          {m.event_logs_trail_call()}
        </a>
      }
    >
      <p class="flex items-center gap-2">
        <code class="flex-none text-xs">{call.method}</code>
        <code class="min-w-0">
          <Middle text={shownEndpoint(call)} tail={endpointTail(call.endpoint)} />
        </code>
        <StatusCode entry={call} />
        {call.keyId && (
          <a class="link ml-auto max-w-[45%] flex-none truncate text-sm" href={apiKeyHref(call.keyId)}>
            {callerOf(call)}
          </a>
        )}
      </p>
    </Point>
  )
}

/** What came after the call. */
function Following({ entry, trail }: { entry: LogEntry; trail: LogTrail }) {
  const { events, alerts, withheld } = trail
  const [event, ...others] = events ?? []
  const hidden = withheld.filter(({ part }) => part !== 'delivery' || entry.type === 'webhook')
  return (
    <>
      {events !== null && entry.type === 'webhook' && !event && (
        <Point tone="plain" title={m.event_logs_trail_event()}>
          {trail.delivery ? m.event_logs_trail_event_gone() : m.event_logs_trail_delivery_gone()}
        </Point>
      )}
      {trail.incoming && <IncomingPoint incoming={trail.incoming} />}
      {event && others.length > 0 ? (
        <EventRows entry={entry} events={[event, ...others]} />
      ) : (
        event && (
          <>
            <OneEvent event={event} />
            <Deliveries event={event} own={trail.delivery} />
          </>
        )
      )}
      {alerts && alerts.length > 0 && <Alerts alerts={alerts} />}
      {hidden.length > 0 && (
        <Point tone="plain" title={m.event_logs_trail_hidden()}>
          {m.event_logs_trail_withheld({ scopes: hidden.map(({ scope }) => scope).join(', ') })}
        </Point>
      )}
    </>
  )
}

/** The deliveries of one event to all webhooks; the one of the entry stands out. */
function Deliveries({ event, own }: { event: TrailEvent; own: LogTrail['delivery'] }) {
  const { deliveryList } = event
  if (deliveryList.length === 0) {
    return (
      <Point tone="plain" title={m.event_logs_trail_deliveries({ count: 0 })}>
        {m.event_logs_trail_unheard()}
      </Point>
    )
  }
  return (
    <Point
      tone={toneOfDeliveries(event.deliveryCounts)}
      title={m.event_logs_trail_deliveries({ count: deliveryList.length })}
    >
      <DeliveryRows deliveries={deliveryList} ownId={own?.id} />
    </Point>
  )
}

const TONES = { critical: 'bad', warning: 'warn', info: 'info' } as const satisfies Record<string, Tone>

/** Open alerts about the key or the webhooks. */
function Alerts({ alerts }: { alerts: NonNullable<LogTrail['alerts']> }) {
  const worst = alerts.some(({ severity }) => severity === 'critical') ? 'critical' : (alerts[0]?.severity ?? 'info')
  return (
    <Point tone={TONES[worst]} title={m.event_logs_trail_alerts({ count: alerts.length })}>
      <ul class="mt-1 overflow-hidden rounded-lg border border-line">
        {alerts.map(({ id, kind, severity, target }) => (
          <li key={id} class="border-t border-line first:border-t-0">
            <a
              href={address('/alerts', { kind, alert: id })}
              class="flex h-8 items-center gap-2 px-2.5 text-sm text-ink hover:bg-hover"
            >
              <span class="dot" data-tone={TONES[severity]} />
              <span class="flex-none font-medium">{m.alerts_kind_name({ kind })}</span>
              <span class="min-w-0 truncate text-faint" title={target.name}>
                {target.name}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Point>
  )
}
