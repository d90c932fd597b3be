/** The plans that an organization can have, the smallest first. */
export const PLAN_NAMES = ['free', 'standard', 'professional', 'business', 'enterprise'] as const
export type PlanName = (typeof PLAN_NAMES)[number]
