import type { NewAlert } from '../../../platform/alerts/raise.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { MINUTE_MS } from '../../../platform/lib/time/time.ts'
import type { CallerCount, CountedKind } from './counter-store.ts'
import { MAX_SEPARATE_ALERTS } from './max-separate-alerts.ts'

/**
 * Callers that each stay below the threshold raise one common alert when their sum is this many times the threshold.
 */
export const SPREAD_FACTOR = 10
/** Number of IP addresses that an alert about a key lists. */
const MAX_NAMED = 5

/** A caller as the counter identifies it: a key, an IP address, or both. */
export type Caller = CallerCount & { keyId: string | null; ip: string | null }

/** An alert to raise, and the counters that it covers. */
export type Burst = { alert: NewAlert & { kind: CountedKind }; last: number; targetIds: string[] }

/**
 * Bursts among the callers of one organization and kind. Each call belongs to at most one alert: that of its key if the
 * key alone reaches the threshold, else that of its IP address. Many such addresses, or many callers below the
 * threshold, raise one alert for the organization.
 */
export function burstsOf(callers: readonly Caller[]): Burst[] {
  const [first] = callers
  if (!first) return []
  const byKey = groupsReaching(Map.groupBy(callers, (one) => one.keyId))
  const told = new Set(byKey.flat())
  const rest = callers.filter((one) => !told.has(one))
  const byIp = groupsReaching(Map.groupBy(rest, (one) => one.ip))
  const groups = [...byKey.map(keyBurst), ...byIp.map(ipBurst)]
  if (groups.length > MAX_SEPARATE_ALERTS) return [spreadBurst(callers)]
  if (groups.length === 0 && callsOf(callers) >= SPREAD_FACTOR * first.threshold) return [spreadBurst(callers)]
  return groups
}

/** Groups with a known name that reach the threshold. */
const groupsReaching = (groups: Map<string | null, Caller[]>): Caller[][] =>
  [...groups].flatMap(([name, some]) => (name !== null && callsOf(some) >= (some[0]?.threshold ?? 0) ? [some] : []))

const callsOf = (callers: readonly Caller[]): number => callers.reduce((sum, one) => sum + one.calls, 0)

/** `from` and `to` enclose the calls: the log between these times shows all of them. */
const span = (callers: readonly Caller[]) => ({
  calls: callsOf(callers),
  from: new Date(Math.min(...callers.map((one) => one.first))).toISOString(),
  to: new Date(Math.max(...callers.map((one) => one.last)) + MINUTE_MS).toISOString(),
})

const distinct = (values: readonly (string | null)[]): string[] => [...new Set(values.flatMap((one) => one ?? []))]

function burst(callers: readonly Caller[], target: NewAlert['target'], details: JsonObject): Burst {
  const { organizationId = '', kind = 'auth_failures' as const } = callers[0] ?? {}
  return {
    alert: { organizationId, kind, target, details: { ...span(callers), ...details } },
    last: Math.max(...callers.map((one) => one.last)),
    targetIds: callers.map((one) => one.targetId),
  }
}

function keyBurst(callers: readonly Caller[]): Burst {
  const [first] = callers
  const id = first?.keyId ?? ''
  const target = { type: 'api_key', id, name: first?.keyName ?? id }
  const addresses = distinct(callers.map((one) => one.ip)).slice(0, MAX_NAMED)
  return burst(callers, target, addresses.length > 0 ? { addresses } : {})
}

function ipBurst(callers: readonly Caller[]): Burst {
  const ip = callers[0]?.ip ?? ''
  return burst(callers, { type: 'address', id: ip, name: ip }, {})
}

function spreadBurst(callers: readonly Caller[]): Burst {
  const { organizationId = '', organizationName = '' } = callers[0] ?? {}
  return burst(
    callers,
    { type: 'organization', id: organizationId, name: organizationName },
    {
      keys: distinct(callers.map((one) => one.keyId)).length,
      addressCount: distinct(callers.map((one) => one.ip)).length,
    },
  )
}
