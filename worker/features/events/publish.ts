import { catalogEvent } from '../../../contract/event-catalog.data.ts'
import type { PublishEvent, PublishedEvent } from '../../../contract/events.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatchCounting, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { type DomainError, Refusal } from '../../platform/errors.ts'
import { digest, digestOfContent } from '../../platform/lib/crypto/digest.ts'
import { newId } from '../../platform/lib/ids.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import type { SchemaError } from '../../platform/lib/json-schema/json-schema.ts'
import { loadParts } from '../../platform/manifest/feature.ts'
import { newDataChecker } from './check-data.ts'
import { findPublished, findTypes, insertEvents, isConditionFailed, type NewEventRow } from './store.ts'

export { organizationExists } from './store.ts'

export type PublishOptions = {
  /** Refuse data that does not match its schema, and unknown types. */
  validate: boolean
  idempotencyKey: string | null
  /** Path of the first event in the input, for messages: `events.` in a batch, else empty. */
  path: string
  /** Further statements of the same transaction, such as the mark that an alert was published. */
  extraStatements?: readonly Statement[]
}

/** Maximum number of errors that a refused publish reports. */
const MAX_ERRORS = 50

/**
 * Publishes events. When this returns, each event is stored with all of its deliveries; if it throws, none is. All
 * events have the caller's environment, or the one they name. If the idempotency key was used before, also at the same
 * time, nothing is published again and the first answer is returned. Throws `invalid` for an environment that is not
 * the key's own, for data that does not match its schema, and for an idempotency key reused with another request.
 */
export async function publishEvents(
  deps: Deps,
  actor: Actor,
  inputs: readonly PublishEvent[],
  options: PublishOptions,
): Promise<PublishedEvent[]> {
  requireScope(actor, 'events:write')
  const { db } = deps
  const organizationId = actor.organization.id
  const environments = inputs.map((input, index) => environmentOf(actor, input, pathOf(options, index)))
  if (options.validate) await requireValidData(deps, actor, inputs, options)
  const hashes = await hashesOf(options.idempotencyKey, environments, inputs)
  const events = inputs.map((input, index) => ({
    type: input.type,
    environment: environments[index] ?? 'live',
    orderingKey: input.orderingKey ?? null,
    data: input.data,
    idempotencyHash: hashes?.keys[index] ?? null,
    requestHash: hashes?.request ?? null,
  }))
  const plan = await planEvents(deps, actor, events)
  try {
    await runBatchCounting(db, [...plan.statements, ...(options.extraStatements ?? [])])
  } catch (error) {
    if (!hashes || !isUniqueViolation(error)) throw error
    return firstAnswer(deps, organizationId, hashes)
  }
  plan.enqueue(deps)
  return plan.published
}

/** An event that is about to be published. */
export type PlannedEvent = Pick<NewEventRow, 'type' | 'environment'> &
  Partial<Pick<NewEventRow, 'orderingKey' | 'idempotencyHash' | 'requestHash'>> & { data: object }

/** What publishes events: statements for one transaction, then `enqueue`. */
export type EventsPlan = {
  /** Insert the events and their deliveries. */
  statements: Statement[]
  published: PublishedEvent[]
  /** Is called once the transaction was committed: it makes the deliveries start at once. */
  enqueue: (deps: Pick<Deps, 'queue' | 'waitUntil'>) => void
  /** Whether the transaction failed because the plan was made from something that has changed since: plan again. */
  isOutdated: (error: unknown) => boolean
}

/**
 * Plans events and their deliveries, for the transaction of the change that they are about. Nothing is written before the
 * statements are. It checks no right: `events:write` is for events that a caller sends, and a verb of Gatehouse announces
 * its own changes with the right for the change. `mayRemember`: saves a query to the database, for a caller that plans again
 * when the plan `isOutdated`.
 */
