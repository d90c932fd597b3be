import type { AuditAction } from '../../../contract/audit.data.ts'
import { catalogEvent, EVENT_CATALOG, EVENT_CATEGORIES } from '../../../contract/event-catalog.data.ts'
import { nameOfEventType } from '../../../contract/events.data.ts'
import type { CreateEventType, EventTypeInfo, EventTypePage, UpdateEventType } from '../../../contract/events.ts'
import { type AuditEntry, auditRow } from '../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../platform/auth/actor.ts'
import { requireLive } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../platform/errors.ts'
import { type IfMatch, isMet } from '../../platform/lib/if-match.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import { schemaProblems } from './check-data.ts'
import { deleteType, type EventTypeRow, findType, insertType, listTypes, updateType } from './store.ts'

const MAX_TYPES = 500

/** The custom event types of an organization. */
export const ownEventTypes = ({ db }: Deps, organizationId: string): Promise<EventTypeRow[]> =>
  listTypes(db, organizationId)

const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value))

const CATALOG: readonly EventTypeInfo[] = EVENT_CATALOG.map((event) => ({
  ...event,
  name: nameOfEventType(event.type),
  schema: plain(event.schema),
  sample: plain(event.sample),
  custom: false,
  createdAt: null,
}))

const presentType = (row: EventTypeRow): EventTypeInfo => ({
  type: row.type,
  name: row.name || nameOfEventType(row.type),
  category: row.category,
  description: row.description,
  schema: row.schema,
  sample: row.sample,
  custom: true,
  createdAt: new Date(row.createdAt).toISOString(),
})

/**
 * All event types that a webhook can subscribe to: the catalog in its order, then the custom types by name; and all
 * categories.
 */
export async function listEventTypes(deps: Deps, actor: Actor, category?: string): Promise<EventTypePage> {
  requireScope(actor, 'events:read')
  const all = [...CATALOG, ...(await ownEventTypes(deps, actor.organization.id)).map(presentType)]
  const data = category === undefined ? all : all.filter((one) => one.category === category)
  const types = new Map(EVENT_CATEGORIES.map((name) => [name, 0]))
  for (const one of all) types.set(one.category, (types.get(one.category) ?? 0) + 1)
  return {
    data,
    nextCursor: null,
    total: data.length,
    categories: [...types].map(([name, count]) => ({ name, types: count })),
  }
}

type VersionedEventType = { info: EventTypeInfo; version: number }

/** One event type of the catalog or of the organization. Throws `not_found`. */
export async function readEventType(deps: Deps, actor: Actor, type: string): Promise<VersionedEventType> {
  requireScope(actor, 'events:read')
  const found = await findEventType(deps, actor.organization.id, type)
  if (!found) throw notFound('Event type')
  return found
}

/** The same for other verbs, which check their own scope; null if no type has this name. */
export async function findEventType(
  { db }: Deps,
  organizationId: string,
  type: string,
): Promise<VersionedEventType | null> {
  const known = CATALOG.find((one) => one.type === type)
  if (known) return { info: known, version: 1 }
  const row = await findType(db, organizationId, type)
  return row ? { info: presentType(row), version: row.version } : null
}

const auditOf = (action: AuditAction, type: string, before: object | null, after: object | null): AuditEntry => ({
  action,
  target: { type: 'event_type', id: type, name: type },
  before,
  after,
})

const shownOf = ({ name, category, description, schema, sample }: EventTypeRow) => ({
  name,
  category,
  description,
  schema,
  sample,
})

