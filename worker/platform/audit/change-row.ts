import type { AuditAction } from '../../../contract/audit.data.ts'
import type { Actor } from '../auth/actor.ts'
import { type Database, runBatch, type Statement } from '../db/client.ts'
import { conflict, notFound, Refusal } from '../errors.ts'
import { type IfMatch, isMet } from '../lib/if-match.ts'
import { auditRow } from './audit-row.ts'

const TRIES = 4

/** A row with a version, which each change counts up. A deleted row may stay as a tombstone. */
export type VersionedRow = { id: string; name: string; version: number; deletedAt?: number | null }

/** A change of one row, with what the audit log says of it. */
export type Transition<Row, Change> = {
  action: AuditAction
  /** The change to make; null if the row already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (row: Row) => Change | null | Promise<Change | null>
  /** Further statements of the same transaction; `changed` is the row after the change. */
  extraStatements?: ((row: Row, changed: Row) => Statement[] | Promise<Statement[]>) | undefined
  /** Additional details of the audit entry, besides the changed fields. */
  note?: object | undefined
}

/** How rows of one kind are read, written and confirmed. */
export type Changeable<Row extends VersionedRow, Change extends Partial<Row>> = {
  /** For messages: `{ one: 'webhook', title: 'Webhook' }`. */
  names: { one: string; title: string }
  /** Type of the target in the audit log. */
  type: string
  find: (id: string) => Promise<Row | undefined>
  /** Throws if the actor may not change this row, whatever the change is. */
  requireAllowed?: (row: Row) => void
  /** The fields that the audit log contains. */
  audited: (fields: Partial<Row>) => object
  /** Writes the change if the row is still at its version; otherwise the transaction fails (`isLostRace`). */
  update: (row: Row, change: Change) => Statement
  isLostRace: (error: unknown) => boolean
  /**
   * Returns only when nothing acts on the state before any more. `change` is null if nothing was changed now: an earlier
   * attempt may have been interrupted between its write and its confirmation.
   */
  confirm?: (row: Row, version: number, change: Change | null) => Promise<void>
}

/**
 * Changes one row with its audit entry in one transaction, and returns the row after the change once it is confirmed. Whoever
 * loses a race reads the row again and decides anew. `expectedVersion`: the versions of If-Match. Throws `not_found`,
 * `precondition_failed`, what `decide` and `confirm` throw, and `conflict` if others keep changing the row.
 */
export async function changeRow<Row extends VersionedRow, Change extends Partial<Row>>(
  { db, now }: { db: Database; now: number },
  actor: Actor,
  id: string,
  kind: Changeable<Row, Change>,
  transition: Transition<Row, Change>,
  expectedVersion: IfMatch,
): Promise<Row> {
  const { one, title } = kind.names
  for (let left = TRIES; left > 0; left--) {
    const row = await kind.find(id)
    if (!row) throw notFound(title)
    kind.requireAllowed?.(row)
    if (row.deletedAt) {
      await kind.confirm?.(row, row.version, null)
      throw notFound(title)
    }
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: `The ${one} was changed since you read it.` })
    }
    const change = await transition.decide(row)
    const changed = change ? { ...row, ...change, version: row.version + 1 } : row
    if (change && !(await write(db, now, actor, row, changed, change, kind, transition))) continue
    await kind.confirm?.(row, changed.version, change)
    return changed
  }
  throw conflict('changed_meanwhile', `The ${one} is being changed by someone else. Try again.`)
}

/** Returns false if the row was changed since it was read: then nothing was written. */
async function write<Row extends VersionedRow, Change extends Partial<Row>>(
  db: Database,
  now: number,
  actor: Actor,
  row: Row,
  changed: Row,
  change: Change,
  kind: Changeable<Row, Change>,
  { action, extraStatements, note }: Transition<Row, Change>,
): Promise<boolean> {
  const fields = Object.keys(change) as (keyof Row)[]
  const before: Partial<Row> = {}
  for (const field of fields) before[field] = row[field]
  const entry = {
    action,
    target: { type: kind.type, id: row.id, name: row.name },
    before: kind.audited(before),
    after: { ...kind.audited(change), ...note },
  }
  const further = (await extraStatements?.(row, changed)) ?? []
  try {
    await runBatch(db, kind.update(row, change), auditRow(actor, entry, now), ...further)
    return true
  } catch (error) {
    if (kind.isLostRace(error)) return false
    throw error
  }
}

/** The refusal of a change that is stored, but that a guard could not confirm. */
export const notConfirmed = (): Refusal =>
  new Refusal({
    kind: 'unavailable',
    code: 'not_confirmed',
    detail: 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.',
  })
