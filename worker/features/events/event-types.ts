import type { AuditAction } from '../../../contract/audit-actions.ts'
import { catalogEvent, EVENT_CATALOG } from '../../../contract/event-catalog.ts'
import type { CreateEventType, EventTypeInfo, UpdateEventType } from '../../../contract/events.ts'
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

/** The event types that an organization defined itself. */
export const ownEventTypes = ({ db }: Deps, organizationId: string): Promise<EventTypeRow[]> =>
  listTypes(db, organizationId)

const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value))

const CATALOG: readonly EventTypeInfo[] = EVENT_CATALOG.map((event) => ({
  ...event,
  schema: plain(event.schema),
  sample: plain(event.sample),
  custom: false,
  createdAt: null,
}))

const presentType = (row: EventTypeRow): EventTypeInfo => ({
  type: row.type,
  category: row.category,
  description: row.description,
  schema: row.schema,
  sample: row.sample,
  custom: true,
  createdAt: new Date(row.createdAt).toISOString(),
})

/** Everything that can be listened to: the catalog in its order, then the organization's own by name. */
export async function listEventTypes(deps: Deps, actor: Actor, category?: string): Promise<EventTypeInfo[]> {
  requireScope(actor, 'events:read')
  const all = [...CATALOG, ...(await ownEventTypes(deps, actor.organization.id)).map(presentType)]
  return category === undefined ? all : all.filter((one) => one.category === category)
}

type VersionedEventType = { info: EventTypeInfo; version: number }

/** One event type of the catalog, or the organization's own. Throws `not_found`. */
export async function readEventType(deps: Deps, actor: Actor, type: string): Promise<VersionedEventType> {
  requireScope(actor, 'events:read')
  const found = await findEventType(deps, actor.organization.id, type)
  if (!found) throw notFound('Event type')
  return found
}

/** The same for other verbs, which check a right of their own; null when there is none of that name. */
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

const shownOf = ({ category, description, schema, sample }: EventTypeRow) => ({ category, description, schema, sample })

/** Defines an event type. Throws `conflict` when there is one of that name, `invalid` when its schema is not usable. */
export async function createEventType(
  deps: Deps,
  actor: Actor,
  input: CreateEventType,
  extraStatements: (answer: EventTypeInfo) => Promise<Statement[]>,
): Promise<EventTypeInfo> {
  requireScope(actor, 'events:write')
  const { db, now } = deps
  requireLive(actor, 'define event types')
  const taken = conflict('event_type_exists', `There is an event type ${input.type} already.`)
  if (catalogEvent(input.type)) throw taken
  await requireSchema(input.schema)
  const own = await ownEventTypes(deps, actor.organization.id)
  if (own.length >= MAX_TYPES) throw conflict('too_many_event_types', `At most ${MAX_TYPES} event types of your own.`)
  const row = {
    ...input,
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
 * Changes an event type of the organization's own. `expectedVersion`: the versions an If-Match names. What is the same already
 * leaves no trace. Throws `conflict` for one of the catalog, `precondition_failed` when it is not at that version.
 * Without one, `conflict` when somebody else changed it at the same moment.
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
 * Removes an event type of the organization's own: its description, schema and sample. Webhooks that name it keep the
 * name, and go on getting what is published under it. Throws like `updateEventType`.
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
  if (catalogEvent(type)) throw conflict('event_type_built_in', 'An event type of the catalog stays as it is.')
  const row = await findType(deps.db, actor.organization.id, type)
  if (!row) throw notFound('Event type')
  return row
}

const changedMeanwhile = () =>
  new Refusal({ kind: 'precondition_failed', detail: 'The event type was changed since you read it.' })

/** Nobody asked for a version, so it is no failed precondition (RFC 9110, section 13.1.1). */
const changedAtOnce = () =>
  conflict('changed_meanwhile', 'The event type is being changed by somebody else at this moment. Try again.')

/** Throws `invalid` with the path of each keyword of a schema that cannot be used. */
async function requireSchema(schema: EventTypeInfo['schema']): Promise<void> {
  const errors = schema === null ? [] : await schemaProblems(plain(schema))
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}
