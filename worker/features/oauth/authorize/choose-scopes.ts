import { missingScopes } from '../../../../contract/scopes.data.ts'
import { Refusal } from '../../../platform/errors.ts'

/**
 * The scopes that are allowed: all that can be, or the chosen ones. Empty if none can be. Throws `invalid` for a chosen one that was
 * not asked for, or that cannot be allowed.
 */
export function chooseScopes(
  asked: readonly string[],
  allowable: readonly string[],
  chosen: readonly string[] | undefined,
): string[] {
  if (chosen === undefined) return [...allowable]
  const errors = chosen.flatMap((scope, at) => {
    const path = `scopes.${at}`
    if (missingScopes(asked, [scope]).length > 0) return [{ path, message: 'was not asked for' }]
    return missingScopes(allowable, [scope]).length > 0
      ? [{ path, message: 'cannot be allowed: who allows it does not hold it' }]
      : []
  })
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
  return [...new Set(chosen)]
}
