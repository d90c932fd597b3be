import type { Deps } from '../../platform/deps.ts'
import { Refusal } from '../../platform/errors.ts'
import { closeStreams } from '../event-logs/live/live-feed-client.ts'
import { authFor } from './load-auth.ts'
import { readSession } from './read-session.ts'
import { signInSucceeded } from './sign-in-gate-client.ts'
import type { SignInGate } from './sign-in-gate-object.ts'
import { findOrganizationByEmail } from './store.ts'

/**
 * Signs a user in; returns the cookies of the new session. Only the cookies contain the session token, no response body
 * does. The caller has to count the attempt. Throws `unauthenticated` without revealing whether the email or the
 * password was wrong.
 */
export async function signIn(
  deps: Deps,
  gates: DurableObjectNamespace<SignInGate>,
  request: Request,
  input: { email: string; password: string },
  ip: string | null,
): Promise<{ cookies: string[] }> {
  const auth = await authFor(deps, request)
  const answer = await auth.api.signInEmail({ body: input, headers: request.headers, asResponse: true })
  if (!answer.ok) {
    await answer.body?.cancel()
    if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`)
    throw new Refusal({
      kind: 'unauthenticated',
      code: 'sign_in_failed',
      detail: 'Incorrect email or password.',
      credential: false,
    })
  }
  await answer.body?.cancel()
  await signInSucceeded(gates, input.email, ip)
  return { cookies: answer.headers.getSetCookie() }
}

/** The organization whose log shows sign-in attempts with this email address; null if no user has it. */
export const organizationOf = (deps: Deps, email: string): Promise<string | null> =>
  findOrganizationByEmail(deps.db, email)

/** Ends the session of the request; returns the cookies that clear it. Without a session it does nothing. */
export async function signOut(deps: Deps, request: Request): Promise<{ cookies: string[] }> {
  const session = await readSession(deps, request)
  const auth = await authFor(deps, request)
  const answer = await auth.api.signOut({ headers: request.headers, asResponse: true })
  await answer.body?.cancel()
  if (session?.actor.type === 'session') {
    const { organization, sessionId } = session.actor
    await closeStreams(deps.feeds, organization.id, { session: sessionId })
  }
  return { cookies: answer.headers.getSetCookie() }
}
