/** Segments of a path that its route keeps; what follows them is left out. */
const MAX_SEGMENTS = 8
/** A longer segment is a value, not a name. */
const MAX_NAME = 40
/** Of a path nothing behind this is looked at. */
const MAX_PATH = 1000

const ID = '{id}'

/**
 * The route that a path was probably made of: each segment that is a value is written `{id}`, so that calls of
 * `/users/1` and `/users/2` count together. What a name may be: letters with few digits, such as `v1`, `oauth2`, `s3`.
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
  // Sixteen and more letters and digits without a break, mixed with digits or in mixed case: random.
  return segment.length >= 16 && /^[0-9A-Za-z_-]+$/.test(segment) && (digits > 0 || isMixed(segment))
}

/** Upper case within a long word more than once or twice: no `getUserProfileById`, which has a few. */
function isMixed(segment: string): boolean {
  const upper = segment.replace(/[^A-Z]/g, '').length
  return upper > segment.length / 4 && upper < segment.length
}
