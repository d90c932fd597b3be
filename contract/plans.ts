// Plain data: the dashboard loads this file, so it must not pull in the validator.

/** Calls that an organization's credentials may make together in any 60 s, 1 h and 24 h. Enterprise: as agreed. */
export const PLANS = {
  free: { perMinute: 30, perHour: 500, perDay: 5000 },
  standard: { perMinute: 100, perHour: 2000, perDay: 20_000 },
  professional: { perMinute: 300, perHour: 10_000, perDay: 100_000 },
  business: { perMinute: 1000, perHour: 50_000, perDay: 500_000 },
  enterprise: { perMinute: null, perHour: null, perDay: null },
} as const
export const PLAN_NAMES = ['free', 'standard', 'professional', 'business', 'enterprise'] as const
export type PlanName = (typeof PLAN_NAMES)[number]
