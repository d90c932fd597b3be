import type { LogEntry } from '../../../contract/event-logs.ts'
import type { LogTrail } from '../../../contract/overview.ts'
import type { FoundDelivery } from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { Refusal } from '../../platform/errors.ts'
import { timeOfId } from '../../platform/lib/ids.ts'
import { listAlertsAbout } from '../alerts/list.ts'
import { findCallOfRequest, readEventLog } from '../event-logs/entries/list.ts'
import { readEvent, readEventsOfCall } from '../events/read.ts'
import { findRouteOfCall } from '../gateway/live/route-of-call.ts'
import { findIncomingOfCall } from '../incoming/requests/of-call.ts'
import { findDeliveryById } from '../webhooks/deliveries/deliveries.ts'
import { readParts } from './parts.ts'

/** Events whose deliveries are listed. */
const MAX_WITH_DELIVERIES = 5
/** Keys, webhooks and addresses whose alerts are looked for. */
const MAX_TARGETS = 20

type TrailEvents = NonNullable<LogTrail['events']>

/**
 * What belongs to an entry of the log. For a call: the events that it published, with their deliveries. For an attempt to deliver: its
 * delivery, the event, and the call that published it. For a call to an incoming webhook: that, and its request. For a call of a gateway route or a tool: the route. And open alerts about
 * the key, the webhooks and the address of a refused call. Throws `not_found` for every id outside of the actor's reach.
 */
export async function readLogTrail(deps: Deps, actor: Actor, id: string): Promise<LogTrail> {
  requireScope(actor, 'logs:read')
  const { request: _, response: __, ...entry } = await readEventLog(deps, actor, id)
  const { deliveryId } = entry
  const first = await readParts(actor, {
    delivery: {
      scope: 'webhooks:read',
      read: async () => (deliveryId === null ? null : orNull(findDeliveryById(deps, actor, deliveryId))),
    },
    ...(entry.type === 'incoming' && {
      incoming: { scope: 'incoming:read', read: () => findIncomingOfCall(deps, actor, callFacts(entry)) },
    }),
    ...((entry.type === 'gateway' || entry.type === 'tool') && {
      route: { scope: 'gateway:read', read: () => findRouteOfCall(deps, actor, entry) },
    }),
  })
  const { delivery, incoming = null, route = null } = first.values
  const second = await readParts(actor, {
    events: {
      scope: 'events:read',
      read: () => (deliveryId === null ? eventsOfCall(deps, actor, entry) : eventOf(deps, actor, delivery)),
    },
  })
  const { events } = second.values
  const third = await readParts(actor, {
    alerts: {
      scope: 'alerts:read',
      read: () => listAlertsAbout(deps, actor, targetsOf(entry, events ?? [])),
    },
  })
  return {
    call: deliveryId === null ? entry : await callOf(deps, actor, events?.[0]?.requestId ?? null),
    events,
    delivery,
    incoming,
    route,
    alerts: third.values.alerts,
    withheld: [...second.withheld, ...first.withheld, ...third.withheld],
  }
}

const callFacts = ({ requestId, time, durationMs, endpoint }: LogEntry) => ({
  requestId,
  time: Date.parse(time),
  durationMs,
  endpoint,
})

/** Null for something that does not exist any more. */
async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read
  } catch (error) {
    if (error instanceof Refusal && error.error.kind === 'not_found') return null
    throw error
  }
}

async function eventsOfCall(deps: Deps, actor: Actor, entry: LogEntry): Promise<TrailEvents> {
  const { requestId, durationMs } = entry
  const some = await readEventsOfCall(deps, actor, { requestId, time: Date.parse(entry.time), durationMs })
  const withDeliveries = await Promise.all(
    some.slice(0, MAX_WITH_DELIVERIES).map(({ id }) => orNull(readEvent(deps, actor, id))),
  )
  return some.map((event, index) => ({ ...event, deliveryList: withDeliveries[index]?.deliveryList ?? [] }))
}

async function eventOf(deps: Deps, actor: Actor, delivery: FoundDelivery | null): Promise<TrailEvents> {
  const event = delivery && (await orNull(readEvent(deps, actor, delivery.eventId)))
  if (!event) return []
  const { data: _, ...shown } = event
  return [shown]
}

async function callOf(deps: Deps, actor: Actor, requestId: string | null): Promise<LogEntry | null> {
  // Calls over a service binding have ids of another form.
  return requestId?.startsWith('req_') && timeOfId(requestId) > 0 ? findCallOfRequest(deps, actor, requestId) : null
}

/** The key, the webhooks, and of a refused call the IP address, that alerts may be about. */
function targetsOf({ keyId, webhookId, status, ip }: LogEntry, events: TrailEvents): string[] {
  const webhooks = events.flatMap(({ deliveryList }) => deliveryList.map((one) => one.webhookId))
  const caller = status >= 400 && status < 500 ? ip : null
  const ids = [keyId, webhookId, caller, ...webhooks].flatMap((id) => id ?? [])
  return [...new Set(ids)].slice(0, MAX_TARGETS)
}
