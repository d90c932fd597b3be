import type { PlanName } from './plan-names.data.ts'

/** Calls that an organization's credentials may make together in any 60 s, 1 h and 24 h. Enterprise: custom limits. */
export const PLANS = {
  free: { perMinute: 30, perHour: 500, perDay: 5000 },
  standard: { perMinute: 100, perHour: 2000, perDay: 20_000 },
  professional: { perMinute: 300, perHour: 10_000, perDay: 100_000 },
  business: { perMinute: 1000, perHour: 50_000, perDay: 500_000 },
  enterprise: { perMinute: null, perHour: null, perDay: null },
} as const

/**
 * Keys (without revoked ones), webhooks, connectors (REST hooks are connectors too), incoming webhooks and OAuth apps of its own that an organization may have, in both
 * environments together. Null: not limited by the plan.
 */
export const PLAN_OBJECTS: Record<
  PlanName,
  { keys: number | null; webhooks: number; connectors: number; incoming: number; apps: number }
> = {
  free: { keys: 10, webhooks: 20, connectors: 20, incoming: 10, apps: 5 },
  standard: { keys: 100, webhooks: 50, connectors: 50, incoming: 50, apps: 20 },
  professional: { keys: 1000, webhooks: 100, connectors: 100, incoming: 100, apps: 50 },
  business: { keys: 10_000, webhooks: 200, connectors: 200, incoming: 200, apps: 100 },
  // Publishing reads every webhook and connector of the organization, so their number is limited in each plan.
  enterprise: { keys: null, webhooks: 200, connectors: 200, incoming: 1000, apps: 1000 },
}
