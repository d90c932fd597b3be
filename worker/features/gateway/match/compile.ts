import type { RouteMethod } from '../../../../contract/gateway.data.ts'

/** What matching needs to know of a route. */
export type Matchable = {
  id: string
  /** Without slashes at its ends. `{name}` is any one segment; empty: every path. */
  prefix: string
  exact: boolean
  methods: readonly RouteMethod[]
}

/** A literal segment, or the name of a parameter. */
export type Segment = { literal: string; param: null } | { literal: null; param: string }

/** Routes with the same prefix and the same `exact`. */
export type Pattern<R extends Matchable> = { segments: Segment[]; exact: boolean; routes: R[] }

/** The routes of an organization, in the order in which they are tried: by their first segment, the most specific first. */
export type CompiledRoutes<R extends Matchable> = {
  byFirst: ReadonlyMap<string, readonly Pattern<R>[]>
  /** Patterns that begin with a parameter or are empty. */
  others: readonly Pattern<R>[]
  /** All patterns, the most specific first, with the segments that they have for a server that ignores case. */
  ignoringCase: readonly { pattern: Pattern<R>; folded: Pick<Pattern<R>, 'segments' | 'exact'> }[]
  /** Whether a prefix has capitals: then also a path without any can be one that differs in case alone. */
  hasCapitals: boolean
}

/** The segments of a prefix. */
export const segmentsOf = (prefix: string): Segment[] =>
  prefix === ''
    ? []
    : prefix.split('/').map((text) => {
        const [, param] = /^\{(.+)\}$/.exec(text) ?? []
        return param === undefined ? { literal: text, param: null } : { literal: null, param }
      })

/** A name for prefixes that match the same paths: parameters have no names in it. */
export const shapeOf = ({ prefix, exact }: Pick<Matchable, 'prefix' | 'exact'>): string =>
  `${prefix.replaceAll(/\{[^}]*\}/g, '{}')}${exact ? '' : '/*'}`

/**
 * Compares two patterns that match the same path: a longer one is before a shorter one, then a literal segment before a
 * parameter at the first difference, then an exact pattern before a prefix.
 */
function bySpecificity(a: Pattern<Matchable>, b: Pattern<Matchable>): number {
  if (a.segments.length !== b.segments.length) return b.segments.length - a.segments.length
  for (const [index, one] of a.segments.entries()) {
    const other = b.segments[index]
    if ((one.literal === null) !== (other?.literal === null)) return one.literal === null ? 1 : -1
  }
  return Number(b.exact) - Number(a.exact)
}

/** Prepares routes for matching. Disabled routes belong to them: they refuse calls, instead of leaving them to a shorter prefix. */
export function compileRoutes<R extends Matchable>(routes: readonly R[]): CompiledRoutes<R> {
  const patterns = new Map<string, Pattern<R>>()
  for (const route of routes) {
    const shape = shapeOf(route)
    const pattern = patterns.get(shape) ?? { segments: segmentsOf(route.prefix), exact: route.exact, routes: [] }
    pattern.routes.push(route)
    patterns.set(shape, pattern)
  }
  const byFirst = new Map<string, Pattern<R>[]>()
  const others: Pattern<R>[] = []
  const sorted = [...patterns.values()].sort(bySpecificity)
  for (const pattern of sorted) {
    const first = pattern.segments[0]?.literal ?? null
    if (first === null) others.push(pattern)
    else byFirst.set(first, [...(byFirst.get(first) ?? []), pattern])
  }
  const ignoringCase = sorted.map((pattern) => ({
    pattern,
    folded: { exact: pattern.exact, segments: pattern.segments.map(withoutCase) },
  }))
  const hasCapitals = sorted.some(({ segments }) => segments.some(({ literal }) => /[A-Z]/.test(literal ?? '')))
  return { byFirst, others, ignoringCase, hasCapitals }
}

const withoutCase = (segment: Segment): Segment =>
  segment.literal === null ? segment : { literal: segment.literal.toLowerCase(), param: null }

/** Which of two patterns is tried first; negative: `a`. */
export const compareSpecificity: (a: Pattern<Matchable>, b: Pattern<Matchable>) => number = bySpecificity
