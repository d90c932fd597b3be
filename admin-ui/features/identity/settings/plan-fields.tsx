import { PLAN_NAMES, PLANS } from '../../../../contract/plans.ts'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import type { OrganizationDraft, PlanLimitDraft } from './organization-draft.ts'
import { words } from './organization-words.ts'

const LIMITS = ['perMinute', 'perHour', 'perDay'] as const

/** The plan with its figures, and the figures of an enterprise plan. Nobody but an owner changes them. */
export function PlanFields({
  draft,
  errors,
  readOnly,
  onDraft,
}: FieldsProps<OrganizationDraft> & { readOnly: boolean }) {
  const t = words()
  const isCustom = draft.plan === 'enterprise'
  if (readOnly) {
    const limit = ({ on, value }: PlanLimitDraft) => (on ? Number(value) : null)
    const { perMinute, perHour, perDay } = draft.planLimits
    const agreed = { perMinute: limit(perMinute), perHour: limit(perHour), perDay: limit(perDay) }
    return (
      <p>
        {t.planChoice(t.plans[draft.plan], t.planFigures(isCustom ? agreed : PLANS[draft.plan]))}
        <span class="block text-sm text-soft">{t.planReadOnly}</span>
      </p>
    )
  }
  return (
    <>
      <Select
        label={t.plan}
        hideLabel
        hint={t.planHint}
        value={draft.plan}
        choices={PLAN_NAMES.map((value) => ({
          value,
          label: t.planChoice(t.plans[value], value === 'enterprise' ? t.custom : t.planFigures(PLANS[value])),
        }))}
        onValue={(plan) => onDraft({ plan })}
      />
      {isCustom &&
        LIMITS.map((name) => (
          <SwitchedNumber
            key={name}
            label={t.limits[name]}
            on={draft.planLimits[name].on}
            value={draft.planLimits[name].value}
            error={errorAt(errors, `planLimits.${name}`)}
            words={{ off: t.unlimited, value: t.limitValue(t.limits[name]), slider: '' }}
            onOn={(on) => onDraft({ planLimits: { ...draft.planLimits, [name]: { ...draft.planLimits[name], on } } })}
            onValue={(value) =>
              onDraft({ planLimits: { ...draft.planLimits, [name]: { ...draft.planLimits[name], value } } })
            }
          />
        ))}
    </>
  )
}
