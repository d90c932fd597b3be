import { commonScopes, missingScopes } from '../../../../contract/scopes.data.ts'
import { isRangeWithin, parseRange } from '../../../platform/credential-guard/addresses.ts'
import type { KeyAbove } from './store.ts'

const LIMITS = ['perMinute', 'perHour', 'perDay'] as const
type RateLimit = Record<(typeof LIMITS)[number], number | null>

/** What a key may have at most below others: the least of what each of them has. */
export type Ceiling = {
  scopes: string[]
  rateLimit: RateLimit
  /** The lists of those that have one, that of the parent first: a caller has to be in each of them. */
  allowedIps: string[][]
  expiresAt: number | null
}

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/** What a key below these may have at most. `above`: the top one first, the parent last. */
export const ceilingOf = (above: readonly KeyAbove[]): Ceiling =>
  above.reduce<Ceiling>(
    (ceiling, key) => ({
      scopes: commonScopes(ceiling.scopes, key.scopes),
      rateLimit: {
        perMinute: least(ceiling.rateLimit.perMinute, key.perMinute),
        perHour: least(ceiling.rateLimit.perHour, key.perHour),
        perDay: least(ceiling.rateLimit.perDay, key.perDay),
      },
      allowedIps: key.allowedIps.length > 0 ? [key.allowedIps, ...ceiling.allowedIps] : ceiling.allowedIps,
      expiresAt: least(ceiling.expiresAt, key.expiresAt),
    }),
    {
      scopes: ['*'],
      rateLimit: { perMinute: null, perHour: null, perDay: null },
      allowedIps: [],
      expiresAt: null,
    },
  )

/** Settings that a key is to have; undefined: they stay as they are. */
export type Wanted = {
  scopes?: readonly string[] | undefined
  rateLimit?: { [Name in (typeof LIMITS)[number]]?: number | null | undefined } | undefined
  allowedIps?: readonly string[] | undefined
  expiresAt?: number | null | undefined
}

type FieldError = { path: string; message: string }

const MAX_NAMED = 20

/** The fields in which settings exceed a ceiling, with messages. */
export function exceeding(ceiling: Ceiling, { scopes, rateLimit, allowedIps, expiresAt }: Wanted): FieldError[] {
  const errors: FieldError[] = []
  const missing = scopes ? missingScopes(ceiling.scopes, scopes) : []
  if (missing.length > 0) {
    const message = `must not name scopes that the parent key does not hold: ${missing.slice(0, MAX_NAMED).join(', ')}`
    errors.push({ path: 'scopes', message })
  }
  for (const name of LIMITS) {
    const [wanted, most] = [rateLimit?.[name], ceiling.rateLimit[name]]
    if (wanted === undefined || most === null || (wanted !== null && wanted <= most)) continue
    errors.push({ path: `rateLimit.${name}`, message: `must be at most ${most}, as for the parent key` })
  }
  if (allowedIps && !areWithin(allowedIps, ceiling.allowedIps)) {
    errors.push({ path: 'allowedIps', message: 'must name only addresses that the parent key allows' })
  }
  const { expiresAt: end } = ceiling
  if (expiresAt !== undefined && end !== null && (expiresAt === null || expiresAt > end)) {
    const at = new Date(end).toISOString()
    errors.push({ path: 'expiresAt', message: `must not be after the parent key expires, at ${at}` })
  }
  return errors
}

/** Whether a list of addresses admits only callers whom every other list admits. An empty list admits everybody. */
function areWithin(list: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (others.length === 0) return true
  const ranges = list.map(parseRange)
  return others.every((other) => {
    const outer = other.map(parseRange)
    return ranges.length > 0 && ranges.every((range) => outer.some((one) => isRangeWithin(range, one)))
  })
}