export async function planEvents(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { organization, requestId }: Pick<Actor, 'organization' | 'requestId'>,
  events: readonly PlannedEvent[],
  { mayRemember = false }: { mayRemember?: boolean } = {},
): Promise<EventsPlan> {
  const rows: NewEventRow[] = events.map((event) => ({
    id: newId('evt', now),
    type: event.type,
    environment: event.environment,
    time: now,
    orderingKey: event.orderingKey ?? null,
    deliveries: 0,
    idempotencyHash: event.idempotencyHash ?? null,
    requestHash: event.requestHash ?? null,
    data: JSON.stringify(event.data),
    requestId: requestId || null,
  }))
  const targets = await loadParts(({ eventTargets }) => eventTargets)
  const plans = await Promise.all(targets.map((target) => target.plan(db, organization.id, rows, now, mayRemember)))
  for (const [index, row] of rows.entries()) {
    row.deliveries = plans.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0)
  }
  return {
    statements: [
      insertEvents(
        organization.id,
        rows,
        plans.flatMap(({ remembered }) => remembered?.unchanged ?? []),
      ),
      ...plans.flatMap((plan) => plan.statements),
    ],
    published: rows.map(presentPublished),
    enqueue: (deps) => {
      for (const { enqueue } of plans) enqueue(deps)
    },
    isOutdated: (error) => {
      if (!isConditionFailed(error)) return false
      for (const { remembered } of plans) remembered?.forget()
      return true
    },
  }
}

export const presentPublished = (
  row: Pick<NewEventRow, 'id' | 'type' | 'time' | 'environment' | 'deliveries'>,
): PublishedEvent => ({
  id: row.id,
  type: row.type,
  timestamp: new Date(row.time).toISOString(),
  environment: row.environment,
  deliveries: row.deliveries,
})

const pathOf = ({ path }: PublishOptions, index: number) => (path === '' ? '' : `${path}${index}.`)

function environmentOf(actor: Actor, input: PublishEvent, path: string): 'live' | 'test' {
  if (!('environment' in actor)) return input.environment ?? 'live'
  if (input.environment !== undefined && input.environment !== actor.environment) {
    throw invalidEvents([
      { path: `${path}environment`, message: `must be ${actor.environment}: a key publishes in its own environment` },
    ])
  }
  return actor.environment
}

const invalidEvents = (errors: Extract<DomainError, { kind: 'invalid' }>['errors']) =>
  new Refusal({ kind: 'invalid', errors })

/** Refuses unknown event types and data that does not match its schema; reports the first 50 errors. */
async function requireValidData(
  deps: Deps,
  actor: Actor,
  inputs: readonly PublishEvent[],
  options: PublishOptions,
): Promise<void> {
  const types = [...new Set(inputs.map(({ type }) => type))]
  const own = await findTypes(
    deps.db,
    actor.organization.id,
    types.filter((type) => !catalogEvent(type)),
  )
  const known = new Map(
    [...types.flatMap((type) => catalogEvent(type) ?? []), ...own].map((one) => [one.type, one.schema]),
  )
  const schemas = new Map<string, JsonObject | null>(JSON.parse(JSON.stringify([...known])))
  const checker = await newDataChecker()
  const errors: SchemaError[] = []
  for (const [index, input] of inputs.entries()) {
    const path = pathOf(options, index)
    const schema = schemas.get(input.type)
    if (schema === undefined)
      errors.push({ path: `${path}type`, message: 'is not known: define this event type first' })
    else if (schema) errors.push(...checker.check(schema, input.data).map((one) => ({ ...one, path: path + one.path })))
    if (errors.length >= MAX_ERRORS) break
  }
  if (errors.length > 0) throw invalidEvents(errors.slice(0, MAX_ERRORS))
}

/** `ordered`: digest of the request that depends on the order of members; older rows have this form. */
type Hashes = { keys: string[]; request: string; ordered: string }

async function hashesOf(
  key: string | null,
  environments: readonly string[],
  inputs: readonly PublishEvent[],
): Promise<Hashes | null> {
  if (key === null) return null
  return {
    // The digest covers the environment: the same idempotency key can be used in test and in live.
    keys: await Promise.all(
      environments.map((environment, index) => digest([key, index, ...(environment === 'test' ? ['test'] : [])])),
    ),
    request: await digestOfContent([environments, inputs]),
    ordered: await digest([environments, inputs]),
  }
}

async function firstAnswer(deps: Deps, organizationId: string, hashes: Hashes): Promise<PublishedEvent[]> {
  const found = new Map(
    (await findPublished(deps.db, organizationId, hashes.keys)).map((row) => [row.idempotencyHash, row]),
  )
  const rows = hashes.keys.map((key) => found.get(key))
  const same = rows.flatMap((row) => (row && isSame(row, hashes) ? [presentPublished(row)] : []))
  if (same.length === rows.length) return same
  throw new Refusal({
    kind: 'invalid',
    code: 'idempotency_key_reused',
    errors: [{ path: 'Idempotency-Key', message: 'was already used with another body' }],
  })
}

const isSame = ({ requestHash }: { requestHash: string | null }, { request, ordered }: Hashes): boolean =>
  requestHash === request || requestHash === ordered
