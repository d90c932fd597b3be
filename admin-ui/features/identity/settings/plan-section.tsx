import { PLAN_NAMES } from '../../../../contract/plan-names.data.ts'
import { PLANS } from '../../../../contract/plans.data.ts'
import { errorAt } from '../../../forms/form.ts'
import { NumberRow, SettingCard } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { planFigures, planObjects } from './figures.ts'
import { FactRow, settingName } from './organization-rows.tsx'
import { useOrganizationSettings } from './use-organization-form.ts'

const LIMITS = ['perMinute', 'perHour', 'perDay'] as const

/** The plans with their limits, and the agreed limits of an enterprise plan. Only owners can change them. */
export function PlanSection() {
  const { organization, draft, errors, readOnly, isOwner, onDraft } = useOrganizationSettings()
  const isCustom = draft.plan === 'enterprise'
  if (readOnly || !isOwner) {
    const figures = isCustom ? organization.planLimits : PLANS[draft.plan]
    return (
      <SettingCard title={settingName('plan')}>
        <FactRow label={m.settings_plan_name({ plan: draft.plan })}>
          {planFigures(figures)}
          <span class="block text-sm text-faint">{planObjects(draft.plan)}</span>
        </FactRow>
        <p class="border-t border-line px-4 py-3 text-sm text-soft">{m.settings_plan_read_only()}</p>
      </SettingCard>
    )
  }
  return (
    <>
      <SettingCard title={settingName('plan')}>
        <fieldset>
          <legend class="sr-only">{settingName('plan')}</legend>
          {PLAN_NAMES.map((plan) => (
            <label
              key={plan}
              class="flex min-h-11 flex-wrap items-center gap-x-2.5 border-t border-line px-4 py-2 hover:bg-hover has-checked:bg-selected [legend+&]:border-t-0"
            >
              <input
                type="radio"
                name="plan"
                value={plan}
                checked={plan === draft.plan}
                onChange={() => onDraft({ plan })}
              />
              <span class="font-medium">{m.settings_plan_name({ plan })}</span>
              <span class="tabular-nums max-sm:w-full max-sm:pl-6.5 sm:ml-auto sm:text-right">
                <span class="text-soft">{plan === 'enterprise' ? m.settings_custom() : planFigures(PLANS[plan])}</span>
                <span class="block text-sm text-faint">{planObjects(plan)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <p class="border-t border-line px-4 py-3 text-sm text-soft">{m.settings_plan_hint()}</p>
      </SettingCard>
      {isCustom && (
        <SettingCard title={settingName('planLimits')}>
          {LIMITS.map((limit) => (
            <NumberRow
              key={limit}
              label={m.settings_limit_name({ limit })}
              hint={m.settings_empty_is_unlimited()}
              placeholder={m.settings_unlimited()}
              maxLength={10}
              error={errorAt(errors, `planLimits.${limit}`)}
              value={draft.planLimits[limit]}
              onValue={(value) => onDraft({ planLimits: { ...draft.planLimits, [limit]: value } })}
            />
          ))}
        </SettingCard>
      )}
    </>
  )
}
