import type { GatewayRoute } from '../../../../client/src/generated.ts'

type Placed = Pick<GatewayRoute, 'id' | 'prefix' | 'exact'>

const segmentsOf = (prefix: string): string[] => (prefix === '' ? [] : prefix.split('/'))
const isParameter = (segment: string) => segment.startsWith('{')

/** Whether paths of `longer` begin with the prefix of `wide`, so that the longer one decides about them. */
function lies(longer: Placed, wide: Placed): boolean {
  const [below, above] = [segmentsOf(longer.prefix), segmentsOf(wide.prefix)]
  if (wide.exact || below.length <= above.length) return false
  return above.every((segment, index) => {
    const other = below[index] ?? ''
    return segment === other || isParameter(segment) || isParameter(other)
  })
}

/**
 * For each route, by id: the prefixes that are longer than its own and decide about their paths instead of it (`longer`), and the
 * longest prefix that it takes precedence over (`over`; null: none).
 */
export function overlapsOf(routes: readonly Placed[]): Map<string, { longer: string[]; over: string | null }> {
  return new Map(
    routes.map((route) => {
      const wider = routes.filter((other) => lies(route, other))
      const over = wider.map(({ prefix }) => prefix).sort((one, other) => other.length - one.length)[0]
      const longer = new Set(routes.filter((other) => lies(other, route)).map(({ prefix }) => prefix))
      return [route.id, { longer: [...longer].sort(), over: over ?? null }]
    }),
  )
}

/** Whether a route takes a method. One for GET answers HEAD too. */
const takesMethod = ({ methods }: Pick<GatewayRoute, 'methods'>, method: string): boolean =>
  methods.some((one) => one === '*' || one === method || (method === 'HEAD' && one === 'GET'))

type Called = { method: string; endpoint: string }

/** The segments of the path of a call, decoded, without the part that is the same for all routes. */
function segmentsOfCall(endpoint: string): string[] {
  const segments = endpoint.split('/').filter(Boolean).map(decoded)
  return segments[0] === 'gateway' ? segments.slice(1) : segments
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** How many segments of a path a prefix takes; -1: it does not match. A literal one counts a little more than a parameter. */
function takenBy({ prefix, exact }: Placed, path: readonly string[]): number {
  const segments = segmentsOf(prefix)
  if (exact ? segments.length !== path.length : segments.length > path.length) return -1
  if (!segments.every((segment, index) => isParameter(segment) || segment === path[index])) return -1
  const literals = segments.filter((segment) => !isParameter(segment)).length
  return segments.length + literals / 100 + (exact ? 0.001 : 0)
}

/** Whether a call of the log was made to a route, and not to one of `others` whose prefix is longer. */
export function isCallTo<R extends Placed & Pick<GatewayRoute, 'methods'>>(
  route: R,
  others: readonly R[],
  { method, endpoint }: Called,
): boolean {
  const path = segmentsOfCall(endpoint)
  const own = takenBy(route, path)
  return own >= 0 && takesMethod(route, method) && others.every((other) => takenBy(other, path) <= own)
}
