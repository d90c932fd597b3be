import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { forbidden } from '../../../platform/errors.ts'
import { recordScope } from '../../records/records/record-scope.ts'

/** What an incoming webhook writes: records of a module, or events. */
export type Target = { target: 'record' | 'event'; module?: string | null | undefined }

/** The scope to write, or to read, what an incoming webhook writes. */
export const scopeOfTarget = ({ target, module }: Target, action: 'read' | 'write'): string =>
  target === 'record' ? recordScope(module ?? '', action) : `events:${action}`

/**
 * Whoever decides what an incoming webhook writes must be allowed to write it. `action` completes "You cannot ...". Throws
 * `forbidden`.
 */
export function requireTarget(actor: Pick<Actor, 'scopes'>, target: Target, action: string): void {
  const missing = missingScopes(actor.scopes, [scopeOfTarget(target, 'write')])
  if (missing.length === 0) return
  throw forbidden(
    'scope_missing',
    `You cannot ${action} without the scope for what it writes. Missing: ${missing.join(', ')}.`,
  )
}
