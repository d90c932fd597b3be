import type { Role } from '../../../contract/roles.data.ts'
import type { OrganizationFacts } from '../../platform/auth/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { authFor } from './load-auth.ts'
import { memberScopes } from './member-scopes.ts'
import { findMembership } from './store.ts'

export type SessionActor = {
  type: 'session'
  sessionId: string
  role: Role
  user: { id: string; name: string; email: string }
  organization: OrganizationFacts
  scopes: readonly string[]
}

/**
 * The user whose session cookie a request has, and the cookies that extend the session; null without a valid session.
 */
export async function readSession(
  deps: Deps,
  request: Request,
): Promise<{ actor: SessionActor; cookies: string[] } | null> {
  // Most calls have no cookie: for these the library is not loaded.
  if (!request.headers.get('cookie')?.includes('gatehouse.session')) return null
  const auth = await authFor(deps, request)
  const { response, headers } = await auth.api.getSession({ headers: request.headers, returnHeaders: true })
  if (!response) return null
  const { session, user } = response
  // Read on every call, so that removing a role takes effect at once.
  const membership = await findMembership(deps.db, user.id, session.activeOrganizationId ?? null)
  if (!membership) return null
  return {
    actor: {
      type: 'session',
      sessionId: session.id,
      role: membership.role,
      user: { id: user.id, name: user.name, email: user.email },
      organization: membership.organization,
      scopes: memberScopes(membership.role, membership.ownResources),
    },
    cookies: headers.getSetCookie(),
  }
}
