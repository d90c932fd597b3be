import type { SendEvent, SentEvent } from '../../../contract/events.ts'
import { auditRow } from '../../platform/audit/audit-row.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { EventTarget } from '../../platform/manifest/event-target.ts'
import { loadParts } from '../../platform/manifest/feature.ts'
import { addDeliveries, findEvent } from './store.ts'

/** Webhooks that an audit entry names. */
const MAX_AUDITED = 20

/**
 * Sends a published event again: to all webhooks that got it or listen to it now, or to those of them that are chosen. A webhook that
 * got it keeps its delivery, which is sent again; another gets a new one. Throws `not_found` for an event outside of the
 * actor's reach, `invalid` for a chosen webhook that neither got it nor listens to it.
 */
export async function sendEventAgain(
  deps: Deps,
  actor: Actor,
  id: string,
  { webhookIds }: SendEvent,
  extraStatements: (answer: SentEvent) => Promise<Statement[]>,
): Promise<SentEvent> {
  requireScope(actor, 'events:write')
  const { db, now } = deps
  const organizationId = actor.organization.id
  const targets = await loadParts(({ eventTargets }) => eventTargets)
  const send = async () => {
    const event = await findEvent(db, reachOf(actor), id)
    if (!event) throw notFound('Event')
    const plans = await Promise.all(
      targets.map((target: EventTarget) => target.planAgain(db, organizationId, event, webhookIds ?? null, now)),
    )
    const deliveries = plans.flatMap(({ results }) => results)
    requireKnown(webhookIds, new Set(deliveries.map(({ webhookId }) => webhookId)))
    const queued = deliveries.filter(({ result }) => result === 'queued')
    const answer: SentEvent = { id, queued: queued.length, deliveries }
    const after = {
      deliveries: queued.length,
      webhooks: queued.slice(0, MAX_AUDITED).map(({ webhookId }) => webhookId),
    }
    const entry = {
      action: 'event.resent',
      target: { type: 'event', id, name: event.type },
      before: null,
      after,
    } as const
    const added = plans.reduce((sum, plan) => sum + plan.added, 0)
    const [first, ...rest] = [
      ...plans.flatMap(({ statements }) => statements),
      addDeliveries(organizationId, id, added),
    ]
    if (first) await runBatch(db, first, ...rest, auditRow(actor, entry, now), ...(await extraStatements(answer)))
    for (const { enqueue } of plans) enqueue(deps)
    return answer
  }
  try {
    return await send()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // It was sent at the same time by someone else, so that there are deliveries now.
    return send()
  }
}

function requireKnown(webhookIds: readonly string[] | undefined, known: ReadonlySet<string>): void {
  const errors = (webhookIds ?? []).flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `webhookIds.${index}`, message: 'neither got this event nor listens to it' }],
  )
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}
