import type { QueryClient } from '@tanstack/preact-query'
import { send } from '../api.ts'

/** Starts a session. Rejects with status 401 for a wrong pair, 429 with the seconds to wait when throttled. */
export const signIn = (email: string, password: string) => send('POST', '/api/auth/sign-in/email', { email, password })

/** Ends the session here, and forgets all that was loaded in it. */
export async function signOut(client: QueryClient) {
  await send('POST', '/api/auth/sign-out')
  client.clear()
}

/** The address to return to after signing in: only a path of ours, whatever the query says. */
export function returnPath(next: string | undefined): string {
  // Two slashes, or a slash and a backslash, would lead to another site.
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') && !next.startsWith('/setup') ? next : '/'
}
