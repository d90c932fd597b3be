import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { AuditEntry } from '../../../platform/audit/audit-row.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { findModule, type ModuleRow } from './module-store.ts'

/** The module of an organization by its slug. Throws `not_found`. */
export async function ownModule({ db }: Pick<Deps, 'db'>, organizationId: string, slug: string): Promise<ModuleRow> {
  const row = await findModule(db, organizationId, slug)
  if (!row) throw notFound('Module')
  return row
}

/** Throws `precondition_failed` unless a module or a record is at one of the expected versions. */
export function requireVersion(what: 'module' | 'record', version: number, expected: IfMatch): void {
  if (!isMet(expected, version)) throw lostRace(what, expected)
}

/** The refusal of a change that another one overtook. Without If-Match it is no failed precondition. */
export const lostRace = (what: 'module' | 'record', expected: IfMatch): Refusal =>
  expected === null
    ? conflict('changed_meanwhile', `The ${what} is being changed by someone else. Try again.`)
    : new Refusal({ kind: 'precondition_failed', detail: `The ${what} was changed since you read it.` })

export const moduleEntry = (
  action: AuditAction,
  { id, name }: ModuleRow,
  before: object | null,
  after: object | null,
): AuditEntry => ({ action, target: { type: 'module', id, name }, before, after })
