import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { words } from '../key/dialog-words.ts'
import type { Draft, LimitDraft, LimitName } from './draft.ts'

type LimitFieldsProps = { limits: Draft['limits']; errors: FieldErrors; onLimits: (limits: Draft['limits']) => void }

/** The three windows, each of which may be off. */
export function LimitFields({ limits, errors, onLimits }: LimitFieldsProps) {
  const t = words()
  const windows: { name: LimitName; label: string; range?: { min: number; max: number; step: number } }[] = [
    { name: 'perMinute', label: t.limitMinute, range: { min: 10, max: 1000, step: 10 } },
    { name: 'perHour', label: t.limitHour, range: { min: 100, max: 10_000, step: 100 } },
    { name: 'perDay', label: t.limitDay },
  ]
  const set = (name: LimitName, patch: Partial<LimitDraft>) =>
    onLimits({ ...limits, [name]: { ...limits[name], ...patch } })
  return (
    <fieldset class="min-w-0">
      <legend class="font-medium">{t.limitsTitle}</legend>
      <p class="mb-2 text-sm text-soft">{t.limitsHint}</p>
      <div class="flex flex-col gap-2">
        {windows.map(({ name, label, range }) => (
          <SwitchedNumber
            key={name}
            label={label}
            on={limits[name].on}
            value={limits[name].value}
            error={errorAt(errors, `rateLimit.${name}`)}
            {...(range ? { range } : {})}
            words={{ off: t.limitOff, value: t.limitValue(label), slider: t.limitSlider(label) }}
            onOn={(on) => set(name, { on })}
            onValue={(value) => set(name, { value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
