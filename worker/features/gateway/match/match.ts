import { type CompiledRoutes, compareSpecificity, type Matchable, type Pattern, segmentsOf } from './compile.ts'

/**
 * The result of matching. `rest`: what follows the prefix in the path, byte for byte, empty or beginning with a slash;
 * `params`: the segments at the places of parameters, as they were sent.
 */
export type Match<R> =
  | { kind: 'route'; route: R; params: ReadonlyMap<string, string>; rest: string }
  /** The deciding prefix takes other methods. */
  | { kind: 'method'; methods: string[]; route: R }
  | { kind: 'none' }
  /** A path that the gateway and the upstream might read differently. */
  | { kind: 'refused'; why: string }

/** A segment of a path: its text as it was sent, decoded, and where it ends in the path. */
type Part = { raw: string; decoded: string; end: number }

const MAX_DECODINGS = 3

/** Decodes percent signs byte by byte: prefixes are ASCII, and a path need not be UTF-8. */
const decodeBytes = (text: string): string =>
  text.includes('%')
    ? text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Parameters of a segment (RFC 3986, section 3.3), which some servers drop before they look for a resource. */
const withoutParameters = (text: string): string => {
  const at = text.indexOf(';')
  return at <= 0 ? text : text.slice(0, at)
}

/** The segments of a path that are not empty: servers differ in whether `//` is one slash. */
function partsOf(path: string): Part[] {
  const parts: Part[] = []
  let start = 0
  while (start < path.length) {
    const slash = path.indexOf('/', start)
    const end = slash === -1 ? path.length : slash
    if (end > start) {
      const raw = path.slice(start, end)
      parts.push({ raw, decoded: decodeBytes(raw), end })
    }
    start = end + 1
  }
  return parts
}

/**
 * What a path contains that makes another path of it, for a server that decodes once or more; null: nothing. A segment leads out of the
 * path, or is nothing but parameters: without them it is empty, and for many servers no segment at all.
 */
function hazardIn(path: string): string | null {
  let text = path
  for (let n = 0; n < MAX_DECODINGS; n++) {
    const parts = text.split(/[/\\]/)
    if (parts.some((part) => /^\.\.?(?:;.*)?$/s.test(part))) return 'contains a . or .. segment'
    if (parts.some((part) => part.startsWith(';'))) return 'contains a segment of nothing but parameters'
    const decoded = decodeBytes(text)
    if (decoded === text) return null
    text = decoded
  }
  return null
}

/** Whether the parts begin with the segments of a pattern; for an exact one, whether they are those. */
function fits(pattern: Pick<Pattern<Matchable>, 'segments' | 'exact'>, parts: readonly string[]): boolean {
  const { segments, exact } = pattern
  if (exact ? parts.length !== segments.length : parts.length < segments.length) return false
  return segments.every(({ literal }, index) => {
    const part = parts[index] ?? ''
    return literal === null || part === literal || withoutParameters(part) === literal
  })
}

function findPattern<R extends Matchable>(routes: CompiledRoutes<R>, parts: readonly string[]): Pattern<R> | null {
  const [first = ''] = parts
  const named = routes.byFirst.get(first) ?? routes.byFirst.get(withoutParameters(first)) ?? []
  const one = named.find((pattern) => fits(pattern, parts))
  const other = routes.others.find((pattern) => fits(pattern, parts))
  if (!one || !other) return one ?? other ?? null
  return compareSpecificity(one, other) <= 0 ? one : other
}

/** Whether the path would have a more specific pattern for a server that ignores case, as many do. */
function hasStricterTwin<R extends Matchable>(
  { ignoringCase, hasCapitals }: CompiledRoutes<R>,
  found: Pattern<R>,
  parts: readonly Part[],
): boolean {
  if (!hasCapitals && !parts.some(({ decoded }) => /[A-Z]/.test(decoded))) return false
  const folded = parts.map(({ decoded }) => decoded.toLowerCase())
  // They are sorted: what comes before the pattern that was found is more specific, or of the same kind at another path.
  const twin = ignoringCase.find((one) => fits(one.folded, folded))
  return twin !== undefined && twin.pattern !== found && compareSpecificity(twin.pattern, found) < 0
}

/**
 * Finds the route of a path: the longest prefix decides, also if it does not take the method or is disabled, so that a rule for
 * a part of an API is never passed by through a rule for the whole. Segments are compared decoded. `path`: the part of the URL
 * below `/gateway`, as it was sent.
 *
 * A path is refused if an encoded `..` leads out of its prefix, if a segment is nothing but parameters, or if it would have a more
 * specific route for a server that takes an encoded slash for a slash, or that ignores case.
 */
export function matchRoute<R extends Matchable>(routes: CompiledRoutes<R>, method: string, path: string): Match<R> {
  const hazard = hazardIn(path)
  if (hazard !== null) return { kind: 'refused', why: hazard }
  const parts = partsOf(path)
  const pattern = findPattern(
    routes,
    parts.map(({ decoded }) => decoded),
  )
  if (/\\|%(?:2f|5c|25|00)/i.test(path)) {
    // What a server sees that takes %2F for a slash, perhaps after decoding twice.
    let seen = path
    for (let n = 0; n < MAX_DECODINGS; n++) {
      seen = decodeBytes(seen)
      const other = findPattern(
        routes,
        seen.split(/[/\\]/).filter((part) => part !== ''),
      )
      if (other && other !== pattern && (!pattern || compareSpecificity(other, pattern) < 0)) {
        return { kind: 'refused', why: 'contains an encoded slash that makes another route of it' }
      }
    }
    if (seen.includes('\0')) return { kind: 'refused', why: 'contains NUL' }
  }
  if (!pattern) return { kind: 'none' }
  if (hasStricterTwin(routes, pattern, parts)) {
    return { kind: 'refused', why: 'differs only in capitals from the path of a more specific route' }
  }
  const route = pattern.routes.find((one) => takes(one, method))
  const [anyRoute] = pattern.routes
  if (!route) {
    const methods = pattern.routes.flatMap((one): string[] =>
      one.methods.includes('GET') ? [...one.methods, 'HEAD'] : [...one.methods],
    )
    return anyRoute ? { kind: 'method', methods: [...new Set(methods)], route: anyRoute } : { kind: 'none' }
  }
  const params = new Map<string, string>()
  // Routes of one pattern may name their parameters differently.
  for (const [index, { param }] of segmentsOf(route.prefix).entries()) {
    if (param !== null) params.set(param, parts[index]?.raw ?? '')
  }
  const end = parts[pattern.segments.length - 1]?.end ?? 0
  const rest = path.slice(end)
  return { kind: 'route', route, params, rest: rest === '' || rest.startsWith('/') ? rest : `/${rest}` }
}

/** Whether a route takes a method. A route for GET answers HEAD too (RFC 9110, section 9.3.2). */
export const takes = ({ methods }: Pick<Matchable, 'methods'>, method: string): boolean =>
  methods.some((one) => one === '*' || one === method || (method === 'HEAD' && one === 'GET'))
