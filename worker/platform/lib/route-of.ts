/** Maximum number of path segments in a route; the rest is left out. */
const MAX_SEGMENTS = 8
/** A longer segment is a value, not a name. */
const MAX_NAME = 40
/** Maximum length of a path that is looked at. */
const MAX_PATH = 1000

const ID = '{id}'

/**
 * The probable route of a path: each segment that is a value is replaced by `{id}`, so that calls of `/users/1` and
 * `/users/2` are counted together. Names are letters with few digits, such as `v1`, `oauth2`, `s3`.
 */
export function routeOf(path: string): string {
  const segments = path.slice(0, MAX_PATH).split('/').slice(1)
  const shown = segments.slice(0, MAX_SEGMENTS).map((one) => (isValue(one) ? ID : one))
  return `/${shown.join('/')}${segments.length > MAX_SEGMENTS ? '/...' : ''}`
}

function isValue(segment: string): boolean {
  if (segment.length > MAX_NAME || segment.includes('@') || segment.includes('%')) return true
  const digits = segment.replace(/\D/g, '').length
  // Three digits or more are a number, a date, a UUID, a ULID or random; a version has fewer, such as v1.2.
  if (digits >= 3) return true
  if (digits > 0 && !/[a-z]/i.test(segment)) return true
  if (/^[0-9a-f]{16,}$/i.test(segment)) return true
  // Sixteen or more letters and digits without a separator, with digits or in mixed case: random.
  return segment.length >= 16 && /^[0-9A-Za-z_-]+$/.test(segment) && (digits > 0 || isMixed(segment))
}

/** More than a few upper-case letters within a long word: `getUserProfileById` is not meant. */
function isMixed(segment: string): boolean {
  const upper = segment.replace(/[^A-Z]/g, '').length
  return upper > segment.length / 4 && upper < segment.length
}
