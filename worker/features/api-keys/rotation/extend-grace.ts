import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedKey, changeKey } from '../keys/change.ts'
import { requireGrantable } from '../keys/require-grantable.ts'
import { failIfGraceOver } from '../keys/store.ts'
import { decideExtension, latestGraceEnd } from './grace.ts'

/**
 * Moves the end of the grace period of a key's old secret to `endsAt` (ms), which is later. Once this returns, no
 * isolate applies the earlier end. A grace period that has ended never begins again, also if it ends while this runs.
 * Throws `conflict` if the key is revoked or has no grace period, `invalid` for an end that is not later or too late,
 * and `forbidden` if the key holds scopes that the actor does not: its old secret grants them.
 */
export async function extendGrace(
  deps: Deps,
  actor: Actor,
  id: string,
  endsAt: number,
  expectedVersion: IfMatch = null,
): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  return changeKey(
    deps,
    actor,
    id,
    {
      action: 'api_key.grace_extended',
      decide: (row) => {
        requireGrantable(actor, row.scopes, 'extend the grace period of a key')
        const decision = decideExtension(row, endsAt, deps.now)
        if (!('refused' in decision)) return decision.move ? { graceUntil: endsAt } : null
        switch (decision.refused) {
          case 'revoked':
            throw conflict('key_revoked', 'The key is revoked, so neither of its secrets works.')
          case 'no_grace':
            throw conflict('no_grace', 'The old secret does not work any more, or ends within seconds. It stays ended.')
          case 'too_early':
            throw invalid('endsAt', 'must be after the present end. To end the grace period, delete it')
          case 'too_late':
            throw invalid('endsAt', `must be at most 7 days after the regeneration: ${instant(latestGraceEnd(row))}`)
        }
      },
      extraStatements: (row) => [failIfGraceOver(row)],
    },
    expectedVersion,
  )
}

const instant = (at: number | null): string => new Date(at ?? 0).toISOString()
