/** A placeholder for our own origin; nobody can own this name (RFC 2606). */
const OURS = 'https://gatehouse.invalid'

/**
 * The URL to return to after sign-in: always a path on this site, whatever the query contains (no open redirect). It is
 * parsed as a browser does, which removes tabs and line breaks and treats a backslash as a slash (WHATWG URL Standard,
 * 4.4).
 */
export function returnPath(next: string | undefined): string {
  if (!next?.startsWith('/') || !URL.canParse(next, OURS)) return '/'
  const { origin, pathname, search, hash } = new URL(next, OURS)
  // A path of two slashes, such as the result of /.//host, would lead to another site when it is followed.
  if (origin !== OURS || pathname.startsWith('//')) return '/'
  return /^\/(sign-in|setup)(\/|$)/.test(pathname) ? '/' : pathname + search + hash
}
