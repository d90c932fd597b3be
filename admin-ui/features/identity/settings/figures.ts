import type { PlanName } from '../../../../contract/plan-names.data.ts'
import { PLAN_OBJECTS } from '../../../../contract/plans.data.ts'
import { formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

type PlanLimits = Record<'perMinute' | 'perHour' | 'perDay', number | null>

const figure = (limit: number | null, unit: 'minute' | 'hour' | 'day') =>
  m.settings_plan_figure({ limit: limit === null ? m.settings_unlimited() : formatNumber(limit), unit })

/** The limits of a plan as text: "1,000/min, No limit/hr, 50,000/day". */
export const planFigures = ({ perMinute, perHour, perDay }: PlanLimits): string =>
  m.settings_plan_figures({
    perMinute: figure(perMinute, 'minute'),
    perHour: figure(perHour, 'hour'),
    perDay: figure(perDay, 'day'),
  })

/** What an organization with the plan may have: "100 keys, 50 webhooks and 20 OAuth apps". */
export function planObjects(plan: PlanName): string {
  const { keys, webhooks, apps } = PLAN_OBJECTS[plan]
  return m.settings_plan_objects({
    keys: keys === null ? m.settings_plan_unlimited() : formatNumber(keys),
    webhooks: formatNumber(webhooks),
    apps: formatNumber(apps),
  })
}
