import { missingScopes } from '../../../contract/scopes.ts'
import { roleInsufficient } from '../../platform/auth/require-scope.ts'
import { type CookieVerifier, refused, type Verification } from '../../platform/auth/verifier.ts'
import { readSession } from './read-session.ts'

/** Verifies the session of a person who is signed in to the dashboard. */
export const sessionVerifier: CookieVerifier = {
  carrier: 'cookie',
  verify: async (deps, request, { scopes, ip, requestId }) => {
    const session = await readSession(deps, request)
    if (!session) return null
    const { actor, cookies } = session
    const missing = missingScopes(actor.scopes, scopes)
    const verification: Verification = {
      ...refused(roleInsufficient(actor.role, missing)),
      ...(missing.length === 0 && { actor: { ...actor, ip, requestId }, refusal: null }),
    }
    return { verification, cookies }
  },
}
