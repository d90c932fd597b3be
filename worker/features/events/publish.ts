import { catalogEvent } from '../../../contract/event-catalog.ts'
import type { PublishEvent, PublishedEvent } from '../../../contract/events.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { type DomainError, Refusal } from '../../platform/errors.ts'
import { digest, digestOfContent } from '../../platform/lib/crypto/digest.ts'
import { newId } from '../../platform/lib/ids.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import type { SchemaError } from '../../platform/lib/json-schema/json-schema.ts'
import { installedFeatures } from '../../platform/manifest/feature.ts'
import { newDataChecker } from './check-data.ts'
import { findPublished, findTypes, insertEvents, type NewEventRow } from './store.ts'

export { organizationExists } from './store.ts'

export type PublishOptions = {
  /** Refuse data that its schema refuses, and types that nobody defined. */
  validate: boolean
  idempotencyKey: string | null
  /** Where the field of the first event stands in the input, for messages: `events.` in a batch, else nothing. */
  path: string
  /** What must happen with it or not at all, such as the mark that an alert was published. */
  extraStatements?: readonly Statement[]
}

/** Errors that one refused publish names. */
const MAX_ERRORS = 50

/**
 * Accepts events: each stands in the database with all of its deliveries when this answers, or none does. All of them
 * bear the caller's environment, or the one they name. Under an idempotency key that was used before, also at the same
 * time, nothing is published again, and the first answer comes again.
 * Throws `invalid` for an environment that is not the key's own, data that does not fit, and a reused key.
 */
export async function publishEvents(
  deps: Deps,
  actor: Actor,
  inputs: readonly PublishEvent[],
  options: PublishOptions,
): Promise<PublishedEvent[]> {
  requireScope(actor, 'events:write')
  const { db, now } = deps
  const organizationId = actor.organization.id
  const environments = inputs.map((input, index) => environmentOf(actor, input, pathOf(options, index)))
  if (options.validate) await mustFit(deps, actor, inputs, options)
  const hashes = await hashesOf(options.idempotencyKey, environments, inputs)
  const rows: NewEventRow[] = inputs.map((input, index) => ({
    id: newId('evt', now),
    type: input.type,
    environment: environments[index] ?? 'live',
    time: now,
    orderingKey: input.orderingKey ?? null,
    deliveries: 0,
    idempotencyHash: hashes?.keys[index] ?? null,
    requestHash: hashes?.request ?? null,
    data: JSON.stringify(input.data),
  }))
  const targets = installedFeatures().flatMap(({ eventTargets }) => eventTargets ?? [])
  const plans = await Promise.all(targets.map((target) => target.plan(db, organizationId, rows, now)))
  for (const [index, row] of rows.entries()) {
    row.deliveries = plans.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0)
  }
  try {
    const statements = plans.flatMap((plan) => plan.statements)
    await runBatch(db, insertEvents(organizationId, rows), ...statements, ...(options.extraStatements ?? []))
  } catch (error) {
    if (!hashes || !isUniqueViolation(error)) throw error
    return firstAnswer(deps, organizationId, hashes)
  }
  for (const { enqueue } of plans) enqueue(deps)
  return rows.map(presentPublished)
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

/** Refuses events of unknown types, and data that its schema refuses: the first 50 errors. */
async function mustFit(
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

/** `ordered`: the request's digest in the form that depends on the order of members, as events of before bear it. */
type Hashes = { keys: string[]; request: string; ordered: string }

async function hashesOf(
  key: string | null,
  environments: readonly string[],
  inputs: readonly PublishEvent[],
): Promise<Hashes | null> {
  if (key === null) return null
  return {
    // A key of the test environment must not stand in the way of the same one in the live environment.
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
    errors: [{ path: 'Idempotency-Key', message: 'was used before with another body' }],
  })
}

const isSame = ({ requestHash }: { requestHash: string | null }, { request, ordered }: Hashes): boolean =>
  requestHash === request || requestHash === ordered
