import type { ApiKey } from '../../../../../client/src/generated.ts'
import { formatNumber } from '../../../../format/language.ts'
import { errorAt, type FieldErrors } from '../../../../forms/form.ts'
import { SwitchedNumber } from '../../../../forms/slider.tsx'
import { m } from '../../../../messages/index.ts'
import type { Draft, LimitDraft, LimitName } from '../draft/draft.ts'

type LimitFieldsProps = {
  limits: Draft['limits']
  errors: FieldErrors
  /** The limits of the parent key, which apply where one is off. */
  most?: ApiKey['rateLimit']
  onLimits: (limits: Draft['limits']) => void
}

/** The three windows of the rate limit, each of which may be off. */
export function LimitFields({ limits, errors, most, onLimits }: LimitFieldsProps) {
  const windows: { name: LimitName; label: string; range: { min: number; max: number; step: number } }[] = [
    { name: 'perMinute', label: m.api_keys_dialog_limit_minute(), range: { min: 10, max: 1000, step: 10 } },
    { name: 'perHour', label: m.api_keys_dialog_limit_hour(), range: { min: 100, max: 10_000, step: 100 } },
    { name: 'perDay', label: m.api_keys_dialog_limit_day(), range: { min: 1000, max: 100_000, step: 1000 } },
  ]
  const offText = (name: LimitName) => {
    const limit = most?.[name]
    return limit ? m.api_keys_child_limit_of_parent({ limit: formatNumber(limit) }) : m.api_keys_dialog_limit_off()
  }
  const set = (name: LimitName, patch: Partial<LimitDraft>) =>
    onLimits({ ...limits, [name]: { ...limits[name], ...patch } })
  return (
    <fieldset class="min-w-0">
      <legend class="font-medium">{m.api_keys_dialog_limits_title()}</legend>
      <p class="mb-2 text-sm text-soft">{most ? m.api_keys_child_limits_hint() : m.api_keys_dialog_limits_hint()}</p>
      <div class="flex flex-col gap-2">
        {windows.map(({ name, label, range }) => (
          <SwitchedNumber
            key={name}
            label={label}
            on={limits[name].on}
            value={limits[name].value}
            error={errorAt(errors, `rateLimit.${name}`)}
            range={{ ...range, max: Math.min(range.max, most?.[name] ?? range.max) }}
            labels={{
              off: offText(name),
              value: m.api_keys_dialog_limit_value({ limit: label }),
              slider: m.api_keys_dialog_limit_slider({ limit: label }),
            }}
            onOn={(on) => set(name, { on })}
            onValue={(value) => set(name, { value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
