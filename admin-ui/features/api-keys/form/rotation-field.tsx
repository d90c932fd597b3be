import { Radios } from '../../../forms/choice.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { words } from './form-words.ts'
import { ROTATION_GRACES, type RotationDraft } from './rotation-draft.ts'

type RotationFieldProps = {
  rotation: RotationDraft
  /** Whether the key is kept: one that is not can only be reminded of. */
  recoverable: boolean
  /** Whether being kept is still to be chosen. */
  isNew: boolean
  errors: FieldErrors
  onRotation: (rotation: RotationDraft) => void
}

/** How often a key gets a new secret, and who does it. */
export function RotationField({ rotation, recoverable, isNew, errors, onRotation }: RotationFieldProps) {
  const t = words()
  const set = (patch: Partial<RotationDraft>) => onRotation({ ...rotation, ...patch })
  const automatic = rotation.automatic && recoverable
  const graces = [...new Set([...ROTATION_GRACES, rotation.graceSeconds])].sort((one, other) => one - other)
  return (
    <fieldset class="flex min-w-0 flex-col gap-2">
      <legend class="font-medium">{t.rotationTitle}</legend>
      <SwitchedNumber
        label={t.rotationEvery}
        on={rotation.on}
        value={rotation.everyDays}
        error={errorAt(errors, 'rotation.everyDays')}
        words={{ off: t.limitOff, value: t.rotationDays, slider: '' }}
        onOn={(on) => set({ on })}
        onValue={(everyDays) => set({ everyDays })}
      />
      {rotation.on && (
        <Radios
          legend={t.rotationHow}
          stacked
          value={automatic ? 'automatic' : 'remind'}
          choices={[
            { value: 'remind', label: t.remind, hint: t.remindHint },
            {
              value: 'automatic',
              label: t.automatic,
              hint: recoverable ? t.automaticHint : isNew ? t.automaticNeedsKept : t.automaticNotKept,
              disabled: !recoverable,
            },
          ]}
          error={errorAt(errors, 'rotation.automatic')}
          onValue={(kind) => set({ automatic: kind === 'automatic' })}
        />
      )}
      {rotation.on && automatic && (
        <div class="max-w-72">
          <Select
            label={t.rotationGrace}
            value={String(rotation.graceSeconds)}
            choices={graces.map((seconds) => ({ value: String(seconds), label: t.graceFor(seconds) }))}
            onValue={(seconds) => set({ graceSeconds: Number(seconds) })}
          />
        </div>
      )}
    </fieldset>
  )
}