/** Defines a custom event type. Throws `conflict` if the name exists, `invalid` if its schema is not usable. */
export async function createEventType(
  deps: Deps,
  actor: Actor,
  input: CreateEventType,
  extraStatements: (answer: EventTypeInfo) => Promise<Statement[]>,
): Promise<EventTypeInfo> {
  requireScope(actor, 'events:write')
  const { db, now } = deps
  requireLive(actor, 'define event types')
  const taken = conflict('event_type_exists', `An event type ${input.type} already exists.`)
  if (catalogEvent(input.type)) throw taken
  await requireSchema(input.schema)
  const own = await ownEventTypes(deps, actor.organization.id)
  if (own.length >= MAX_TYPES)
    throw conflict('too_many_event_types', `An organization can have at most ${MAX_TYPES} custom event types.`)
  const row = {
    ...input,
    name: input.name ?? '',
    schema: input.schema && plain(input.schema),
    sample: input.sample && plain(input.sample),
    organizationId: actor.organization.id,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
  }
  const answer = presentType(row)
  try {
    await runBatch(
      db,
      insertType(db, row),
      auditRow(actor, auditOf('event_type.created', row.type, null, shownOf(row)), now),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw taken
    throw error
  }
  return answer
}

/**
 * Changes a custom event type. `expectedVersion`: the versions of If-Match. A change to the same values writes nothing
 * and no audit entry. Throws `conflict` for a type of the catalog, `precondition_failed` if it is at another version;
 * without an expected version, `conflict` if it was changed at the same time.
 */
export async function updateEventType(
  deps: Deps,
  actor: Actor,
  type: string,
  input: UpdateEventType,
  expectedVersion: IfMatch,
): Promise<{ info: EventTypeInfo; version: number }> {
  requireScope(actor, 'events:write')
  const { db, now } = deps
  requireLive(actor, 'change event types')
  const row = await ownRow(deps, actor, type)
  if (!isMet(expectedVersion, row.version)) throw changedMeanwhile()
  await requireSchema(input.schema ?? null)
  const change: Partial<EventTypeRow> = {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.category === undefined ? {} : { category: input.category }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.schema === undefined ? {} : { schema: input.schema && plain(input.schema) }),
    ...(input.sample === undefined ? {} : { sample: input.sample && plain(input.sample) }),
  }
  const after = { ...row, ...change }
  if (JSON.stringify(shownOf(after)) === JSON.stringify(shownOf(row))) {
    return { info: presentType(row), version: row.version }
  }
  const changed = await runBatch(
    db,
    updateType(db, row, change, now),
    auditRow(actor, auditOf('event_type.updated', type, shownOf(row), shownOf(after)), now),
  )
  if (changed === 0) throw expectedVersion === null ? changedAtOnce() : changedMeanwhile()
  return { info: presentType(after), version: row.version + 1 }
}

/**
 * Removes a custom event type: its description, schema and sample. Webhooks that name it keep the name and continue to
 * receive events published under it. Throws like `updateEventType`.
 */
export async function deleteEventType(deps: Deps, actor: Actor, type: string, expectedVersion: IfMatch): Promise<void> {
  requireScope(actor, 'events:write')
  const { db, now } = deps
  requireLive(actor, 'change event types')
  const row = await ownRow(deps, actor, type)
  if (!isMet(expectedVersion, row.version)) throw changedMeanwhile()
  const changed = await runBatch(
    db,
    deleteType(db, row),
    auditRow(actor, auditOf('event_type.deleted', type, shownOf(row), null), now),
  )
  if (changed === 0) throw expectedVersion === null ? changedAtOnce() : changedMeanwhile()
}

async function ownRow(deps: Deps, actor: Actor, type: string): Promise<EventTypeRow> {
  if (catalogEvent(type)) throw conflict('event_type_built_in', 'A built-in event type cannot be changed.')
  const row = await findType(deps.db, actor.organization.id, type)
  if (!row) throw notFound('Event type')
  return row
}

const changedMeanwhile = () =>
  new Refusal({ kind: 'precondition_failed', detail: 'The event type was changed since you read it.' })

/** The request had no If-Match, so this is no failed precondition (RFC 9110, section 13.1.1). */
const changedAtOnce = () => conflict('changed_meanwhile', 'The event type is being changed by someone else. Try again.')

/** Throws `invalid` with the path of each keyword of a schema that cannot be used. */
async function requireSchema(schema: EventTypeInfo['schema']): Promise<void> {
  const errors = schema === null ? [] : await schemaProblems(plain(schema))
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}
