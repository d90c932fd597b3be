import { missingScopes } from '../../../contract/scopes.data.ts'
import { roleInsufficient } from '../../platform/auth/require-scope.ts'
import { type CookieVerifier, refused, type Verification } from '../../platform/auth/verifier.ts'
import { loadOnce } from '../../platform/lib/load-once.ts'

const sessionReader = loadOnce(() => import('./read-session.ts'))

/** Verifies the session of a user of the dashboard. */
export const sessionVerifier: CookieVerifier = {
  carrier: 'cookie',
  verify: async (deps, request, { scopes, ip, requestId }) => {
    const { readSession } = await sessionReader()
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
