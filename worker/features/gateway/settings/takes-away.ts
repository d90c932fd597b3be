import { missingScopes } from '../../../../contract/scopes.data.ts'
import { shadows } from '../match/overlap.ts'
import type { RouteChange, RouteRow } from '../rows/route-store.ts'

type Rule = Pick<RouteRow, 'prefix' | 'exact'>

/** Whether a route decides about calls for which one of the others has decided until now. */
export const takesFromOthers = (route: Rule, others: readonly Rule[]): boolean =>
  others.some((other) => shadows(matchable(route), matchable(other)))

const matchable = ({ prefix, exact }: Rule) => ({ prefix, exact: exact === 1 })

/** For each setting, whether a change of it lets through nothing less than before. Other settings take something away. */
const WIDENS: { [F in keyof RouteRow]?: (before: RouteRow[F], after: RouteRow[F]) => boolean } = {
  name: () => true,
  description: () => true,
  operation: () => true,
  source: () => true,
  status: (_, after) => after === 'active',
  methods: (before, after) => after.includes('*') || before.every((method) => after.includes(method)),
  // Whoever holds what was needed holds what is needed now.
  scopes: (before, after) => missingScopes(before, after).length === 0,
  cost: (before, after) => after <= before,
  timeoutSeconds: (before, after) => after >= before,
  idleTimeoutSeconds: (before, after) => after >= before,
  perMinute: (before, after) => after === null || (before !== null && after >= before),
  maxConcurrency: (before, after) => after === null || (before !== null && after >= before),
  retry: () => true,
  cors: (before) => before === null,
  tool: (before) => before === null,
  toolName: (before) => before === null,
}

/**
 * Whether a change takes something away from a caller, such as a method, or sends calls elsewhere: then no call may be made under
 * the old settings after the answer. Everything that is not known to be harmless counts.
 */
export const takesAway = (before: RouteRow, change: RouteChange): boolean =>
  (Object.keys(change) as (keyof RouteRow)[]).some((field) => !widens(field, before, change))

function widens<F extends keyof RouteRow>(field: F, before: RouteRow, change: RouteChange): boolean {
  const after = change[field]
  const rule = WIDENS[field]
  return rule !== undefined && after !== undefined && rule(before[field], after as RouteRow[F])
}
