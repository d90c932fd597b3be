import { compareSpecificity, type Matchable, segmentsOf } from './compile.ts'

type Rule = Pick<Matchable, 'prefix' | 'exact'>

const patternOf = ({ prefix, exact }: Rule) => ({ segments: segmentsOf(prefix), exact, routes: [] })

/** Whether some path fits both of two rules. */
export function haveCommonPath(one: Rule, other: Rule): boolean {
  const [a, b] = [patternOf(one), patternOf(other)]
  const [short, long] = a.segments.length <= b.segments.length ? [a, b] : [b, a]
  if (short.exact && short.segments.length < long.segments.length) return false
  return short.segments.every((segment, index) => {
    const beside = long.segments[index]
    return segment.literal === null || beside?.literal === null || segment.literal === beside?.literal
  })
}

/**
 * Whether a rule decides about calls that another one decides about without it: it fits some of the same paths, and is more
 * specific.
 */
export const shadows = (one: Rule, other: Rule): boolean =>
  haveCommonPath(one, other) && compareSpecificity(patternOf(one), patternOf(other)) < 0
