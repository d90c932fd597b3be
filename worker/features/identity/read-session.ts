import { ROLE_SCOPES, type Role } from '../../../contract/scopes.ts'
import type { OrganizationFacts } from '../../platform/auth/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { authFor } from './load-auth.ts'
import { findMembership } from './store.ts'

export type SessionActor = {
  type: 'session'
  sessionId: string
  role: Role
  user: { id: string; name: string; email: string }
  organization: OrganizationFacts
  scopes: readonly string[]
}

/** The person whose session a request bears, and the cookies that keep it alive; null without a living session. */
export async function readSession(
  deps: Deps,
  request: Request,
): Promise<{ actor: SessionActor; cookies: string[] } | null> {
  // Most calls bear no cookie: those never load the library.
  if (!request.headers.get('cookie')?.includes('gatehouse.session')) return null
  const auth = await authFor(deps, request)
  const { response, headers } = await auth.api.getSession({ headers: request.headers, returnHeaders: true })
  if (!response) return null
  const { session, user } = response
  // Asked anew on every call: a role that was taken away is gone at once.
  const membership = await findMembership(deps.db, user.id, session.activeOrganizationId ?? null)
  if (!membership) return null
  return {
    actor: {
      type: 'session',
      sessionId: session.id,
      role: membership.role,
      user: { id: user.id, name: user.name, email: user.email },
      organization: membership.organization,
      scopes: ROLE_SCOPES[membership.role],
    },
    cookies: headers.getSetCookie(),
  }
}
