import { PublishEvent } from '../../../../contract/events.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { planEvents } from '../../events/publish.ts'
import { applyRecord } from '../../records/records/apply-record.ts'
import { type Mapped, mapPayload, type Payload } from '../mapping/map-payload.ts'
import { type Arrival, acceptedRow, type Became } from '../requests/kept-row.ts'
import { insertRequest } from '../requests/store.ts'
import { scopeOfTarget } from '../settings/require-target.ts'
import type { DoorWebhook } from './webhook.ts'

/**
 * Makes a record or an event of a payload. One transaction writes it with its events and deliveries, the row of the request, and
 * `extraStatements`. Throws `invalid` by field, and a unique violation (`isRepeat`) if the sender's id was accepted before.
 */
export async function applyRequest(
  deps: Deps,
  webhook: DoorWebhook,
  payload: Payload,
  arrival: Arrival,
  extraStatements: readonly Statement[] = [],
): Promise<Became> {
  return webhook.target === 'record'
    ? writeRecord(deps, webhook, payload, arrival, extraStatements)
    : publish(deps, webhook, payload, arrival, extraStatements)
}

/** The incoming webhook as who writes: it may do what it is for, and nothing else. */
const writerOf = (webhook: DoorWebhook, arrival: Arrival): Actor => ({
  type: 'incoming',
  incomingId: webhook.id,
  name: webhook.name,
  environment: webhook.environment,
  organization: webhook.organization,
  scopes: [scopeOfTarget(webhook, 'write')],
  ip: arrival.ip,
  requestId: arrival.requestId ?? '',
})

async function writeRecord(
  deps: Deps,
  webhook: DoorWebhook,
  payload: Payload,
  arrival: Arrival,
  extraStatements: readonly Statement[],
): Promise<Became> {
  const { module: slug, action, upsertField, mapping, environment, organization } = webhook
  if (slug === null || action === null) throw new Error('an incoming webhook for records has no module')
  let known: { version: number; mapped: Mapped } | null = null
  let became: Became | undefined
  try {
    await applyRecord(
      deps,
      writerOf(webhook, arrival),
      slug,
      {
        action,
        by: upsertField,
        environment,
        dataFor: async ({ version, fields }) => {
          // A try that was overtaken by another record maps nothing again.
          if (known?.version !== version) {
            known = { version, mapped: await mapPayload(organization.id, mapping, fields, payload) }
          }
          return dataOf(known.mapped)
        },
      },
      ({ record, result }) => {
        became = { result, module: slug, recordId: record.id, eventId: null }
        return [insertRequest(acceptedRow(arrival, became, known?.mapped.data ?? null)), ...extraStatements]
      },
    )
  } catch (error) {
    throw error instanceof Refusal ? ofWebhook(error, webhook) : error
  }
  if (!became) throw new Error('a record was written without its request')
  return became
}

function dataOf({ data, errors }: Mapped): JsonObject {
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
  return data
}

/** A refusal of a record in the words of the sender: its fields have no path before them. */
function ofWebhook({ error }: Refusal, { module, upsertField }: DoorWebhook): Refusal {
  if (error.kind === 'not_found') {
    return conflict('incoming_module_gone', `The module ${module}, which this URL writes to, does not exist any more.`)
  }
  if (error.kind !== 'invalid') return new Refusal(error)
  const errors = error.errors.map(({ path, message }) => ({
    path: path === 'by' ? (upsertField ?? path) : path.replace(/^data\./, ''),
    message,
  }))
  return new Refusal({ ...error, errors })
}

async function publish(
  deps: Deps,
  webhook: DoorWebhook,
  payload: Payload,
  arrival: Arrival,
  extraStatements: readonly Statement[],
): Promise<Became> {
  const { eventType: type, mapping, environment, organization } = webhook
  if (type === null) throw new Error('an incoming webhook for events has no event type')
  const isMapped = Object.keys(mapping).length > 0
  const whole = wholePayload(payload)
  const data = isMapped ? dataOf(await mapPayload(organization.id, mapping, null, payload)) : whole
  const checked = PublishEvent.shape.data.safeParse(data)
  if (!checked.success) {
    const errors = checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    throw new Refusal({ kind: 'invalid', errors })
  }
  // The first plan may be made from webhooks that this isolate remembers. If they have changed, nothing was written.
  for (const mayRemember of [true, false]) {
    const plan = await planEvents(deps, writerOf(webhook, arrival), [{ type, environment, data }], { mayRemember })
    const eventId = plan.published[0]?.id ?? null
    const became: Became = { result: 'published', module: null, recordId: null, eventId }
    const row = acceptedRow(arrival, became, isMapped ? data : null)
    try {
      await runBatchCounting(deps.db, [...plan.statements, insertRequest(row), ...extraStatements])
    } catch (error) {
      if (mayRemember && plan.isOutdated(error)) continue
      throw error
    }
    plan.enqueue(deps)
    return became
  }
  throw new Error('a plan that remembers nothing is outdated')
}

/** The data of an event that nothing is mapped for: the payload, in `payload` unless it is an object. */
const wholePayload = ({ body }: Payload): JsonObject =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : { payload: body }
