import { callApi } from '../../../api/call-api.ts'

/** Starts a session. Rejects with status 401 for a wrong pair, 429 with the seconds to wait when throttled. */
export const signIn = (email: string, password: string) =>
  callApi('POST', '/api/auth/sign-in/email', { body: { email, password } })

/** Stands for our own origin, whatever it is; nobody can have it (RFC 2606). */
const OURS = 'https://gatehouse.invalid'

/**
 * The address to return to after signing in: only a path of ours, whatever the query says. It is read as a browser reads
 * it, which drops tabs and line breaks and takes a backslash for a slash (WHATWG URL Standard, 4.4).
 */
export function returnPath(next: string | undefined): string {
  if (!next?.startsWith('/') || !URL.canParse(next, OURS)) return '/'
  const { origin, pathname, search, hash } = new URL(next, OURS)
  // A path of two slashes, such as that of /.//host, would lead to another site when it is followed in its turn.
  if (origin !== OURS || pathname.startsWith('//')) return '/'
  return /^\/(sign-in|setup)(\/|$)/.test(pathname) ? '/' : pathname + search + hash
}
