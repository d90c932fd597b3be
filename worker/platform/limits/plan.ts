import { PLANS, type PlanName } from '../../../contract/plans.ts'
import type { Limits } from './meter.ts'

/** The figures that an organization has agreed on for itself; an enterprise plan alone has such. */
export type AgreedFigures = { planPerMinute: number | null; planPerHour: number | null; planPerDay: number | null }

/** How many calls the credentials of an organization may make together. */
export function planLimits(plan: PlanName, agreed: AgreedFigures): Limits {
  if (plan === 'enterprise') {
    return { minute: agreed.planPerMinute, hour: agreed.planPerHour, day: agreed.planPerDay }
  }
  const { perMinute, perHour, perDay } = PLANS[plan]
  return { minute: perMinute, hour: perHour, day: perDay }
}

/** Whether limits limit nothing. */
export const isUnlimited = (limits: Limits): boolean =>
  limits.minute === null && limits.hour === null && limits.day === null
