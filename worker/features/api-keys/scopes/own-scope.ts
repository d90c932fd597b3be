import type { AuditAction } from '../../../../contract/audit.data.ts'
import { builtInScope } from '../../../../contract/scope-catalog.data.ts'
import type { AuditEntry } from '../../../platform/audit/audit-row.ts'
import type { Database } from '../../../platform/db/client.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { findOwnScope, type ScopeRow } from './store.ts'

/**
 * The row of a scope that the organization defined, at one of the expected versions. Throws `conflict` for a built-in
 * scope, `not_found`, `precondition_failed`.
 */
export async function ownScope(
  db: Database,
  organizationId: string,
  scope: string,
  expectedVersion: IfMatch,
): Promise<ScopeRow> {
  if (builtInScope(scope)) throw conflict('scope_built_in', 'A built-in scope cannot be changed.')
  const row = await findOwnScope(db, organizationId, scope)
  if (!row) throw notFound('Scope')
  if (!isMet(expectedVersion, row.version)) throw lostRace(expectedVersion)
  return row
}

/** The refusal of a change that another one overtook. Without If-Match it is no failed precondition. */
export const lostRace = (expectedVersion: IfMatch): Refusal =>
  expectedVersion === null
    ? conflict('changed_meanwhile', 'The scope is being changed by someone else. Try again.')
    : new Refusal({ kind: 'precondition_failed', detail: 'The scope was changed since you read it.' })

/** The settings of a scope that audit entries contain. */
export const auditedScope = ({ label, description, group }: ScopeRow) => ({ label, description, group })

export const scopeEntry = (
  action: AuditAction,
  scope: string,
  before: object | null,
  after: object | null,
): AuditEntry => ({ action, target: { type: 'scope', id: scope, name: scope }, before, after })
