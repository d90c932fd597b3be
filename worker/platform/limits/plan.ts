import type { PlanName } from '../../../contract/plan-names.data.ts'
import { PLANS } from '../../../contract/plans.data.ts'
import type { Limits } from './meter.ts'

/** Custom limits of an organization; only enterprise plans have them. */
export type CustomLimits = { planPerMinute: number | null; planPerHour: number | null; planPerDay: number | null }

/** How many calls the credentials of an organization may make together. */
export function planLimits(plan: PlanName, custom: CustomLimits): Limits {
  if (plan === 'enterprise') {
    return { minute: custom.planPerMinute, hour: custom.planPerHour, day: custom.planPerDay }
  }
  const { perMinute, perHour, perDay } = PLANS[plan]
  return { minute: perMinute, hour: perHour, day: perDay }
}

/** Whether no window is limited. */
export const isUnlimited = (limits: Limits): boolean =>
  limits.minute === null && limits.hour === null && limits.day === null
